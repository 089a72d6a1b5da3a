// What the forms are made of, how they are sent, and saying how it went.

import { node, own } from "../render.js";

const SILENCE = 20000; // milliseconds without a reply before giving up
let made = 0;

/** An identifier of its own: several answers show the same forms. */
export const fresh = () => `after-${(made += 1)}`;

/** Tie an input to its label, hints and fault: { node, input, fault }; `fault` says what is wrong, "" for nothing. */
export function field(input, label, ...hints) {
  const id = (input.id = fresh());
  const help = hints.map((words, at) => node("p", { class: "hint", id: `${id}-${at}` }, words));
  const wrong = node("p", { class: "fault", id: `${id}-f` });
  const name = node("label", { for: id }, label);
  input.setAttribute("aria-describedby", [...help, wrong].map((about) => about.id).join(" "));
  const fault = (words) => {
    wrong.textContent = words;
    input.ariaInvalid = words ? "true" : null;
  };
  const whole = /checkbox|radio/.test(input.type) ? [node("p", { class: "tick" }, input, name), ...help, wrong] : [name, ...help, wrong, input];
  return { node: node("div", { class: "field" }, ...whole), input, fault };
}

export function area(value, most, rows, at = {}) {
  return Object.assign(node("textarea", { rows, maxlength: most, ...at }), { value });
}

/** A link to a page of this service, beside the one being read. */
export function link(path, words, labels, base) {
  return node("a", { href: own(path, base), target: "_blank", rel: "noopener" }, words, node("span", { class: "hidden" }, ` (${labels.window})`));
}

/** Say how something went, in `place` and aloud. */
export function tell(place, words, service, failed = false) {
  place.replaceChildren(node("p", failed ? { class: "fault", role: "alert" } : { class: "hint" }, words));
  service.say(failed ? "" : words);
}

/** Send `body`; return the reply, null for none. Throws an error whose message is for the person. */
export async function send(path, body, labels, { base, scheme }, headers) {
  let response, reply;
  try {
    response = await fetch(new URL(path, base), {
      method: "POST",
      credentials: "omit",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(scheme ? { ...body, scheme } : body),
      signal: AbortSignal.timeout(SILENCE),
    });
    reply = response.status === 204 ? null : await response.json();
  } catch {
    throw new Error(labels.after[navigator.onLine ? "cut" : "offline"]);
  }
  if (!response.ok) throw Object.assign(new Error(reply.message || labels.after.cut), { code: reply.code });
  return reply;
}
