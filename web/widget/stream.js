// Asks the service and yields its events; falls back to one JSON answer when the stream is refused.

const SILENCE = 20000; // milliseconds without a byte before giving up

/** A failure that a person reads about: `code` is a key of the labels, or "problem" with a message. */
export class Failure extends Error {
  constructor(code, message = "") {
    super(message || code);
    this.code = code;
  }
}

/** Yield {event, data} for a question. `signal` stops it. Throws Failure. */
export async function* ask(base, body, signal) {
  const watch = new AbortController();
  const either = AbortSignal.any([signal, watch.signal]);
  let timer = setTimeout(() => watch.abort(), SILENCE);
  try {
    const response = await fetch(new URL("api/chat", base), {
      method: "POST",
      credentials: "omit",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify(body),
      signal: either,
    });
    if (!response.ok) throw new Failure("problem", (await response.json().catch(() => ({}))).message);
    if (!(response.headers.get("content-type") || "").startsWith("text/event-stream")) {
      yield { event: "done", data: await response.json() };
      return;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let buffer = "";
    for (;;) {
      const { value, done } = await reader.read();
      clearTimeout(timer);
      timer = setTimeout(() => watch.abort(), SILENCE);
      if (done) break;
      buffer += value.replaceAll("\r\n", "\n");
      for (let end = buffer.indexOf("\n\n"); end >= 0; end = buffer.indexOf("\n\n")) {
        const parsed = parse(buffer.slice(0, end));
        buffer = buffer.slice(end + 2);
        if (!parsed) continue;
        if (parsed.event === "error") throw new Failure("problem", parsed.data.message);
        yield parsed;
        if (parsed.event === "done") return;
      }
    }
    throw new Failure("cut");
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (signal.aborted) throw new Failure("stopped");
    if (watch.signal.aborted) throw new Failure("slow");
    throw new Failure(navigator.onLine ? "cut" : "offline");
  } finally {
    clearTimeout(timer);
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
