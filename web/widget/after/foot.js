// The links to the pages that say what this assistant is.

import { node } from "../render.js";
import { link } from "./forms.js";

/** Those of the pages that this service has. */
export function footNodes(labels, base) {
  const { links, after } = labels;
  const items = Object.keys(links).filter((page) => links[page] && after[page]).map((page) => node("li", {}, link(links[page], after[page], labels, base)));
  return [node("nav", { class: "foot", part: "foot", "aria-label": after.about }, node("ul", {}, ...items))];
}
