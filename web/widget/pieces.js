// The pieces of an answer.

import { natureOf } from "./nature.js";
import { button, day, fill, node, own } from "./render.js";

/** What is read first. */
export function headNodes(answer, labels) {
  const nature = natureOf(answer);
  const nodes = [];
  if (nature) nodes.push(node("p", { class: `badge ${nature}`, part: "badge" }, labels.nature[nature]));
  if (answer.status !== "answered") nodes.push(node("p", { class: "state", part: "state" }, labels.status[answer.status]));
  if (answer.verdict) {
    nodes.push(node("p", { class: `verdict ${answer.verdict}`, part: "verdict" }, labels.verdict[answer.verdict]));
  }
  return nodes;
}

const BLANK = /^[ \t\r\n]+/;

/** The paragraphs of an answer, as `assistant/answering/blocks.py` streams them. */
export function blocksOf(answer) {
  const statements = [...answer.statements];
  const parts = [...answer.parts];
  const found = [];
  for (let rest = answer.answer.replace(BLANK, ""); rest; ) {
    const block = next(rest, statements, parts);
    found.push({ number: found.length, ...block });
    rest = rest.slice(block.text.length).replace(BLANK, "");
  }
  return found;
}

function next(rest, statements, parts) {
  if (statements.length && begins(rest, statements[0].text)) return { kind: "statement", ...statements.shift() };
  const text = rest.split("\n", 1)[0];
  if (parts.length && text.replace(/^«\s|\s»$/g, "") === parts[0].question) {
    return { kind: "part", text, citations: [], status: parts.shift().status };
  }
  return { kind: "paragraph", text, citations: [] };
}

function begins(rest, whole) {
  return rest.startsWith(whole) && ["", "\n"].includes(rest.charAt(whole.length));
}

/** A paragraph; what a statement quotes stands apart from our words. */
export function blockNode(block, labels) {
  if (block.kind === "part") {
    return node("h4", { class: "part", part: "question-part" }, block.text,
      node("span", { class: "state" }, labels.status[block.status]));
  }
  const quoted = block.kind === "statement" && block.text.match(/^([^«]*)(«[^]*»)([^»]*)$/);
  if (!quoted) return node("div", { class: "block" }, node("p", {}, block.text));
  const [, before, quote, after] = quoted;
  const made = node("div", { class: "block" });
  if (before.trim()) made.append(node("p", {}, before.trim()));
  made.append(node("blockquote", {}, quote));
  if (after.trim()) made.append(node("p", { class: "hint" }, after.trim()));
  return made;
}

/** Where a statement stands: a named link for each source, and the quote unless `said` has it. */
export function sourceNodes(citations, said, labels, base) {
  const flat = (words) => words.replace(/\s+/g, " ");
  const items = citations.map((citation) => {
    const fields = { ...citation, date: day(citation.date), origin: labels.origin[citation.origin] };
    const link = node("a", { target: "_blank", rel: "noopener", part: "source", href: own(citation.url, base) },
      fill(labels.source, fields), node("span", { class: "hidden" }, ` (${labels.window})`));
    const shown = flat(said).includes(flat(citation.quote));
    return node("li", {}, ...(shown ? [] : [node("blockquote", {}, `«\u00a0${citation.quote}\u00a0»`)]), link);
  });
  return node("ul", { class: "sources", "aria-label": labels.sources }, ...items);
}

export function contactNode(person, labels) {
  const card = node("section", { class: "contact", part: "contact", "aria-label": labels.contact },
    node("h4", {}, labels.contact), node("p", {}, node("strong", {}, person.name), person.role ? `, ${person.role}` : ""));
  if (person.email) card.append(node("p", {}, person.email));
  if (person.mailto.startsWith("mailto:")) {
    card.append(node("p", {}, node("a", { href: person.mailto }, fill(labels.write, person))));
  }
  return card;
}

export function suggestionsNode(questions, labels, again) {
  const items = questions.map((question) =>
    node("li", {}, button(question, () => again(question), { class: "plain", part: "suggestion" })));
  return node("div", { class: "suggestions" }, node("h4", {}, labels.suggestions), node("ul", {}, ...items));
}
