// How it looks: a constructable sheet, for strict policies, and colours: the page's DSFR tokens if all are there and can
// be read, else ours, as half of each could be dark on dark. Type follows the reader's size, not a page's smaller one.
// A page may set --assistant-accent, -on-accent, -font, -right, -bottom, -width, -height, and -z (10000; under 1750,
// DSFR's windows cover it), and style ::part(): launcher panel head title close clear log notice turn asked answer
// badge state verdict part source contact suggestion jump form box send stop.

const named = (...values) => Object.fromEntries(values.map((value, at) => [NAMES[at], value]));
const NAMES = ["ink", "soft", "ground", "raised", "line", "accent", "on-accent", "link", "good", "bad", "half"];
const LIGHT = named("#161616", "#55575b", "#ffffff", "#f6f6f4", "#c9c9c5", "#0b4a8f", "#ffffff", "#0b4a8f", "#17603a", "#a3211b", "#7a4b00");
const DARK = named("#ececec", "#b6b8bc", "#17181a", "#212326", "#4a4d52", "#9cc4ff", "#0d1b2e", "#9cc4ff", "#7fd6a4", "#ff9d96", "#f0c070");
const DSFR = ["text-default-grey", "text-mention-grey", "background-default-grey", "background-alt-grey", "border-default-grey",
  "background-action-high-blue-france", "text-inverted-blue-france", "text-action-high-blue-france"];
const SYSTEM = matchMedia("(prefers-color-scheme: dark)");

/** Colour a shadow root, again whenever the page or the system changes. */
export function themed(element, shadow) {
  const sheet = new CSSStyleSheet();
  shadow.adoptedStyleSheets.push(sheet);
  const apply = () => {
    const colours = coloursOf(element);
    const rules = Object.entries(colours).map(([name, value]) => `--${name}: ${value};`);
    sheet.replaceSync(`.root { color-scheme: ${bright(colours) ? "light" : "dark"}; ${rules.join(" ")} }`);
  };
  const attributeFilter = ["theme", "data-fr-theme", "data-bs-theme", "class", "style"];
  const watch = new MutationObserver(apply);
  for (const watched of [document.documentElement, element]) watch.observe(watched, { attributeFilter });
  SYSTEM.addEventListener("change", apply);
  apply();
}

function coloursOf(element) {
  const style = getComputedStyle(element);
  const token = (name) => hex(style.getPropertyValue(`--${name}`).trim());
  const host = named(...DSFR.map(token));
  const forced = element.getAttribute("theme");
  const whole = !forced && Object.values(host).every(Boolean) && readable(host["on-accent"], host.accent) &&
    ["ink", "soft", "link"].every((text) => stands(host[text], host));
  const colours = whole ? { ...(bright(host) ? LIGHT : DARK), ...host } : isDark(forced) ? DARK : LIGHT;
  const accent = token("assistant-accent");
  if (!accent) return colours;
  const on = [token("assistant-on-accent"), "#ffffff"].find((colour) => colour && readable(colour, accent)) ?? "#000000";
  return { ...colours, accent, "on-accent": on, link: stands(accent, colours) ? accent : colours.ink };
}

function isDark(forced) {
  const { frTheme, bsTheme } = document.documentElement.dataset;
  const said = [forced, frTheme, bsTheme].find((theme) => theme === "light" || theme === "dark");
  return said ? said === "dark" : SYSTEM.matches;
}

let canvas;

/** A colour as #rrggbb; "" for one that can't be measured. */
function hex(colour) {
  if (!colour || !CSS.supports("color", colour)) return "";
  canvas ??= document.createElement("canvas").getContext("2d");
  canvas.fillStyle = colour;
  return /^#.{6}$/.test(canvas.fillStyle) ? canvas.fillStyle : "";
}

/** WCAG's relative luminance. */
function light(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function readable(one, other) {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05) >= 4.5;
}

const stands = (text, { ground, raised }) => readable(text, ground) && readable(text, raised);
const bright = ({ ground }) => light(ground) > 0.4;

