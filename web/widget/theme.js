// The colours: the host's DSFR tokens when it has them all and they can be read, else our own, light or dark as the
// page says. Half of one and half of the other could be dark on dark, so it is all or nothing.

const LIGHT = { ink: "#161616", soft: "#55575b", ground: "#fff", raised: "#f6f6f4", line: "#c9c9c5",
  accent: "#0b4a8f", "on-accent": "#fff", link: "#0b4a8f" };
const DARK = { ink: "#ececec", soft: "#b6b8bc", ground: "#17181a", raised: "#212326", line: "#4a4d52",
  accent: "#9cc4ff", "on-accent": "#0d1b2e", link: "#9cc4ff" };
/** What says good, bad and in between, on a light and on a dark ground. */
const SIGNS = { light: { good: "#17603a", bad: "#a3211b", half: "#7a4b00" }, dark: { good: "#7fd6a4", bad: "#ff9d96", half: "#f0c070" } };
const DSFR = { ink: "--text-default-grey", soft: "--text-mention-grey", ground: "--background-default-grey",
  raised: "--background-alt-grey", line: "--border-default-grey", accent: "--background-action-high-blue-france",
  "on-accent": "--text-inverted-blue-france", link: "--text-action-high-blue-france" };
const READ = [["ink", "ground"], ["ink", "raised"], ["soft", "ground"], ["soft", "raised"], ["link", "ground"], ["link", "raised"], ["on-accent", "accent"]];
const LEAST = 4.5;
const SYSTEM = matchMedia("(prefers-color-scheme: dark)");
const WHERE = ["data-fr-theme", "data-fr-scheme", "data-bs-theme", "class", "style"];

/** Colour a shadow root, now and whenever the page or the system changes. */
export function themed(element, shadow) {
  const sheet = new CSSStyleSheet();
  shadow.adoptedStyleSheets.push(sheet);
  const apply = () => {
    const colours = coloursOf(element);
    const rules = Object.entries(colours).map(([name, value]) => `--${name}: ${value};`);
    sheet.replaceSync(`.root { color-scheme: ${light(colours.ground) > 0.4 ? "light" : "dark"}; ${rules.join(" ")} }`);
  };
  SYSTEM.addEventListener("change", apply);
  new MutationObserver(apply).observe(document.documentElement, { attributeFilter: WHERE });
  new MutationObserver(apply).observe(element, { attributeFilter: ["theme", "class", "style"] });
  apply();
}

function coloursOf(element) {
  const style = getComputedStyle(element);
  const token = (name) => hex(style.getPropertyValue(name).trim());
  const host = Object.fromEntries(Object.entries(DSFR).map(([name, from]) => [name, token(from)]));
  const forced = element.getAttribute("theme");
  const whole = !forced && Object.values(host).every(Boolean) && READ.every(([on, under]) => contrast(host[on], host[under]) >= LEAST);
  const colours = whole ? host : { ...(isDark(forced) ? DARK : LIGHT) };
  const accent = token("--assistant-accent");
  if (accent) {
    const on = token("--assistant-on-accent");
    const best = contrast("#ffffff", accent) > contrast("#161616", accent) ? "#ffffff" : "#161616";
    const link = contrast(accent, colours.ground) >= LEAST && contrast(accent, colours.raised) >= LEAST ? accent : colours.ink;
    Object.assign(colours, { accent, link, "on-accent": on && contrast(on, accent) >= LEAST ? on : best });
  }
  return { ...colours, ...SIGNS[light(colours.ground) > 0.4 ? "light" : "dark"] };
}

/** Whether the page is dark: by our own attribute, by its framework's, or as the system prefers. */
function isDark(forced) {
  const { frTheme, bsTheme } = document.documentElement.dataset;
  const said = [forced, frTheme, bsTheme].find((theme) => theme === "light" || theme === "dark");
  return said ? said === "dark" : SYSTEM.matches;
}

let canvas = null;

/** A colour as #rrggbb; "" for none, or one that we can't measure. */
function hex(colour) {
  if (!colour || !CSS.supports("color", colour)) return "";
  canvas ??= document.createElement("canvas").getContext("2d");
  canvas.fillStyle = colour;
  return /^#[\da-f]{6}$/.test(canvas.fillStyle) ? canvas.fillStyle : "";
}

/** The relative luminance of a colour, as WCAG computes it. */
function light(colour) {
  const long = colour.length === 4 ? colour.replace(/[\da-f]/g, "$&$&") : colour;
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(long.slice(at, at + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}
