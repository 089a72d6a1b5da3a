// <assistant-mairie>: the assistant in any page, by one script tag, which adds the element at the end of the body:
//
//   <script type="module" src="https://assistant.exemple.gouv.fr/widget/v1.js"></script>
//
// or where the page says, with what to show to people without JavaScript or while the service is down:
//
//   <assistant-mairie inline><a href="https://assistant.exemple.gouv.fr/">Poser une question</a></assistant-mairie>
//
// Options, on the element, or on the script with `data-` before them (the element's win):
//   scheme    the name of the scheme, for a service that has several
//   inline    shown in the flow of the page, instead of behind a button in its corner
//   launcher  the button's words; heading: the title's
//   theme     "light" or "dark", instead of following the page (data-fr-theme, data-bs-theme), then the system
//
// The page's policy needs `script-src` and `connect-src` with the service's origin, nothing else. Nothing is stored
// before the person opens the assistant. Colours, places and parts: ./style.js.

// Named here although others name them too: they are fetched together instead of one after the other.
import "./after/after.js";
import "./after/foot.js";
import "./after/keep.js";
import "./blocks.js";
import "./box.js";
import "./conversation.js";
import "./memory.js";
import "./nature.js";
import "./panel.js";
import "./pieces.js";
import "./render.js";
import "./sight.js";
import "./stream.js";
import "./style.js";
import "./theme.js";
import "./turn.js";
import { AssistantMairie } from "./element.js";

const NAME = "assistant-mairie";

/** Define the element once, and place one where the page has none. */
function start() {
  if (customElements.get(NAME)) return;
  AssistantMairie.defaults = document.querySelector('script[src*="/widget/v1.js"]')?.dataset ?? {};
  customElements.define(NAME, AssistantMairie);
  const place = () => document.querySelector(NAME) ?? document.body.append(document.createElement(NAME));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();
}

try {
  start();
} catch (error) {
  console.warn(`${NAME}:`, error); // a failure here must not break the host page
}
