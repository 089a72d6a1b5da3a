// The question box. Its controls are never disabled under a finger: what can't be done now is not done, or said.

import { button, fill, node } from "./render.js";

export class Box {
  /** `does`: { send(question), stop(), say(words) }; `aside`: a node to show under the box. */
  constructor(labels, does, aside) {
    Object.assign(this, { labels, does, waiting: false, over: false });
    this.field = node("textarea", { id: "q", rows: "2", lang: "fr", autocomplete: "off", part: "box",
      "aria-describedby": "h f" });
    this.fault = node("p", { id: "f", class: "fault", hidden: "" });
    this.send = node("button", { type: "submit", class: "send", part: "send" }, labels.send);
    this.stop = button(labels.stop, () => does.stop(), { class: "stop", part: "stop", hidden: "" });
    this.node = node("form", { part: "form", novalidate: "" }, node("label", { for: "q" }, labels.question), this.field,
      this.fault, node("div", { class: "row" },
        node("div", { class: "aside" }, node("p", { class: "hint", id: "h" }, labels.hint), aside), this.stop, this.send));
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

  /** A question is being answered, or no longer. */
  busy(waiting) {
    this.waiting = waiting;
    this.send.setAttribute("aria-disabled", waiting);
    if (!waiting && this.stop.matches(":focus")) this.focus();
    this.stop.hidden = !waiting;
  }

  submit(event) {
    event.preventDefault();
    if (this.waiting) return;
    if (this.over) this.does.say(this.fault.textContent);
    else if (this.value.trim()) this.does.send(this.value.trim());
    else this.wrong(this.labels.empty);
  }

  keyed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.node.requestSubmit();
  }

  /** Count, and say so once when the question gets too long. */
  typed() {
    const count = [...this.value].length;
    const was = this.over;
    this.over = count > this.labels.most;
    const numbers = { count: count.toLocaleString("fr-FR"), most: this.labels.most.toLocaleString("fr-FR") };
    this.wrong(this.over ? fill(this.labels.over, numbers) : "", !was);
  }

  wrong(words, aloud = true) {
    this.fault.textContent = words;
    this.fault.hidden = !words;
    this.field.setAttribute("aria-invalid", Boolean(words));
    if (words && aloud) this.does.say(words);
  }
}
