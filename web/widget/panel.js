// The window of the conversation: beside the page on a wide screen, over it on a narrow one, in its flow if asked.

import { button, node } from "./render.js";

const NARROW = matchMedia("(max-width: 599px), (max-height: 399px)");

export class Panel {
  /** `options`: { inline, launcher, heading }, the words of the host page or null. */
  constructor(labels, { inline, launcher, heading }, conversation, memory) {
    Object.assign(this, { inline, conversation, memory, opened: inline });
    this.title = node("h2", { id: "t", tabindex: "-1", part: "title" }, heading || labels.title);
    const close = button("✕", () => this.close(), { class: "quiet close", part: "close", "aria-label": labels.close });
    const head = node("div", { class: "head", part: "head" },
      node("div", { class: "name" }, this.title, node("p", { class: "hint" }, labels.about)), conversation.clear, ...(inline ? [] : [close]));
    const at = { class: "panel", id: "p", part: "panel", "aria-labelledby": "t", "aria-describedby": "n" };
    this.node = inline ? node("section", at) : node("dialog", { ...at, popover: "manual" });
    this.node.append(head, ...conversation.nodes);
    for (const type of ["keydown", "keypress", "keyup"]) this.node.addEventListener(type, (event) => this.keyed(event));
    this.nodes = inline ? [this.node] : [this.cornered(launcher || labels.launch, labels.about), this.node];
  }

  /** The button in the corner of the page. */
  cornered(words, about) {
    this.launcher = button([node("strong", {}, words), " ", node("small", {}, about)], () => (this.opened ? this.close() : this.open()),
      { class: "launch", part: "launcher", "aria-expanded": "false", "aria-controls": "p" });
    this.corner = node("div", { class: "corner", popover: "manual" }, this.launcher);
    this.node.addEventListener("cancel", (event) => {
      event.preventDefault(); // the "back" gesture of a phone
      this.close();
    });
    NARROW.addEventListener("change", () => this.refit());
    visualViewport?.addEventListener("resize", () => this.fit());
    visualViewport?.addEventListener("scroll", () => this.fit());
    return this.corner;
  }

  /** Once in the page: open again, beside it, what was open on the page before; the focus stays where it is. */
  settle() {
    this.fitted = new CSSStyleSheet();
    this.node.getRootNode().adoptedStyleSheets.push(this.fitted);
    if (!this.inline) this.surface();
    if (!this.inline && this.memory.kept.open && !NARROW.matches) {
      this.node.inert = true; // what is inert takes no focus when it is shown
      this.show();
      this.node.inert = false;
    }
    this.conversation.sight.end();
  }

  /** In a page that is transformed as a whole, the corner may be off the screen: the top layer is not. */
  surface() {
    const { top, right, bottom, left } = this.launcher.getBoundingClientRect();
    if (this.corner.showPopover && (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth)) this.corner.showPopover();
  }

  /** Open; the focus goes to the title, which the notice follows. */
  open() {
    this.show();
    this.title.focus({ preventScroll: true });
    this.memory.keep({ open: true });
  }

  close() {
    if (this.inline || !this.opened) return;
    this.hide();
    this.memory.keep({ open: false });
    this.launcher.focus({ preventScroll: true });
  }

  /** Show in the top layer, which no page covers: alone on a narrow screen, else beside the page. */
  show() {
    this.opened = true;
    this.launcher.setAttribute("aria-expanded", "true");
    if (NARROW.matches) this.node.showModal();
    else if (this.node.showPopover) this.node.showPopover();
    else this.node.setAttribute("open", "");
    this.fit();
  }

  hide() {
    this.opened = false;
    this.launcher.setAttribute("aria-expanded", "false");
    if (this.node.open) this.node.close();
    else this.node.hidePopover?.();
  }

  /** The screen was turned, or the window resized: the other way of showing, and the same control in focus. */
  refit() {
    if (!this.opened) return;
    const focused = this.node.getRootNode().activeElement;
    this.hide();
    this.show();
    focused?.focus({ preventScroll: true });
  }

  /** Over the page, take what the phone's keyboard leaves of the screen. */
  fit() {
    const view = visualViewport;
    const fits = this.opened && NARROW.matches && view && view.scale < 1.01;
    this.fitted.replaceSync(fits ? `.panel { --top: ${view.offsetTop}px; --tall: ${view.height}px; }` : "");
  }

  /** What is typed here is not for the shortcuts of the host page; Escape closes. */
  keyed(event) {
    event.stopPropagation();
    if (event.type !== "keydown" || event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    this.close();
  }
}
