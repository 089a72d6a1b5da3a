// <assistant-mairie>: the assistant in any page, by one script tag.
//   <script type="module" src="https://service/widget/v1.js"></script><assistant-mairie></assistant-mairie>
// Attribute `inline`: shown in the flow of the page instead of behind a button.
// Attribute `scheme`: the name of the scheme, for a service that has several.

import { Panel } from "./panel.js";
import { node } from "./render.js";
import { sheet } from "./style.js";

const BASE = new URL("../", import.meta.url).href;

class AssistantMairie extends HTMLElement {
  async connectedCallback() {
    if (this.shadowRoot) return;
    try {
      const labels = new URL("api/labels", BASE);
      if (this.getAttribute("scheme")) labels.searchParams.set("scheme", this.getAttribute("scheme"));
      const response = await fetch(labels, { credentials: "omit" });
      if (!response.ok) return; // what the host page put inside the element stays in view
      this.build(await response.json());
    } catch (error) {
      console.warn("assistant-mairie:", error); // a failure here must not break the host page
    }
  }

  build(labels) {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.lang = "fr";
    this.inline = this.hasAttribute("inline");
    this.title_ = node("h2", { id: "t", tabindex: "-1" }, labels.title);
    const close = node("button", { type: "button", class: "close", "aria-label": labels.close }, "✕");
    close.addEventListener("click", () => this.close());
    const head = node("div", { class: "head" }, this.title_, close);
    const role = this.inline ? "region" : "dialog";
    this.panel = node("div", { class: "panel", id: "p", role, "aria-labelledby": "t", part: "panel" },
      head, ...new Panel(labels, BASE, this.getAttribute("scheme")).nodes());
    this.panel.hidden = !this.inline;
    this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.launch = node("button", { type: "button", class: "launch", part: "launcher", "aria-expanded": "false", "aria-controls": "p" }, labels.launch);
    this.launch.addEventListener("click", () => (this.panel.hidden ? this.open() : this.close()));
    root.append(this.panel, this.launch);
  }

  open() {
    this.panel.hidden = false;
    this.launch.setAttribute("aria-expanded", "true");
    this.title_.focus();
  }

  close() {
    if (this.inline) return;
    this.panel.hidden = true;
    this.launch.setAttribute("aria-expanded", "false");
    this.launch.focus();
  }
}

if (!customElements.get("assistant-mairie")) customElements.define("assistant-mairie", AssistantMairie);
