// The conversation: a log, a question box, one status line for screen readers.

import { answerNodes, node, suggestions } from "./render.js";
import { ask, Failure } from "./stream.js";

const EARLIER = 10;

export class Panel {
  constructor(labels, base, scheme) {
    this.labels = labels;
    this.base = base;
    this.scheme = scheme;
    this.history = [];
    this.running = null;
    this.log = node("div", { class: "log", role: "log", "aria-live": "off", "aria-label": labels.log, tabindex: "0", part: "log" });
    this.status = node("p", { class: "hidden", role: "status" });
    this.box = node("textarea", { id: "q", rows: "2", maxlength: labels.most, lang: "fr", "aria-describedby": "h" });
    this.send = node("button", { type: "submit", part: "send" }, labels.send);
    this.form = node("form", {}, node("label", { for: "q" }, labels.question), this.box,
      node("p", { class: "hint", id: "h" }, labels.hint), this.send);
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.box.addEventListener("keydown", (event) => this.keyed(event));
    if (labels.examples.length) this.log.append(suggestions(labels.examples, labels, (question) => this.ask(question)));
  }

  nodes() {
    return [node("p", { class: "notice" }, this.labels.notice), this.log, this.status, this.form];
  }

  submit(event) {
    event.preventDefault();
    if (this.running) this.running.abort();
    else if (this.box.value.trim()) this.ask(this.box.value);
  }

  keyed(event) {
    if (event.key !== "Escape") event.stopPropagation(); // the host page's shortcuts are not for what is typed here
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (!this.running) this.form.requestSubmit();
    }
  }

  async ask(question) {
    if (this.running) return;
    this.running = new AbortController();
    this.send.textContent = this.labels.stop;
    this.box.value = "";
    const answer = node("div", { class: "answer" }, node("p", { class: "hint" }, this.labels.searching));
    const turn = node("article", {}, node("h3", {}, this.labels.you), node("p", { class: "asked" }, question),
      node("h3", { tabindex: "-1" }, this.labels.answer), answer);
    this.log.append(turn);
    turn.scrollIntoView({ block: "start", behavior: "instant" });
    this.say(this.labels.searching);
    try {
      await this.receive(question, answer);
    } catch (error) {
      this.failed(question, answer, error instanceof Failure ? error : new Failure("cut"));
    } finally {
      this.running = null;
      this.send.textContent = this.labels.send;
    }
  }

  async receive(question, answer) {
    const body = { question, history: this.history.slice(-EARLIER) };
    if (this.scheme) body.scheme = this.scheme;
    for await (const { event, data } of ask(this.base, body, this.running.signal)) {
      if (event !== "done") continue;
      answer.replaceChildren(...answerNodes(data, this.labels, this.base, (next) => this.ask(next)));
      this.history.push(question);
      this.say(`${this.labels.received} ${data.answer}`);
    }
  }

  failed(question, answer, failure) {
    const retry = node("button", { type: "button" }, this.labels.retry);
    retry.addEventListener("click", () => {
      answer.closest("article").remove();
      this.ask(question);
    });
    const words = failure.code === "problem" ? failure.message : this.labels[failure.code];
    answer.replaceChildren(node("p", { role: "alert" }, words), retry);
    if (!this.box.value) this.box.value = question;
    this.say("");
  }

  say(words) {
    this.status.textContent = words;
  }
}
