// The pages that say what this assistant is, at the bottom of the panel.

import { node } from "../render.js";
import { link } from "./forms.js";

/** The links of the panel's foot, to the pages that this service has. */
export function footNodes(labels, base) {
  const { links, after } = labels;
  const pages = [[links.how, after.how], [links.privacy, after.privacy], [links.accessibility, after.accessibility], [links.receipt, labels.receipt]];
  const items = pages.filter(([path]) => path).map(([path, words]) => node("li", {}, link(path, words, labels, base)));
  return [node("nav", { class: "foot", part: "foot", "aria-label": after.about }, node("ul", {}, ...items))];
}
