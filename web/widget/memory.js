// What the tab's session storage keeps from page to page, once the person has opened the assistant.

const TURNS = 20;

/** A name that nobody guesses: 24 signs; without https too, unlike randomUUID. */
export function secret() {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18)))).replace(/[+/]/g, "-");
}

export class Memory {
  constructor(scheme) {
    this.name = `assistant-mairie ${scheme ?? ""}`.trim();
    this.clear(false);
    this.safely(() => {
      const kept = JSON.parse(sessionStorage.getItem(this.name));
      this.awake = Array.isArray(kept?.turns);
      if (this.awake) Object.assign(this.kept, kept);
    });
    this.draft = () => "";
    addEventListener("pagehide", () => this.awake && this.keep({ draft: this.draft() }));
  }

  keep(more) {
    this.awake = true;
    Object.assign(this.kept, more);
    const last = { ...this.kept, turns: this.kept.turns.slice(-TURNS) };
    this.safely(() => sessionStorage.setItem(this.name, JSON.stringify(last)));
  }

  conversation() {
    if (!this.kept.conversation) this.keep({ conversation: secret() });
    return this.kept.conversation;
  }

  clear(stored = true) {
    this.awake = false;
    this.kept = { turns: [], open: false, unkept: false, conversation: "", draft: "", pending: null };
    if (stored) this.safely(() => sessionStorage.removeItem(this.name));
  }

  /** Without storage, the conversation lasts as long as the page. */
  safely(does) {
    try {
      does();
    } catch {}
  }
}
