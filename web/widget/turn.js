// A question and its answer, piece by piece. What has been shown is never drawn again.

import { afterNodes } from "./after/after.js";
import { natureOf } from "./nature.js";
import { button, day, fill, node, own } from "./render.js";

export class Turn {
  /** `service`: { base, scheme, say(words) }; `again` asks a suggested question. */
  constructor(question, history, labels, service, again) {
    Object.assign(this, { question, history, labels, service, again, answer: null, recorded: false, shown: [] });
    this.heading = node("h3", { tabindex: "-1" }, labels.answer);
    this.head = node("div", { class: "first" });
    this.wait = node("p", { class: "hint" }, labels.searching);
    this.text = node("div", { class: "text" });
    this.body = node("div", { class: "answer" }, this.head, this.wait, this.text);
    this.node = node("article", { class: "turn" }, node("h3", {}, labels.you),
      node("p", { class: "asked" }, question), this.heading, this.body);
  }

  take({ event, data }) {
    if (event === "status") this.wait.textContent = data.message;
    if (event === "block") this.block(data);
    if (event === "sources") {
      this.recorded = data.recorded === true;
      this.sources(data.citations);
    }
    if (event === "done") this.complete(data);
  }

  block(block) {
    if (block.number !== this.shown.length) return;
    this.wait.remove();
    const made = blockNode(block, this.labels);
    this.shown.push({ block, made });
    this.text.append(made);
  }

  sources(citations) {
    for (const { block, made } of this.shown) {
      if (!block.citations.length || made.querySelector(".sources")) continue;
      made.append(sourceNodes(block.citations.map((number) => citations[number]), block.text, this.labels, this.service.base));
    }
  }

  /** Add what only the whole answer tells, and what of its text was not streamed. */
  complete(answer) {
    this.answer = answer;
    for (const block of blocksOf(answer)) this.block(block);
    this.wait.remove();
    this.sources(answer.citations);
    this.head.append(...headNodes(answer, this.labels));
    const cited = new Set(this.shown.flatMap(({ block }) => block.citations));
    const left = answer.citations.filter((_, number) => !cited.has(number));
    if (left.length) this.body.append(sourceNodes(left, "", this.labels, this.service.base));
    if (answer.contact) this.body.append(contactNode(answer.contact, this.labels));
    this.body.append(...this.after());
    if (answer.suggestions.length) this.body.append(suggestionsNode(answer.suggestions, this.labels, this.again));
  }

  /** A fault in what can be done with an answer must not cost the answer. */
  after() {
    try {
      return afterNodes(this, this.labels, this.service);
    } catch (error) {
      console.warn("assistant-mairie:", error);
      return [];
    }
  }

  fail(words, aloud, retry) {
    this.body.replaceChildren(node("p", { class: "fault", role: aloud ? "alert" : null }, words),
      button(this.labels.retry, retry, { class: "plain retry" }));
  }
}

/** What is read first. */
function headNodes(answer, labels) {
  const { status, verdict } = answer;
  const nature = natureOf(answer);
  return [[nature && `badge ${nature}`, labels.nature[nature]], [status !== "answered" && "state", labels.status[status]],
    [verdict && `verdict ${verdict}`, labels.verdict[verdict]]].filter(([name]) => name).map(([name, words]) => node("p", { class: name }, words));
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
function blockNode({ kind, text, status }, labels) {
  if (kind === "part") return node("h4", { class: "part" }, text, node("span", { class: "state" }, labels.status[status]));
  const [, before, quote, after] = (kind === "statement" && text.match(/^([^«]*)(«[^]*»)([^»]*)$/)) || [null, text];
  const pieces = [["p", before], ["blockquote", quote], ["p", after]].filter(([, words]) => words?.trim());
  return node("div", { class: "block" }, ...pieces.map(([tag, words]) => node(tag, {}, words.trim())));
}

/** Where a statement stands: a named link for each source, and the quote unless `said` has it. */
function sourceNodes(citations, said, labels, base) {
  const flat = (words) => words.replace(/\s+/g, " ");
  const tied = (words) => words.replace(/ (?=[»:;?!])|(?<=«) /g, "\u00a0");
  const items = citations.map((citation) => {
    const fields = { ...citation, title: tied(citation.title), date: day(citation.date), origin: labels.origin[citation.origin] };
    const link = node("a", { target: "_blank", rel: "noopener", class: "source", href: own(citation.url, base) },
      fill(labels.source, fields), node("span", { class: "hidden" }, ` (${labels.window})`));
    const shown = flat(said).includes(flat(citation.quote));
    return node("li", {}, ...(shown ? [] : [node("blockquote", {}, `«\u00a0${citation.quote}\u00a0»`)]), link);
  });
  return node("ul", { class: "sources", "aria-label": labels.sources }, ...items);
}

function contactNode(person, labels) {
  const card = node("div", { class: "contact", role: "group", "aria-label": labels.contact },
    node("h4", {}, labels.contact), node("p", {}, node("strong", {}, person.name), person.role ? `, ${person.role}` : ""));
  if (person.email) card.append(node("p", {}, person.email));
  if (person.mailto.startsWith("mailto:")) {
    card.append(node("p", {}, node("a", { href: person.mailto }, fill(labels.write, person))));
  }
  return card;
}

export function suggestionsNode(questions, labels, again, level = "h4") {
  const items = questions.map((question) =>
    node("li", {}, button(question, () => again(question), { class: "plain suggestion" })));
  return node("div", { class: "suggestions" }, node(level, {}, labels.suggestions), node("ul", {}, ...items));
}
