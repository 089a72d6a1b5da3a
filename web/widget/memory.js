// What outlives a change of page: the tab's session storage, and only once the person has opened the assistant.

const TURNS = 20;
const BLANK = { turns: [], open: false, unkept: false, conversation: "", draft: "" };

/** A random name that nobody guesses: 22 characters, 132 bits. Works on pages without https too. */
export function secret() {
  const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return Array.from(crypto.getRandomValues(new Uint8Array(22)), (byte) => signs[byte % 64]).join("");
}

export class Memory {
  constructor(scheme) {
    this.name = `assistant-mairie ${scheme ?? ""}`.trim();
    this.kept = { ...BLANK, ...this.read() };
    this.awake = this.kept.open || this.kept.turns.length > 0;
    /** What is being asked or typed when the page is left. */
    this.draft = () => "";
    addEventListener("pagehide", () => {
      this.kept.draft = this.draft();
      this.write();
    });
  }

  /** What this tab kept before; nothing when there is nothing, when it can't be read, or may not be. */
  read() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.name));
      return Array.isArray(kept?.turns) ? kept : {};
    } catch {
      return {};
    }
  }

  /** Keep more; the person has opened the assistant or asked something, and may now be remembered. */
  keep(more) {
    this.awake = true;
    Object.assign(this.kept, more);
    this.write();
  }

  write() {
    if (!this.awake) return;
    try {
      sessionStorage.setItem(this.name, JSON.stringify({ ...this.kept, turns: this.kept.turns.slice(-TURNS) }));
    } catch {
      // no storage, or no room left: the conversation lasts as long as the page
    }
  }

  /** The conversation's name, made at its first question. */
  conversation() {
    if (!this.kept.conversation) this.keep({ conversation: secret() });
    return this.kept.conversation;
  }

  /** Forget everything, and keep nothing again until the next question. */
  clear() {
    this.kept = { ...BLANK, turns: [] };
    this.awake = false;
    try {
      sessionStorage.removeItem(this.name);
    } catch {
      // nothing could be kept either
    }
  }
}
