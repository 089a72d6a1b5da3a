// "Do not keep my question": a box, unticked until the person ticks it.

import { node } from "../render.js";
import { field } from "./forms.js";

/**
 * { node, keeps, fresh }: `keeps()` tells whether a question that leaves now may be kept. Once one may not, the next
 * may not either, whose history it is in, until `fresh()`: the conversation is erased. `held`: it holds one already.
 */
export function optOut({ kept, keep }, held = false) {
  if (!kept) return { node: "", keeps: () => true, fresh() {} };
  const { node: box, input } = field(node("input", { type: "checkbox" }), keep.box, keep.hint);
  const hold = (so) => {
    held = input.checked = input.ariaDisabled = so; // "disabled" would lose the focus
    box.querySelector(".hint").textContent = so ? keep.still : keep.hint;
  };
  input.addEventListener("click", (event) => held && event.preventDefault());
  hold(held);
  const keeps = () => {
    if (input.checked) hold(true);
    return !held;
  };
  return { node: box, keeps, fresh: () => hold(false) };
}
