// Asks the service and yields its events. A stream that a proxy holds back is asked for once more as plain JSON,
// under the same key: the service answers once, and gives the same answer again.

const FIRST = 20000; // milliseconds without a first event before asking for JSON
const TOTAL = 60000; // milliseconds in all before giving up

/** What went wrong: `code` is a key of the labels, or "problem" with the service's own sentence. */
export class Failure extends Error {
  constructor(code, message = "", seconds = 0) {
    super(message || code);
    Object.assign(this, { code, seconds });
  }
}

/** Codes of the answers of a service, or of a proxy before it, that are no answer. */
const REFUSALS = { 413: "too_large", 429: "too_many", 502: "unavailable", 503: "unavailable", 504: "unavailable" };

/** Yield {event, data} for a question sent under `key`. `signal` stops it. Throws Failure. */
export async function* ask(base, body, key, signal) {
  const until = Date.now() + TOTAL;
  const request = { url: new URL("api/chat", base), body: JSON.stringify(body), key, signal };
  let begun = false;
  try {
    for await (const event of attempt(request, "text/event-stream", FIRST, until)) {
      begun = true;
      yield event;
    }
    return;
  } catch (failure) {
    if (begun || !["slow", "unreadable"].includes(failure.code)) throw failure;
  }
  yield* attempt(request, "application/json", TOTAL, until);
}

async function* attempt({ url, body, key, signal }, accept, patience, until) {
  const control = new AbortController();
  let why = "";
  const give = (code) => {
    why ||= code;
    control.abort();
  };
  const stopped = () => give("stopped");
  if (signal.aborted) stopped();
  signal.addEventListener("abort", stopped);
  const total = setTimeout(give, until - Date.now(), "slow");
  const first = setTimeout(give, patience, "slow");
  try {
    const headers = { "content-type": "application/json", accept, "idempotency-key": key };
    const response = await fetch(url, { method: "POST", credentials: "omit", headers, body, signal: control.signal });
    if (!response.ok) throw await refusal(response);
    const type = response.headers.get("content-type") || "";
    if (type.startsWith("application/json")) {
      const data = await response.json();
      yield { event: "sources", data: { citations: data.citations, recorded: response.headers.get("assistant-recorded") === "yes" } };
      yield { event: "done", data };
      return;
    }
    if (!type.startsWith("text/event-stream")) throw new Failure("unreadable");
    for await (const event of events(response.body)) {
      clearTimeout(first);
      yield event;
      if (event.event === "done") return;
    }
    throw new Failure("cut");
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(why || (navigator.onLine ? "cut" : "offline"));
  } finally {
    clearTimeout(total);
    clearTimeout(first);
    signal.removeEventListener("abort", stopped);
    control.abort();
  }
}

async function refusal(response) {
  const code = REFUSALS[response.status];
  if (code) return new Failure(code, "", Number(response.headers.get("retry-after")) || 0);
  const told = await response.json().catch(() => ({}));
  return told.message ? new Failure("problem", String(told.message)) : new Failure("unavailable");
}

/** Yield the events of a body, each once it is whole. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer = (buffer + value).replaceAll("\r\n", "\n");
    for (let end; (end = buffer.indexOf("\n\n")) >= 0; buffer = buffer.slice(end + 2)) {
      const event = parse(buffer.slice(0, end));
      if (event?.event === "error") throw new Failure("problem", event.data.message);
      if (event) yield event;
    }
  }
}

/** Return {event, data} of one server-sent event, null for a comment. */
export function parse(block) {
  let event = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null;
}
