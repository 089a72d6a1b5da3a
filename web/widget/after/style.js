// The sheet of what is under an answer; colours, buttons, hints and faults are those of ../style.js.

export const afterSheet = new CSSStyleSheet();
afterSheet.replaceSync(`
.after { border-top: 1px solid var(--line); padding-top: .75em; }
.after, .after form, .after > div, .field { display: flex; flex-direction: column; gap: .5em; align-items: flex-start; }
.after > *, .after form > *, .field > * { width: 100%; } .after :empty:not(textarea, input) { display: none; } .after button { width: auto; }
.line { display: flex; flex-wrap: wrap; align-items: center; gap: .25em .5em; } .line span { flex-basis: 100%; }
.after .quiet { padding-inline: 0; text-align: left; text-decoration: underline; text-underline-offset: .2em; } .line .quiet { margin-right: .75em; }
.after [aria-pressed="true"] { font-weight: 600; color: var(--on-accent); background: var(--accent); }
[aria-pressed="true"]::before { content: "✓ "; content: "✓ " / ""; }
.after fieldset { border: 0; margin: 0; padding: 0; min-width: 0; } legend { font-weight: 600; padding: 0; }
input[type="email"] { min-height: 2.75em; padding: .5em .75em; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: 4px; }
.field { gap: 0; }
.tick { display: flex; gap: .5em; } .tick label { flex: 1; font-weight: 400; padding-block: .625em; } .aside .tick label { font-size: .875em; padding-block: .8em; }
.tick input { flex: none; font: inherit; width: 1.5em; height: 1.5em; margin: .625em 0; accent-color: var(--accent); }
summary { padding-block: .625em; cursor: pointer; }
.receipt { padding: .75em; border: 2px solid var(--accent); border-radius: 8px; text-align: center; }
code { font: 600 1.25em/1.6 ui-monospace, Consolas, monospace; letter-spacing: .05em; user-select: all; }
.foot ul { display: flex; flex-wrap: wrap; gap: 0 1em; font-size: .875em; } .foot a { display: inline-block; padding-block: 1em; }
.aside .field:not(:has(:checked)) .hint { display: none; }
@container panel (max-height: 460px) { .aside { display: block; } .aside .hint { display: none; } }
@media (forced-colors: active) { [aria-pressed="true"] { outline: 2px solid; } .after .quiet { padding-inline: .6em; } }
@media print { .after, .foot { display: none; } }
`);
