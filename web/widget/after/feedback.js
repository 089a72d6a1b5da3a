// Whether an answer helped, sent at one click and changeable; where it did not, why.

import { button, fill, node } from "../render.js";
import { area, field, fresh, send, tell } from "./forms.js";

const MOST = 2000; // characters, as the service takes them

/** The two buttons, and the reasons that "no" opens. */
export function rating({ answer }, labels, service) {
  const { after, feedback } = labels;
  const id = fresh();
  const place = node("div");
  let pressed, sent, last, queue = Promise.resolve();
  const press = (helpful) => {
    pressed = helpful;
    yes.ariaPressed = helpful === true;
    no.ariaPressed = helpful === false;
  };
  // After those before it: the last one said is the one kept. Tells whether it was taken.
  const give = (opinion, thanks) => {
    press(opinion.helpful);
    last = opinion;
    queue = queue.then(async () => {
      try {
        await send("api/feedback", { answer_id: answer.id, ...opinion }, labels, service);
        sent = opinion.helpful;
        if (last === opinion) tell(place, thanks, service);
        return true;
      } catch ({ message }) {
        if (last !== opinion) return false;
        press(sent);
        tell(place, message, service, true);
        return false;
      }
    });
    return queue;
  };
  const choose = (helpful, thanks) => {
    why.hidden = helpful;
    if (pressed !== helpful) give({ helpful }, thanks);
  };
  const yes = button(feedback.yes, () => choose(true, feedback.thanks), { class: "plain" });
  const no = button(feedback.no, () => choose(false, after.why), { class: "plain" });
  const why = reasons(labels, async (said) => {
    if (!(await give({ helpful: false, ...said }, feedback.done))) return;
    why.hidden = true;
    no.focus(); // what was pressed is gone
  });
  press();
  return node("div", { role: "group", "aria-labelledby": id }, node("p", { class: "line" }, node("span", { id }, after.helped), yes, no), place, why);
}

/** The form that asks why; `said` is given { reason, comment }. */
function reasons({ feedback, reason }, said) {
  const name = fresh();
  const choices = Object.entries(reason).map(([value, words]) => field(node("input", { type: "radio", name, value }), words).node);
  const comment = field(area("", MOST, 3), feedback.comment, fill(feedback.comment_hint, { most: MOST }));
  const form = node("form", { hidden: "" }, node("fieldset", {}, node("legend", {}, feedback.reason), ...choices),
    comment.node, node("button", { type: "submit" }, feedback.send));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    said({ reason: form.elements[name].value || null, comment: comment.input.value });
  });
  return form;
}
