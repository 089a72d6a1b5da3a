// Leads the reader to a new answer, never away from what they went to read.

import { button } from "./render.js";

const NEAR = 50; // pixels within which a place is the same
const LINE = 2; // past the one between two turns

export class Sight {
  constructor(log, labels) {
    Object.assign(this, { log, labels });
    this.jump = button("", () => this.go(), { class: "jump", hidden: "" });
    log.addEventListener("scroll", () => this.moved());
  }

  follow(turn) {
    this.turn = turn;
    this.following = this.jump.hidden = true;
    this.to();
  }

  /** The turn has grown. */
  grown() {
    if (this.following && this.top() > this.log.scrollTop) this.to();
  }

  /** The answer is whole. */
  arrived() {
    this.jump.hidden = false;
    this.look(!this.following);
  }

  go() {
    this.turn.heading.focus({ preventScroll: true });
    this.to();
    this.look(false);
  }

  /** Show the last turn of a conversation found again, the first time. */
  last() {
    const last = this.turn ? null : this.log.querySelector("article:last-of-type");
    if (last && !this.log.scrollTop) this.log.scrollTop = last.offsetTop + LINE;
  }

  top() {
    return this.turn.node.offsetTop + LINE;
  }

  to() {
    this.log.scrollTop = this.top();
    this.at = this.log.scrollTop;
  }

  moved() {
    const { scrollTop, clientHeight, scrollHeight } = this.log;
    const end = scrollHeight - clientHeight - scrollTop <= NEAR;
    this.following = end || (this.following && Math.abs(scrollTop - this.at) <= NEAR);
    if (end || (this.turn && this.top() < scrollTop + clientHeight - 2 * NEAR)) this.look(false);
  }

  look(away) {
    this.jump.classList.toggle("away", away);
    this.jump.textContent = away ? this.labels.fresh : this.labels.jump;
  }
}
