// Text goes in as text, never as markup; only our own addresses become links.

/** Make an element: `at` are its attributes; its classes are its parts, for the page's ::part(). */
export function node(tag, at = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries({ part: at.class, ...at })) if (value != null) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Make a button. */
export function button(words, does, at = {}) {
  const made = node("button", { type: "button", ...at }, ...[words].flat());
  made.addEventListener("click", does);
  return made;
}

/** Fill the {fields} of a label. */
export function fill(label, fields) {
  return label.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = fields[name] ?? whole;
    return typeof value === "number" ? value.toLocaleString("fr-FR") : value;
  });
}

/** An address of this service; the service itself for one that leads elsewhere. */
export function own(address, base) {
  const target = new URL(address, base);
  return target.origin === new URL(base).origin ? target.href : base;
}

export function day(iso) {
  return new Date(`${iso}T12:00:00`).toLocaleDateString("fr-FR", { day: "numeric", month: "long", year: "numeric" });
}
