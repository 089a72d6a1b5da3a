// A question handed to the prefecture: read again, sent once whatever the network does, against a code shown once.

import { secret } from "../memory.js";
import { button, fill, node } from "../render.js";
import { copying } from "./copy.js";
import { area, field, fresh, link, send, tell } from "./forms.js";

const MOST = 4000; // characters of a summary, as the service takes them

/** A button, the form that it opens, then the code in their place. A form that is closed keeps what was typed. */
export function transmission(turn, labels, service) {
  const { transmit } = labels;
  const id = fresh();
  const place = node("div");
  let busy, fields, key;
  const open = (shown) => {
    if (!fields) form.prepend(...formNodes(turn, (fields = fieldsOf(turn, labels)), transmit));
    form.hidden = !shown;
    opener.ariaExpanded = shown;
    (shown ? fields.unusable.input : opener).focus();
  };
  const rank = turn.answer.contact ? null : "quiet"; // less in view where the answer settles the question
  const opener = button(transmit.button, () => open(form.hidden), { "aria-controls": id, "aria-expanded": "false", class: rank });
  const submit = node("button", { type: "submit" }, transmit.send);
  const form = node("form", { id, hidden: "", novalidate: "" }, place,
    node("p", { class: "line" }, submit, button(transmit.cancel, () => open(false), { class: "quiet" })));
  const whole = node("div", { role: "group", "aria-label": transmit.button }, opener, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy || !checked(fields, labels)) return;
    submit.ariaDisabled = busy = true; // "disabled" would lose the focus
    tell(place, labels.after.sending, service);
    key ??= secret(); // what is sent again is known by it
    try {
      const reply = await send("api/handoff", bodyOf(turn, fields), labels, service, { "idempotency-key": key });
      whole.replaceChildren(...receiptNodes(reply, fields.bad_email.input.value, labels, service));
      whole.firstChild.focus();
      service.say("");
    } catch ({ code, message }) {
      tell(place, message, service, true);
      if (blame(fields, labels, [code])) place.replaceChildren();
    }
    submit.ariaDisabled = busy = false;
  });
  return whole;
}

/** The earlier questions and the last answer, for whoever takes over; `assistant/service/summary.py` writes the same. */
export function summaryOf(earlier, answer, { summary }) {
  const questions = earlier.map((question) => fill(summary.line, { question })).join("\n");
  const before = questions && `${fill(summary.asked, { questions })}\n\n`;
  return [...before + fill(summary.answered, { answer })].slice(0, MOST).join("");
}

/** The fields, by the code of what may be wrong with each. */
function fieldsOf({ question, answer, history }, labels) {
  const { transmit, kept, most } = labels;
  return {
    unusable: field(area(question, most, 3, { required: "" }), transmit.question, fill(transmit.question_hint, { most })),
    long_summary: field(area(summaryOf(history, answer.answer, labels), MOST, 5), transmit.summary, fill(transmit.summary_hint, { most: MOST })),
    bad_email: field(node("input", { type: "email", maxlength: 254, autocomplete: "email" }), transmit.email, transmit.email_hint, fill(transmit.kept, kept)),
    consent_needed: field(node("input", { type: "checkbox" }), fill(transmit.consent, kept)),
  };
}

function formNodes({ answer: { contact } }, fields, transmit) {
  const nodes = Object.values(fields).map((known) => known.node);
  nodes[1].append(node("p", { class: "hint" }, transmit.redacted));
  return [node("p", {}, contact?.role ? fill(transmit.reader, contact) : transmit.reader_nobody), node("p", { class: "hint" }, transmit.warning), ...nodes];
}

function bodyOf({ answer, recorded }, fields) {
  const [asked, told, email, consent] = Object.values(fields).map((known) => known.input);
  return { question: asked.value, summary: told.value, email: email.value, consent: consent.checked, answer_id: recorded ? answer.id : null };
}

/** Tell whether what is typed can be sent: an address only with an agreement. */
function checked(fields, labels) {
  fields.consent_needed.input.required = fields.bad_email.input.value;
  return !blame(fields, labels, Object.keys(fields).filter((code) => !fields[code].input.validity.valid));
}

/** Say at each field what is wrong with it, and go to the first; tell whether there is one. */
function blame(fields, { fault, most }, codes) {
  for (const code in fields) fields[code].fault(codes.includes(code) ? fill(fault[code], { most: code === "unusable" ? most : MOST }) : "");
  fields[codes[0]]?.input.focus();
  return codes[0] in fields;
}

/** The code, which nobody can show again. */
function receiptNodes({ receipt, url }, mailed, labels, service) {
  const { after, transmitted } = labels;
  const place = node("div");
  const said = [node("strong", {}, after.once), `${transmitted.use} ${transmitted.keep}`, mailed && transmitted.mailed].map((words) => node("p", {}, words));
  return [node("h4", { tabindex: "-1" }, transmitted.title), node("p", {}, transmitted.code), node("p", { class: "receipt" }, node("code", {}, receipt)),
    copying(after.code_copy, () => receipt, after.code_copied, place, labels, service), place, ...said,
    node("p", {}, transmitted.where, " ", link(url, after.receipt, labels, service.base))];
}
