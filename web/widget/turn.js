// A question and its answer. What has been shown is never drawn again.

import { afterNodes } from "./after/after.js";
import { blockNode, blocksOf, contactNode, headNodes, sourceNodes, suggestionsNode } from "./pieces.js";
import { button, node } from "./render.js";

export class Turn {
  /** `service`: { base, scheme, say(words) }; `again` asks a suggested question. */
  constructor(question, history, labels, service, again) {
    Object.assign(this, { question, history, labels, service, again, answer: null, recorded: false, shown: [] });
    this.heading = node("h3", { tabindex: "-1" }, labels.answer);
    this.head = node("div", { class: "first" });
    this.wait = node("p", { class: "hint" }, labels.searching);
    this.text = node("div", { class: "text" });
    this.body = node("div", { class: "answer", part: "answer" }, this.head, this.wait, this.text);
    this.node = node("article", { part: "turn" }, node("h3", {}, labels.you),
      node("p", { class: "asked", part: "question" }, question), this.heading, this.body);
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
    this.shown.push({ block, made, sourced: false });
    this.text.append(made);
  }

  sources(citations) {
    for (const entry of this.shown) {
      if (entry.sourced || !entry.block.citations.length) continue;
      const cited = entry.block.citations.map((number) => citations[number]);
      entry.made.append(sourceNodes(cited, entry.block.text, this.labels, this.service.base));
      entry.sourced = true;
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
