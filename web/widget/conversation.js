// The conversation: its log, its question box, the one line that screen readers are told.

import { footNodes } from "./after/foot.js";
import { optOut } from "./after/keep.js";
import { Box } from "./box.js";
import { secret } from "./memory.js";
import { suggestionsNode } from "./pieces.js";
import { button, fill, node } from "./render.js";
import { Sight } from "./sight.js";
import { ask, Failure } from "./stream.js";
import { Turn } from "./turn.js";

const EARLIER = 10;

export class Conversation {
  /** `service`: { base, scheme }; `memory`: what was kept of the conversation in this tab. */
  constructor(labels, service, memory) {
    Object.assign(this, { labels, memory, running: null, failed: null });
    this.service = { ...service, say: (words) => this.say(words) };
    this.log = node("div", { class: "log", role: "log", "aria-live": "off", "aria-label": labels.log, tabindex: "0", part: "log" },
      node("div", { class: "notice", part: "notice" }, node("p", { id: "n" }, labels.notice), ...footNodes(labels, service.base)));
    if (labels.examples.length) this.log.append(suggestionsNode(labels.examples, labels, (question) => this.ask(question)));
    this.status = node("p", { class: "hidden", role: "status" });
    this.keep = optOut(labels, memory.kept.unkept);
    this.box = new Box(labels, { send: (question) => this.ask(question), stop: () => this.stop(), say: this.service.say }, this.keep.node);
    this.sight = new Sight(this.log, labels);
    this.clear = button(labels.clear, () => this.forget(), { class: "quiet", part: "clear", "aria-label": labels.clear_all });
    this.nodes = [node("div", { class: "read" }, this.log, this.sight.jump), this.status, this.box.node];
    this.restore();
  }

  /** Show again what this tab kept of the conversation; what can't be read is forgotten. */
  restore() {
    try {
      this.memory.kept.turns.forEach(({ question, answer, recorded }, at) => {
        const turn = this.turn(question, at);
        turn.recorded = recorded;
        turn.complete(answer);
      });
      this.box.value = this.memory.kept.draft;
    } catch {
      this.empty();
    }
    this.clear.hidden = !this.memory.kept.turns.length;
    this.memory.draft = () => this.box.value || this.running?.question || "";
  }

  turn(question, earlier = this.memory.kept.turns.length) {
    const history = this.memory.kept.turns.slice(0, earlier).map((turn) => turn.question);
    const turn = new Turn(question, history, this.labels, this.service, (next) => this.ask(next));
    this.log.append(turn.node);
    return turn;
  }

  /** Ask a question; the one that has just failed is sent again under its key, so that it is asked once. */
  ask(question) {
    const same = this.failed?.question === question ? this.failed : null;
    this.run(question, same?.key ?? secret(), same?.turn);
  }

  async run(question, key, before) {
    if (this.running) return;
    before?.node.remove();
    if (this.box.value.trim() === question) this.box.value = "";
    const turn = this.turn(question);
    const control = new AbortController();
    this.running = { question, control };
    this.failed = null;
    this.box.busy(true);
    this.sight.follow(turn);
    this.say(this.labels.searching);
    try {
      for await (const event of ask(this.service.base, this.body(question, turn), key, control.signal)) {
        turn.take(event);
        this.sight.grown();
      }
      this.answered(turn);
    } catch (error) {
      if (turn.node.isConnected) this.fail(turn, key, error instanceof Failure ? error : new Failure("cut"));
    }
    this.running = null;
    this.box.busy(false);
  }

  body(question, turn) {
    const keeps = this.keep.keeps();
    if (!keeps) this.memory.keep({ unkept: true }); // the questions after it, whose history it is in, may not be kept either
    const body = { question, conversation_id: this.memory.conversation(), history: turn.history.slice(-EARLIER) };
    if (this.service.scheme) body.scheme = this.service.scheme;
    if (!keeps) body.keep = false;
    return body;
  }

  answered({ question, answer, recorded }) {
    this.memory.keep({ turns: [...this.memory.kept.turns, { question, answer, recorded }] });
    this.clear.hidden = false;
    this.sight.arrived();
    const verdict = answer.verdict ? `${this.labels.verdict[answer.verdict]}. ` : "";
    this.say(`${this.labels.received} ${verdict}${answer.answer}`);
  }

  fail(turn, key, failure) {
    const seconds = Math.max(2, failure.seconds || 60);
    const words = failure.code === "problem" ? failure.message : fill(this.labels[failure.code], { seconds });
    const { question } = turn;
    this.failed = { question, key, turn };
    turn.fail(words, failure.code !== "stopped", () => {
      if (this.running) return;
      this.run(question, key, turn);
      this.box.focus();
    });
    this.sight.grown();
    if (!this.box.value) this.box.value = question;
    this.say(failure.code === "stopped" ? words : "");
  }

  stop() {
    this.running?.control.abort();
  }

  /** Erase the conversation, and leave the person ready to begin another. */
  forget() {
    this.empty();
    this.box.value = "";
    this.box.focus();
    this.clear.hidden = true;
    this.say(this.labels.cleared);
  }

  /** Take the conversation out of the log and of the tab's storage. */
  empty() {
    this.log.querySelectorAll("article").forEach((article) => article.remove());
    this.stop();
    this.memory.clear();
    this.keep.fresh();
    this.failed = null;
    this.sight.jump.hidden = true;
  }

  say(words) {
    this.status.textContent = words;
  }
}
