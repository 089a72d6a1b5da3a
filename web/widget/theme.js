// The colours: the page's DSFR tokens if all are there and can be read, else ours: half of each could be dark on dark.

const LIGHT = { ink: "#161616", soft: "#55575b", ground: "#ffffff", raised: "#f6f6f4", line: "#c9c9c5", accent: "#0b4a8f",
  "on-accent": "#ffffff", link: "#0b4a8f", good: "#17603a", bad: "#a3211b", half: "#7a4b00" };
const DARK = { ink: "#ececec", soft: "#b6b8bc", ground: "#17181a", raised: "#212326", line: "#4a4d52", accent: "#9cc4ff",
  "on-accent": "#0d1b2e", link: "#9cc4ff", good: "#7fd6a4", bad: "#ff9d96", half: "#f0c070" };
const DSFR = { ink: "text-default-grey", soft: "text-mention-grey", ground: "background-default-grey",
  raised: "background-alt-grey", line: "border-default-grey", accent: "background-action-high-blue-france",
  "on-accent": "text-inverted-blue-france", link: "text-action-high-blue-france" };
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
  const attributeFilter = ["theme", "data-fr-theme", "data-fr-scheme", "data-bs-theme", "class", "style"];
  const watch = new MutationObserver(apply);
  for (const watched of [document.documentElement, element]) watch.observe(watched, { attributeFilter });
  SYSTEM.addEventListener("change", apply);
  apply();
}

function coloursOf(element) {
  const style = getComputedStyle(element);
  const token = (name) => hex(style.getPropertyValue(`--${name}`).trim());
  const host = Object.fromEntries(Object.entries(DSFR).map(([name, from]) => [name, token(from)]));
  const forced = element.getAttribute("theme");
  const whole = !forced && Object.values(host).every(Boolean) && ["ink", "soft", "link"].every((text) => stands(host[text], host)) && readable(host["on-accent"], host.accent);
  const colours = whole ? { ...(bright(host) ? LIGHT : DARK), ...host } : { ...(isDark(forced) ? DARK : LIGHT) };
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
