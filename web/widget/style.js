// One constructable sheet: no style element, no inline style, so that a strict policy passes.
// Colours take the host's DSFR tokens when it has them.

export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { --ink: var(--text-default-grey, #161616); --soft: var(--text-mention-grey, #55575b); --ground: var(--background-default-grey, #fff);
  --raised: var(--background-alt-grey, #f6f6f4); --line: var(--border-default-grey, #c9c9c5);
  --accent: var(--assistant-accent, var(--background-action-high-blue-france, #0b4a8f)); --on-accent: var(--assistant-on-accent, var(--text-inverted-grey, #fff));
  all: initial; display: block; color-scheme: light dark; color: var(--ink); font: 16px/1.5 Marianne, system-ui, arial, sans-serif; }
@media (prefers-color-scheme: dark) { :host { --ink: var(--text-default-grey, #ececec); --soft: var(--text-mention-grey, #b6b8bc);
  --ground: var(--background-default-grey, #17181a); --raised: var(--background-alt-grey, #212326); --line: var(--border-default-grey, #4a4d52);
  --accent: var(--assistant-accent, var(--background-action-high-blue-france, #9cc4ff)); --on-accent: var(--assistant-on-accent, var(--text-inverted-grey, #0d1b2e)); } }
:host([hidden]) { display: none; }
:host(:not([inline])) { position: fixed; right: 1rem; bottom: 1rem; z-index: var(--assistant-z, 1000); }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button { font: inherit; font-weight: 600; min-height: 44px; padding: 8px 16px; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 4px; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.panel { display: flex; flex-direction: column; background: var(--ground); border: 1px solid var(--line); border-radius: 8px; }
:host(:not([inline])) .panel { position: absolute; right: 0; bottom: 56px; width: min(420px, calc(100vw - 32px)); height: min(640px, calc(100dvh - 96px)); box-shadow: 0 8px 32px rgb(0 0 0 / .25); }
:host([inline]) .launch, :host([inline]) .close { display: none; }
.head { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 8px 8px 8px 16px; border-bottom: 1px solid var(--line); }
h2 { font-size: 18px; margin: 0; } h3 { font-size: 14px; margin: 16px 0 4px; color: var(--soft); } h4 { font-size: 15px; margin: 12px 0 4px; }
p { margin: 6px 0; } .hint { color: var(--soft); font-size: 14px; }
.notice { margin: 0; padding: 8px 16px; background: var(--raised); font-size: 14px; }
.log { flex: 1 1 auto; overflow-y: auto; padding: 8px 16px; min-height: 64px; overflow-wrap: anywhere; }
:host([inline]) .log { max-height: none; }
.asked { white-space: pre-line; font-weight: 600; }
form { padding: 8px 16px 16px; border-top: 1px solid var(--line); }
label { font-weight: 600; display: block; }
textarea { width: 100%; font: inherit; font-size: 16px; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: 4px; padding: 8px; resize: vertical; }
a { color: var(--accent); } blockquote { margin: 0 0 4px; padding-left: 12px; border-left: 3px solid var(--line); white-space: pre-line; }
summary { cursor: pointer; min-height: 32px; font-weight: 600; } ol, ul { padding-left: 20px; margin: 4px 0; } li { margin-bottom: 8px; }
.suggestions ul { list-style: none; padding: 0; }
.plain { width: 100%; text-align: left; font-weight: 400; color: var(--accent); background: var(--ground); border-color: var(--line); }
.contact { background: var(--raised); border-radius: 8px; padding: 4px 12px 8px; margin-top: 12px; }
.verdict { display: inline-block; border: 1px solid currentColor; border-radius: 4px; padding: 2px 8px; font-weight: 600; }
.verdict.eligible::before { content: "✓ " / ""; } .verdict.excluded::before { content: "✕ " / ""; }
.verdict.partly::before { content: "◐ " / ""; } .verdict.undetermined::before { content: "? " / ""; }
@media (prefers-reduced-motion: no-preference) { .panel { scroll-behavior: smooth; } }
@media (forced-colors: active) { .panel, .contact, .plain { border: 1px solid; } }
`);
