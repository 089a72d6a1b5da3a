// The window of the conversation: beside the page on a wide screen, over it on a narrow one, in its flow if asked.

import { button, node } from "./render.js";

const NARROW = matchMedia("(max-width: 599px), (max-height: 499px)");

export class Panel {
  constructor(labels, { inline, launcher, heading }, conversation, memory) {
    Object.assign(this, { inline, conversation, memory, fitted: new CSSStyleSheet() });
    this.title = node("h2", { id: "t", tabindex: "-1", class: "title" }, heading || labels.title);
    const head = node("div", { class: "head" },
      node("div", { class: "name" }, this.title, node("p", { class: "hint" }, labels.about)), conversation.clear);
    const at = { class: "panel", id: "p", "aria-labelledby": "t", "aria-describedby": "n" };
    this.node = node(inline ? "section" : "dialog", at, head, ...conversation.nodes);
    for (const type of ["keydown", "keypress", "keyup"]) this.node.addEventListener(type, (event) => this.keyed(event));
    this.nodes = [this.node];
    if (inline) return;
    head.append(button("✕", () => this.close(), { class: "quiet close", "aria-label": labels.close }));
    this.launcher = button([node("strong", {}, launcher || labels.launch), " ", node("small", {}, labels.about)],
      () => (this.opened ? this.close() : this.open()), { class: "launcher", "aria-controls": "p" });
    this.corner = node("div", { class: "corner", popover: "manual" }, this.launcher);
    this.nodes.unshift(this.corner);
    this.node.popover = "manual";
    this.mark(false);
    this.node.addEventListener("cancel", (event) => {
      event.preventDefault(); // a phone's way back
      this.close();
    });
    NARROW.addEventListener("change", () => this.refit());
    for (const type of ["resize", "scroll"]) window.visualViewport?.addEventListener(type, () => this.fit());
  }

  /** Once in the page; what was open on the page before is again, and takes no focus. */
  settle() {
    if (this.inline) return this.conversation.sight.last();
    this.node.getRootNode().adoptedStyleSheets.push(this.fitted);
    // a page transformed as a whole may have its corner off the screen; the top layer does not
    const { top, right, bottom, left } = this.launcher.getBoundingClientRect();
    if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth) this.corner.showPopover?.();
    if (!this.memory.kept.open || NARROW.matches) return;
    this.node.inert = true; // what is inert takes no focus when it is shown
    this.show();
    this.node.inert = false;
  }

  /** Open at the title, which the notice follows. */
  open() {
    this.show();
    this.title.focus({ preventScroll: true });
    this.memory.keep({ open: true });
  }

  close() {
    if (!this.opened) return;
    this.hide();
    this.memory.keep({ open: false });
    this.launcher.focus({ preventScroll: true });
  }

  /** Show in the top layer, which no page covers. */
  show() {
    this.mark(true);
    if (NARROW.matches) this.node.showModal();
    else if (this.node.showPopover) this.node.showPopover();
    else this.node.setAttribute("open", "");
    this.fit();
    this.conversation.sight.last();
  }

  hide() {
    this.mark(false);
    if (this.node.open) this.node.close();
    else this.node.hidePopover();
  }

  mark(opened) {
    this.opened = opened;
    this.launcher.setAttribute("aria-expanded", opened);
  }

  /** The page took the element away. */
  leave() {
    this.conversation.stop();
    this.node.removeAttribute("open");
    if (!this.inline) this.mark(false);
  }

  /** The screen was turned; the focus stays. */
  refit() {
    if (!this.opened) return;
    const focused = this.node.getRootNode().activeElement;
    this.hide();
    this.show();
    focused?.focus({ preventScroll: true });
  }

  /** Take what a phone's keyboard leaves of the screen. */
  fit() {
    const view = window.visualViewport;
    const over = this.node.open && view?.scale < 1.01;
    this.fitted.replaceSync(over ? `.panel { --top: ${view.offsetTop}px; --tall: ${view.height}px; }` : "");
  }

  /** What is typed here is not for the page's shortcuts; Escape closes. */
  keyed(event) {
    event.stopPropagation();
    if (this.inline || event.type !== "keydown" || event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    this.close();
  }
}
