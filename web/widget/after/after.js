// What can be done with an answer: say whether it helped, take it away, hand it over.

import { node } from "../render.js";
import { taking } from "./copy.js";
import { rating } from "./feedback.js";
import { transmission } from "./transmit.js";

export { afterSheet } from "./style.js";

/** The nodes under a complete answer; one that hands over begins with the way to do it. `turn`: { question, answer,
 * recorded, history }; `service`: { base, scheme, say }, where `say` writes the line of the screen readers. */
export function afterNodes(turn, labels, service) {
  const rest = [...(labels.kept && turn.recorded ? [rating(turn, labels, service)] : []), taking(turn, labels, service)];
  const pass = labels.kept ? [transmission(turn, labels, service)] : [];
  return [node("div", { class: "after", part: "after" }, ...(turn.answer.contact ? [...pass, ...rest] : [...rest, ...pass]))];
}
