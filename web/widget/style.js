// One constructable sheet: no style element, no inline style, so that a strict policy passes. Colours come from
// ./theme.js. Sizes follow the reader's own (1rem) but never the page's smaller ones: a page may set 10 pixels.
//
// What a host page may set on the element, with what it is otherwise:
//   --assistant-accent     the colour of the buttons (DSFR's blue, or ours)
//   --assistant-on-accent  what is written on it (black or white, whichever is read better)
//   --assistant-right, --assistant-bottom   where the button stands (16px)
//   --assistant-z          its layer (10000; under 1750, DSFR's windows cover it); the open panel is in the top layer
//   --assistant-width, --assistant-height   the open panel, at most (420px, 680px); the height in the flow (640px)
//   --assistant-font       the fonts (Marianne where the page has it, else the system's)
// Parts, for ::part(): launcher, panel, head, title, close, clear, log, notice, turn, question, answer, badge, state,
//   verdict, question-part, source, contact, suggestion, jump, form, box, send, stop.

export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { all: initial !important; display: block !important; direction: ltr !important; }
:host([hidden]) { display: none !important; }
:host(:not([inline])) { position: fixed !important; inset: auto var(--assistant-right, 16px) calc(var(--assistant-bottom, 16px) + env(safe-area-inset-bottom, 0px)) auto !important;
  z-index: var(--assistant-z, 10000) !important; width: max-content !important; max-width: calc(100vw - 32px) !important; }