export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { all: initial !important; display: block !important; direction: ltr !important; }
:host([hidden]) { display: none !important; }
:host(:not([inline])) { position: fixed !important; inset: auto var(--assistant-right, 16px) calc(var(--assistant-bottom, 16px) + env(safe-area-inset-bottom, 0px)) auto !important; z-index: var(--assistant-z, 10000) !important; max-width: calc(100vw - 32px) !important; }
.root { color: var(--ink); font: clamp(16px, 1rem, 40px)/1.5 var(--assistant-font, Marianne, system-ui, arial, sans-serif); overflow-wrap: anywhere; --wrong: var(--bad); }
* { box-sizing: border-box; }
[hidden], .text:empty, .first:empty { display: none !important; }
.hidden, .jump:not(.away, :focus-visible) { position: absolute; width: 1px; height: 1px; min-height: 0; margin: -1px; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
button { font: inherit; font-weight: 600; min-height: 2.75em; padding: .5em 1em; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 4px; cursor: pointer; }
button:hover { text-decoration: underline; text-underline-offset: .2em; }
.plain, .stop { color: var(--link); background: var(--ground); border-color: var(--line); }
.plain, .quiet { font-weight: 400; }
.quiet { color: var(--link); background: none; border-color: transparent; padding-inline: .6em; min-width: 2.75em; }
[aria-disabled="true"] { opacity: .65; cursor: default; }
.corner { all: unset; display: block; }
.corner:popover-open { position: fixed; inset: auto var(--assistant-right, 16px) var(--assistant-bottom, 16px) auto; }
.launcher { text-align: left; line-height: 1.3; border-color: var(--on-accent); border-radius: 8px; box-shadow: 0 2px 12px rgb(0 0 0 / .3); }
.launcher * { display: block; } small { font-weight: 400; font-size: .8125em; }
.panel { flex-direction: column; container: panel / size; margin: 0; padding: 0; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 8px; overflow: hidden auto; }
.panel:is(section, [open], :popover-open) { display: flex; }
section.panel { height: var(--assistant-height, 640px); }
dialog { position: fixed; inset: auto var(--assistant-right, 16px) calc(var(--assistant-bottom, 16px) + 72px) auto; max-width: none; max-height: none; box-shadow: 0 8px 32px rgb(0 0 0 / .28);
  width: min(var(--assistant-width, 420px), 100vw - 32px); height: min(var(--assistant-height, 680px), 100dvh - var(--assistant-bottom, 16px) - 88px); }
dialog:modal { inset: var(--top, 0) 0 auto; width: 100%; height: var(--tall, 100dvh); border: 0; border-radius: 0; padding-bottom: env(safe-area-inset-bottom, 0px); }
.head { display: flex; align-items: flex-start; padding: .5em .5em .5em 1em; border-bottom: 1px solid var(--line); }
.name { flex: 1; padding-block: .25em; }
h2, h3, h4, p { margin: 0; } h2 { font-size: 1.125em; line-height: 1.3; }
h3, .hint, .state, .sources, .suggestions :is(h3, h4) { font-size: .875em; } article h3, .hint, .state { color: var(--soft); } article h3, .part .state { font-weight: 400; } h4 { font-size: 1em; }
.fault { color: var(--bad); font-weight: 600; }
.read { position: relative; flex: 1 0 9em; display: flex; flex-direction: column; min-height: 0; }
.log { position: relative; flex: 1; min-height: 0; overflow: hidden auto; overscroll-behavior: contain; padding: 1em; outline-offset: -3px; }
.notice { padding: .75em 1em; border-left: 4px solid var(--accent); background: var(--raised); font-size: .9375em; }
.jump { position: absolute; inset: auto 1em .5em auto; box-shadow: 0 2px 8px rgb(0 0 0 / .3); }
article { margin-top: 1.5em; padding-top: 1em; border-top: 1px solid var(--line); }
.asked { font-weight: 600; white-space: pre-line; margin-bottom: 1em; }
.answer, .text { display: flex; flex-direction: column; gap: .75em; } .answer > button { align-self: start; }
.first { display: flex; flex-wrap: wrap; align-items: center; gap: .5em; margin-top: .25em; } .first .state { flex-basis: 100%; }
.badge, .verdict { border: 1px solid; border-radius: 4px; padding: .1em .5em; color: var(--soft); }
.badge { font-size: .8125em; } .undetermined { border-style: dashed; } .verdict { font-weight: 700; border-width: 2px; }
.official, .badge.faq, .eligible { color: var(--good); } .excluded { color: var(--bad); } .partly { color: var(--half); } .badge:is(.synthesis, .mixed, .model) { border-style: dashed; color: var(--half); }
.verdict::before { margin-right: .4em; } .eligible::before { content: "✓"; content: "✓" / ""; } .excluded::before { content: "✕"; content: "✕" / ""; } .partly::before { content: "◐"; content: "◐" / ""; } .undetermined::before { content: "?"; content: "?" / ""; }
.part:not(:first-child) { padding-top: .75em; border-top: 1px dashed var(--line); } .part .state { display: block; }
blockquote { margin: .25em 0; padding: .125em 0 .125em .75em; border-left: 3px solid var(--line); white-space: pre-line; }
a { color: var(--link); text-underline-offset: .2em; }
ul { list-style: none; margin: 0; padding: 0; }
.sources a, .contact a { display: inline-block; padding-block: .75em; } .sources a::after { content: "\\00a0↗"; content: "\\00a0↗" / ""; }
.contact { padding: .75em 1em .25em; background: var(--raised); border: 1px solid transparent; border-radius: 8px; }
.suggestions { margin-top: 1em; } .suggestions ul { display: grid; gap: .5em; margin-top: .5em; } .suggestions button { width: 100%; text-align: left; }
.form { padding: .75em 1em 1em; border-top: 1px solid var(--line); }
label { font-weight: 600; }
textarea { width: 100%; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: 4px; padding: .5em .75em; margin: .25em 0 .5em; resize: vertical; }
#q { display: block; field-sizing: content; min-height: 2.75em; max-height: 9em; } [aria-invalid="true"] { border: 2px solid var(--bad); }
.row { display: flex; flex-wrap: wrap; gap: .5em; align-items: flex-end; justify-content: flex-end; } .aside { flex: 1 1 11em; }
@media (pointer: coarse) { #h { display: none; } }
@container panel (max-height: 460px) { .name p, #h { display: none; } .read { flex-basis: 5em; } #q { min-height: 2.75em; max-height: 5em; } }
@media (forced-colors: active) { .contact, .notice, .launcher, .quiet, .jump { border: 1px solid; } [aria-disabled="true"] { opacity: 1; color: GrayText; } }
@media print { :host(:not([inline])) { display: none !important; } }
`);
