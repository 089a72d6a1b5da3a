// Taking an answer away: copied, as a file, or the link of one of its sources. Never a link to the conversation.

import { natureOf } from "../nature.js";
import { button, day, fill, node, own } from "../render.js";
import { area, field, tell } from "./forms.js";

/** The buttons that take an answer away. */
export function taking(turn, labels, service) {
  const { after } = labels;
  const [beside, below] = [node("div"), node("div")];
  const text = () => asText(turn, labels, service.base);
  const links = shared(turn.answer.citations, labels).map(([words, url]) =>
    node("li", {}, copying(words, () => own(url, service.base), after.shared, below, labels, service)));
  return node("div", {}, node("p", { class: "line" }, copying(after.copy, text, after.copied, beside, labels, service),
    button(after.download, () => download(text(), after.file), { class: "quiet" })), beside,
  links.length ? node("details", {}, node("summary", {}, after.share), node("ul", {}, ...links), below) : "");
}

/** A button that copies what `text` returns; where the browser refuses, it is shown in `place`, selected. */
export function copying(words, text, done, place, labels, service) {
  return button(words, async () => {
    try {
      await navigator.clipboard.writeText(text()); // absent from a page that is not secure, refused by some policies
      tell(place, done, service);
    } catch {
      const box = field(area(text(), null, 4, { readonly: "" }), labels.after.selected);
      place.replaceChildren(box.node);
      box.input.select();
      box.input.focus();
    }
  }, { class: "quiet" });
}

/** What may be shared: each source's passage, and a validated answer once however many of its lines are quoted. */
export function shared(citations, { after }) {
  const found = new Map();
  citations.forEach((citation, at) => {
    const words = fill(citation.origin === "faq" ? after.share_entry : after.share_one, { ...citation, number: at + 1 });
    if (!found.has(words)) found.set(words, citation.url);
  });
  return [...found];
}

/** An answer to be read away from the assistant: its sources with their addresses, what wrote it, and when. */
function asText({ question, answer }, { text, nature, origin, verdict, title }, base) {
  const { citations, contact } = answer;
  const sources = citations.map((citation, at) => fill(text.source, { ...citation, number: at + 1, quote: citation.quote.replace(/\s+/g, " "),
    date: day(citation.date), origin: origin[citation.origin], url: own(citation.url, base) })).join("\n");
  const now = new Date();
  return [
    fill(text.question, { question }),
    verdict[answer.verdict],
    fill(text.answer, answer),
    sources && fill(text.sources, { sources }),
    contact && fill(text.contact, { person: [contact.name, contact.role, contact.email].filter(Boolean).join(", ") }),
    sources && fill(text.nature, { nature: nature[natureOf(answer)] }),
    fill(text.notice, { title, day: day(new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10)) }),
  ].filter(Boolean).join("\n\n");
}

function download(words, name) {
  const href = URL.createObjectURL(new Blob([words], { type: "text/plain;charset=utf-8" }));
  node("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000); // the browser may read it after the click
}
