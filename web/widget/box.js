// The question box. Nothing is disabled under a finger: that would lose the focus.

import { button, fill, node } from "./render.js";

export class Box {
  /** `does`: { send(question), stop(), say(words) }; `aside`: a node to show under the box. */
  constructor(labels, does, aside) {
    Object.assign(this, { labels, does });
    this.field = node("textarea", { id: "q", rows: 2, lang: "fr", class: "box", "aria-describedby": "h f" });
    this.fault = node("p", { id: "f", class: "fault", hidden: "" });
    this.send = node("button", { type: "submit", class: "send" }, labels.send);
    this.stop = button(labels.stop, does.stop, { class: "stop", hidden: "" });
    this.node = node("form", { class: "form" }, node("label", { for: "q" }, labels.question), this.field, this.fault,
      node("div", { class: "row" }, node("div", { class: "aside" }, node("p", { class: "hint", id: "h" }, labels.hint), aside), this.stop, this.send));
    this.node.addEventListener("submit", (event) => this.submit(event));
    this.field.addEventListener("keydown", (event) => this.keyed(event));
    this.field.addEventListener("input", () => this.typed());
  }

  get value() {
    return this.field.value;
  }

  set value(words) {
    this.field.value = words;
    this.typed();
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  busy(waiting) {
    this.waiting = waiting;
    this.send.setAttribute("aria-disabled", waiting);
    if (!waiting && this.stop.matches(":focus")) this.focus();
    this.stop.hidden = !waiting;
  }

  submit(event) {
    event.preventDefault();
    const question = this.value.trim();
    if (this.waiting) return;
    if (this.over) this.does.say(this.fault.textContent);
    else if (question) this.does.send(question);
    else this.wrong(this.labels.empty);
  }

  keyed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.node.requestSubmit();
  }

  /** Too long is said when it becomes so, not at each key. */
  typed() {
    const { most, over } = this.labels;
    const count = [...this.value].length;
    const was = this.over;
    this.over = count > most;
    this.wrong(this.over ? fill(over, { count, most }) : "", !was);
  }

  wrong(words, aloud = true) {
    this.fault.textContent = words;
    this.fault.hidden = !words;
    this.field.setAttribute("aria-invalid", !!words);
    if (words && aloud) this.does.say(words);
  }
}