.root { color: var(--ink); font: 400 clamp(16px, 1rem, 40px)/1.5 var(--assistant-font, Marianne, system-ui, "Segoe UI", Roboto, arial, sans-serif); overflow-wrap: anywhere; --wrong: var(--bad); }
.root * { box-sizing: border-box; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
button { font: inherit; font-weight: 600; min-height: 2.75em; padding: .5em 1em; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 4px; cursor: pointer; }
button:hover { text-decoration: underline; text-underline-offset: .2em; }
.plain, .stop { font-weight: 400; color: var(--link); background: var(--ground); border-color: var(--line); }
.stop { font-weight: 600; border-color: currentColor; }
.quiet { font-weight: 400; color: var(--link); background: none; border-color: transparent; padding-inline: .6em; min-width: 2.75em; }
[aria-disabled="true"] { opacity: .65; cursor: default; text-decoration: none; }

.corner { display: block; position: static; margin: 0; padding: 0; border: 0; background: none; color: inherit; overflow: visible; }
.corner:popover-open { position: fixed; inset: auto var(--assistant-right, 16px) var(--assistant-bottom, 16px) auto; }
.launch { display: block; text-align: left; padding: .5em 1.1em; border: 1px solid var(--on-accent); border-radius: 8px; box-shadow: 0 2px 12px rgb(0 0 0 / .3); line-height: 1.3; }
.launch strong, .launch small { display: block; font-weight: 600; } .launch small { font-weight: 400; font-size: .8125em; }

.panel { flex-direction: column; container: panel / size; margin: 0; padding: 0; color: inherit; background: var(--ground); border: 1px solid var(--line); overflow: hidden auto; }
.panel:is(section, [open], :popover-open) { display: flex; }
section.panel { width: 100%; height: var(--assistant-height, 640px); border-radius: 8px; }
dialog.panel { position: fixed; inset: auto var(--assistant-right, 16px) calc(var(--assistant-bottom, 16px) + 72px) auto; max-width: none; max-height: none; border-radius: 8px; box-shadow: 0 8px 32px rgb(0 0 0 / .28);
  width: min(var(--assistant-width, 420px), 100vw - 32px); height: min(var(--assistant-height, 680px), 100dvh - var(--assistant-bottom, 16px) - 88px); }
dialog.panel:modal { inset: var(--top, 0) 0 auto; width: 100%; height: var(--tall, 100dvh); border: 0; border-radius: 0; padding-bottom: env(safe-area-inset-bottom, 0px); }
.head { display: flex; align-items: flex-start; gap: .25em; padding: .5em .5em .5em 1em; border-bottom: 1px solid var(--line); }
.name { flex: 1; min-width: 0; padding-block: .25em; } .name p { margin: 0; }
.close { font-size: 1.125em; line-height: 1; }
h2, h3, h4, p { margin: 0; } h2 { font-size: 1.125em; line-height: 1.3; } h2:focus-visible { outline-offset: 4px; border-radius: 2px; }
h3 { font-size: .875em; font-weight: 400; color: var(--soft); } h4 { font-size: 1em; line-height: 1.4; }
.hint { color: var(--soft); font-size: .875em; }
.fault { color: var(--bad); font-weight: 600; }

.read { position: relative; flex: 1 0 9em; display: flex; flex-direction: column; min-height: 0; }
.log { position: relative; flex: 1; min-height: 0; overflow: hidden auto; overscroll-behavior: contain; padding: 1em; }
.log:focus-visible { outline-offset: -3px; }
.notice { padding: .75em 1em; border-left: 4px solid var(--accent); background: var(--raised); font-size: .9375em; }
.jump { position: absolute; inset: auto 1em .5em auto; box-shadow: 0 2px 8px rgb(0 0 0 / .3); }
.jump:not(.away, :focus-visible) { width: 1px; height: 1px; min-height: 0; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
article { margin-top: 1.5em; padding-top: 1em; border-top: 1px solid var(--line); }
.asked { font-weight: 600; white-space: pre-line; margin: .125em 0 1em; }
.answer, .text, .block { display: flex; flex-direction: column; gap: .75em; align-items: flex-start; } .answer > *, .text > *, .block > * { max-width: 100%; }
.answer > :not(button), .text, .text > * { align-self: stretch; } .block { gap: .25em; } .text:empty, .first:empty { display: none; }
.first { display: flex; flex-wrap: wrap; gap: .5em; margin-top: .25em; }
.badge, .verdict { border: 1px solid currentColor; border-radius: 4px; padding: .1em .5em; }
.badge { font-size: .8125em; color: var(--soft); } .badge.official, .badge.faq { color: var(--good); } .badge.synthesis, .badge.mixed, .badge.model { color: var(--half); border-style: dashed; }
.state { font-size: .875em; color: var(--soft); flex-basis: 100%; }
.verdict { font-weight: 700; border-width: 2px; } .verdict.eligible { color: var(--good); } .verdict.excluded { color: var(--bad); } .verdict.partly { color: var(--half); } .verdict.undetermined { color: var(--soft); border-style: dashed; }
.verdict::before { margin-right: .4em; } .verdict.eligible::before { content: "✓"; content: "✓" / ""; } .verdict.excluded::before { content: "✕"; content: "✕" / ""; }
.verdict.partly::before { content: "◐"; content: "◐" / ""; } .verdict.undetermined::before { content: "?"; content: "?" / ""; }
.part { display: flex; flex-direction: column; padding-top: .75em; border-top: 1px dashed var(--line); } .part:first-child { padding-top: 0; border: 0; } .part .state { font-weight: 400; }
blockquote { margin: .125em 0; padding: .125em 0 .125em .75em; border-left: 3px solid var(--line); white-space: pre-line; }
a { color: var(--link); text-underline-offset: .2em; overflow-wrap: anywhere; }
ul { list-style: none; margin: 0; padding: 0; } .sources { font-size: .875em; }
.sources a, .contact a { display: inline-block; padding-block: .75em; line-height: 1.45; } .sources a::after { content: "\\00a0↗"; content: "\\00a0↗" / ""; }
.contact { padding: .75em 1em .25em; background: var(--raised); border: 1px solid transparent; border-radius: 8px; }
.suggestions { margin-top: 1em; } .suggestions ul { display: grid; gap: .5em; margin-top: .5em; } .suggestions h4 { font-size: .875em; font-weight: 600; }
.suggestions button { width: 100%; text-align: left; }

form[part] { padding: .75em 1em 1em; border-top: 1px solid var(--line); }
label { font-weight: 600; }
textarea { display: block; width: 100%; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: 4px; padding: .5em .75em; margin: .25em 0 .5em; resize: vertical; }
form[part] textarea { field-sizing: content; min-height: 4.1em; max-height: 9em; } textarea[aria-invalid="true"] { border: 2px solid var(--bad); }
.row { display: flex; flex-wrap: wrap; gap: .5em; align-items: flex-end; justify-content: flex-end; } .aside { flex: 1 1 11em; }
@media (pointer: coarse) { form[part] .hint:first-child { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } }
@container panel (max-height: 460px) { form[part] .aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } form[part] textarea { min-height: 2.75em; max-height: 5em; } }
@media (forced-colors: active) { .contact, .notice, .launch, .quiet, .jump { border: 1px solid; } [aria-disabled="true"] { opacity: 1; color: GrayText; } }
@media print { :host(:not([inline])) { display: none !important; } }
`);
