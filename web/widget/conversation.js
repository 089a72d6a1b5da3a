// The conversation: its log, its question box, the one line that screen readers are told.

import { footNodes } from "./after/foot.js";
import { optOut } from "./after/keep.js";
import { Box } from "./box.js";
import { secret } from "./memory.js";
import { button, fill, node } from "./render.js";
import { Sight } from "./sight.js";
import { ask, Failure } from "./stream.js";
import { suggestionsNode, Turn } from "./turn.js";

const EARLIER = 10;

export class Conversation {
  constructor(labels, service, memory) {
    const say = (words) => (this.status.textContent = words);
    const again = (question) => this.ask(question);
    Object.assign(this, { labels, memory, say, again, service: { ...service, say } });
    this.log = node("div", { class: "log", role: "log", "aria-live": "off", "aria-label": labels.log, tabindex: "0" },
      node("div", { class: "notice" }, node("p", { id: "n" }, labels.notice), ...footNodes(labels, service.base)));
    if (labels.examples.length) this.log.append(suggestionsNode(labels.examples, labels, again, "h3"));
    this.status = node("p", { class: "hidden", role: "status" });
    this.keep = optOut(labels, memory.kept.unkept);
    this.box = new Box(labels, { say, send: again, stop: () => this.stop() }, this.keep.node);
    this.sight = new Sight(this.log, labels);
    this.clear = button(labels.clear, () => this.forget(), { class: "quiet clear", "aria-label": labels.clear_all });
    this.nodes = [node("div", { class: "read" }, this.log, this.sight.jump), this.status, this.box.node];
    this.restore();
  }

  /** Show what the tab kept; what can't be read is forgotten. */
  restore() {
    const { turns, draft, pending } = this.memory.kept;
    try {
      turns.forEach(({ question, answer, recorded }, at) => {
        const turn = this.turn(question, at);
        turn.recorded = recorded;
        turn.complete(answer);
      });
      this.box.value = draft;
      this.failed = pending; // the page was left before the answer came
    } catch {
      this.empty();
    }
    this.clear.hidden = !this.memory.kept.turns.length;
    this.memory.draft = () => this.box.value || (this.running?.question ?? "");
  }

  turn(question, earlier) {
    const history = this.memory.kept.turns.slice(0, earlier).map((turn) => turn.question);
    const turn = new Turn(question, history, this.labels, this.service, this.again);
    this.log.append(turn.node);
    return turn;
  }

  /** One that has just failed is sent again under its key, so that it is asked once. */
  async ask(question, { key = secret(), turn: before } = this.failed?.question === question ? this.failed : {}) {
    if (this.running) return;
    before?.node.remove();
    if (this.box.value.trim() === question) this.box.value = "";
    const turn = this.turn(question);
    const control = new AbortController();
    this.running = { question, control };
    this.failed = null;
    this.memory.keep({ pending: { question, key } });
    this.box.busy(true);
    this.sight.follow(turn);
    this.say(this.labels.searching);
    try {
      for await (const event of ask(this.service.base, this.body(turn), key, control.signal)) {
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

  body({ question, history }) {
    const body = { question, conversation_id: this.memory.conversation(), history: history.slice(-EARLIER) };
    if (this.service.scheme) body.scheme = this.service.scheme;
    if (!this.keep.keeps()) {
      body.keep = false;
      this.memory.keep({ unkept: true }); // nor may what follows be, whose history it is in
    }
    return body;
  }

  answered({ question, answer, recorded }) {
    this.memory.keep({ turns: [...this.memory.kept.turns, { question, answer, recorded }], pending: null });
    this.clear.hidden = false;
    this.sight.arrived();
    const verdict = answer.verdict ? `${this.labels.verdict[answer.verdict]}. ` : "";
    this.say(`${this.labels.received} ${verdict}${answer.answer}`);
  }

  fail(turn, key, { code, message, seconds }) {
    const { question } = turn;
    const words = code === "problem" ? message : fill(this.labels[code] ?? this.labels.unavailable, { seconds: Math.max(2, seconds || 60) });
    const stopped = code === "stopped";
    this.failed = { question, key, turn };
    turn.fail(words, !stopped, () => {
      this.ask(question, { key, turn });
      this.box.focus();
    });
    this.sight.grown();
    this.box.value ||= question;
    this.say(stopped ? words : "");
  }

  stop() {
    this.running?.control.abort();
  }

  forget() {
    this.empty();
    this.box.value = "";
    this.box.focus();
    this.clear.hidden = true;
    this.say(this.labels.cleared);
  }

  empty() {
    this.log.querySelectorAll("article").forEach((article) => article.remove());
    this.stop();
    this.memory.clear();
    this.keep.fresh();
    this.failed = this.sight.turn = null;
    this.sight.jump.hidden = true;
  }
}
