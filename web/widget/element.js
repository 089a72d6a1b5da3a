// The element: fetches the words, then builds the assistant in its shadow root. Until then, and if that fails, what
// the page put inside the element stays in view.

import { afterSheet } from "./after/after.js";
import { Conversation } from "./conversation.js";
import { Memory } from "./memory.js";
import { Panel } from "./panel.js";
import { node } from "./render.js";
import { sheet } from "./style.js";
import { themed } from "./theme.js";

const BASE = new URL("../", import.meta.url).href;
const OPTIONS = ["scheme", "inline", "launcher", "heading", "theme"];

export class AssistantMairie extends HTMLElement {
  /** Options of the script tag. */
  static defaults = {};

  async connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    try {
      for (const name of OPTIONS) {
        const set = AssistantMairie.defaults[name];
        if (set !== undefined && !this.hasAttribute(name)) this.setAttribute(name, set);
      }
      const labels = new URL("api/labels", BASE);
      if (this.getAttribute("scheme")) labels.searchParams.set("scheme", this.getAttribute("scheme"));
      const response = await fetch(labels, { credentials: "omit" });
      if (response.ok) this.build(await response.json());
    } catch (error) {
      console.warn("assistant-mairie:", error); // a failure here must not break the host page
    }
  }

  disconnectedCallback() {
    this.conversation?.stop();
  }

  build(labels) {
    const scheme = this.getAttribute("scheme");
    const memory = new Memory(scheme);
    const conversation = new Conversation(labels, { base: BASE, scheme }, memory);
    const options = { inline: this.hasAttribute("inline"), launcher: this.getAttribute("launcher"), heading: this.getAttribute("heading") };
    const panel = new Panel(labels, options, conversation, memory);
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet, afterSheet];
    themed(this, shadow);
    shadow.append(node("div", { class: "root", lang: "fr" }, ...panel.nodes));
    this.conversation = conversation;
    panel.settle();
  }
}
