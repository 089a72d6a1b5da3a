// <assistant-mairie>: the assistant in any page, where it puts the element or else at the end of its body.
//   <script type="module" src="https://assistant.exemple.gouv.fr/widget/v1.js"></script>
// Options, on the element or, after `data-`, on the script:
//   scheme    its name, where the service has several
//   inline    in the flow of the page, not behind a button in its corner
//   launcher  the button's words; heading: the title's
//   theme     light or dark, else the page's (data-fr-theme, data-bs-theme), else the system's
// What is in the element shows without JavaScript or the service, whose origin the page's policy must have in
// `script-src` and `connect-src`. Colours and places: ./style.js.

import { afterSheet } from "./after/after.js";
import { Conversation } from "./conversation.js";
import { Memory } from "./memory.js";
import { Panel } from "./panel.js";
import { node } from "./render.js";
import { sheet, themed } from "./style.js";
// fetched with the others, not after them
import "./after/copy.js";
import "./after/feedback.js";
import "./after/forms.js";
import "./after/style.js";
import "./after/transmit.js";
import "./box.js";
import "./sight.js";
import "./stream.js";
import "./turn.js";

const NAME = "assistant-mairie";
const BASE = new URL("../", import.meta.url).href;
const OPTIONS = ["scheme", "inline", "launcher", "heading", "theme"];
const script = document.querySelector('script[src*="/widget/v1.js"]')?.dataset ?? {};

class AssistantMairie extends HTMLElement {
  async connectedCallback() {
    if (this.begun) return;
    this.begun = true;
    try {
      for (const name of OPTIONS) {
        if (name in script && !this.hasAttribute(name)) this.setAttribute(name, script[name]);
      }
      const [scheme, launcher, heading] = ["scheme", "launcher", "heading"].map((name) => this.getAttribute(name));
      const words = await fetch(new URL(`api/labels${scheme ? `?scheme=${encodeURIComponent(scheme)}` : ""}`, BASE), { credentials: "omit" });
      if (words.ok) this.build(await words.json(), scheme, { inline: this.hasAttribute("inline"), launcher, heading });
    } catch (error) {
      console.warn(`${NAME}:`, error); // the page goes on
    }
  }

  disconnectedCallback() {
    this.panel?.leave();
  }

  build(labels, scheme, options) {
    const memory = new Memory(scheme);
    this.panel = new Panel(labels, options, new Conversation(labels, { base: BASE, scheme }, memory), memory);
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet, afterSheet];
    themed(this, shadow);
    shadow.append(node("div", { class: "root", lang: "fr" }, ...this.panel.nodes));
    this.panel.settle();
  }
}

if (!customElements.get(NAME)) {
  customElements.define(NAME, AssistantMairie);
  const place = () => document.querySelector(NAME) ?? document.body.append(document.createElement(NAME));
  if (document.body && document.readyState !== "loading") place();
  else document.addEventListener("DOMContentLoaded", place);
}
