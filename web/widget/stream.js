// Asks the service. A stream that a proxy holds back is asked for again as JSON, under the same key: it answers once.

const FIRST = 20000; // milliseconds before asking for JSON
const TOTAL = 60000; // and before giving up

/** `code` is a key of the labels, or "problem" with the service's own sentence. */
export class Failure extends Error {
  constructor(code, message = "", seconds = 0) {
    super(message || code);
    Object.assign(this, { code, seconds });
  }
}

/** Yield {event, data} for a question sent under `key`. `signal` stops it. Throws Failure. */
export async function* ask(base, body, key, signal) {
  const send = (accept, patience, left) => attempt({ url: new URL("api/chat", base), body: JSON.stringify(body), key, signal, accept, patience, left });
  const begun = Date.now();
  let first = true;
  try {
    for await (const event of send("text/event-stream", FIRST, TOTAL)) {
      first = false;
      yield event;
    }
  } catch (failure) {
    if (!first || !["slow", "unreadable"].includes(failure.code)) throw failure;
    const left = begun + TOTAL - Date.now();
    yield* send("application/json", left, left);
  }
}

async function* attempt({ url, body, key, signal, accept, patience, left }) {
  const control = new AbortController();
  let why;
  const give = (code) => {
    why ??= code;
    control.abort();
  };
  signal.addEventListener("abort", () => give("stopped"));
  const timers = [setTimeout(give, patience, "slow"), setTimeout(give, left, "slow")];
  try {
    const headers = { "content-type": "application/json", accept, "idempotency-key": key };
    const response = await fetch(url, { method: "POST", credentials: "omit", headers, body, signal: control.signal });
    if (!response.ok) throw await refusal(response);
    const type = response.headers.get("content-type") ?? "";
    if (type.startsWith("application/json")) {
      const data = await response.json();
      yield { event: "sources", data: { ...data, recorded: response.headers.get("assistant-recorded") === "yes" } };
      return yield { event: "done", data };
    }
    if (!type.startsWith("text/event-stream")) throw new Failure("unreadable");
    for await (const event of events(response.body)) {
      clearTimeout(timers[0]);
      if (event.event === "error") throw new Failure("problem", event.data.message);
      yield event;
      if (event.event === "done") return;
    }
    throw new Failure("cut");
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(why ?? (navigator.onLine ? "cut" : "offline"));
  } finally {
    timers.forEach(clearTimeout);
    control.abort();
  }
}

async function refusal(response) {
  const code = { 406: "unreadable", 413: "too_large", 429: "too_many" }[response.status];
  const { message } = code || response.status > 500 ? {} : await response.json().catch(() => ({}));
  if (message) return new Failure("problem", message);
  return new Failure(code ?? "unavailable", "", Number(response.headers.get("retry-after")));
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (buffer + value).replaceAll("\r\n", "\n").split("\n\n");
    buffer = blocks.pop();
    yield* blocks.map(parse).filter(Boolean);
  }
}

/** {event, data} of one server-sent event, null for a comment. */
function parse(block) {
  const read = (name) => [...block.matchAll(new RegExp(`^${name}: ?(.*)$`, "gm"))].map(([, value]) => value).join("\n");
  const data = read("data");
  return data ? { event: read("event"), data: JSON.parse(data) } : null;
}
