// Where the reader is in the conversation: followed to a new answer, never moved away from what they went to read.

import { button } from "./render.js";

const NEAR = 50; // pixels within which a place is the same place

export class Sight {
  constructor(log, labels) {
    Object.assign(this, { log, labels, turn: null, following: false, away: false, at: 0 });
    this.jump = button("", () => this.go(), { class: "jump", part: "jump", hidden: "" });
    log.addEventListener("scroll", () => this.moved(), { passive: true });
  }

  /** Bring a turn that the reader has just asked for under their eyes. */
  follow(turn) {
    this.turn = turn;
    this.following = true;
    this.jump.hidden = true;
    this.to(this.top());
  }

  /** The turn has grown: show more of it, unless the reader went elsewhere. */
  grown() {
    if (this.following && this.top() > this.log.scrollTop) this.to(this.top());
  }

  /** The answer is whole: a button leads to it. */
  arrived() {
    this.jump.hidden = false;
    this.look(!this.following);
  }

  /** Read from its beginning, focus included. */
  go() {
    this.turn.heading.focus({ preventScroll: true });
    this.to(this.top());
    this.look(false);
  }

  /** Show the end of what is there, as it is when a conversation is found again. */
  end() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  top() {
    return this.turn.node.offsetTop + 2; // without the line that parts it from the turn before
  }

  to(place) {
    this.log.scrollTop = place;
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
