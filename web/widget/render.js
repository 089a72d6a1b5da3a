// Turns an answer into nodes. Text goes in as text, never as markup; only our own addresses become links.

/** Make an element: `at` are attributes, `children` nodes or strings. */
export function node(tag, at = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(at)) if (value !== null && value !== false) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Fill the {fields} of a label. */
export function fill(label, fields) {
  return label.replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
}

/** The nodes of an answer, in reading order. `again` asks a suggested question. */
export function answerNodes(answer, labels, base, again) {
  const nodes = [];
  if (answer.verdict) nodes.push(node("p", { class: `verdict ${answer.verdict}`, part: "verdict" }, labels.verdict[answer.verdict]));
  for (const line of answer.answer.split("\n")) if (line.trim()) nodes.push(node("p", {}, line));
  if (answer.citations.length) nodes.push(sources(answer.citations, labels, base));
  if (answer.parts.length > 1) nodes.push(parts(answer.parts, labels));
  if (answer.contact) nodes.push(contact(answer.contact, labels));
  if (answer.suggestions.length) nodes.push(suggestions(answer.suggestions, labels, again));
  return nodes;
}

function sources(citations, labels, base) {
  const list = node("ol", { class: "sources", part: "sources" });
  for (const citation of citations) {
    const fields = { title: citation.title, date: day(citation.date), page: citation.page, origin: labels.origin[citation.origin] };
    const link = node("a", { target: "_blank", rel: "noopener", href: own(citation.url, base) },
      fill(labels.source, fields), node("span", { class: "hidden" }, ` (${labels.window})`));
    list.append(node("li", {}, node("blockquote", {}, citation.quote), link));
  }
  return node("details", { open: "" }, node("summary", {}, labels.sources), list);
}

function parts(all, labels) {
  const items = all.map((part) => node("li", {}, `${part.question} : ${labels.status[part.status]}`));
  return node("div", {}, node("h4", {}, labels.parts), node("ul", {}, ...items));
}

function contact(person, labels) {
  const card = node("section", { class: "contact", part: "contact", "aria-label": labels.contact },
    node("h4", {}, labels.contact), node("p", {}, node("strong", {}, person.name), person.role ? `, ${person.role}` : ""));
  if (person.email) card.append(node("p", {}, person.email));
  if (person.mailto.startsWith("mailto:")) card.append(node("p", {}, node("a", { href: person.mailto }, fill(labels.write, person))));
  return card;
}

/** Buttons that ask a question each. */
export function suggestions(questions, labels, again) {
  const items = questions.map((question) => {
    const button = node("button", { type: "button", class: "plain" }, question);
    button.addEventListener("click", () => again(question));
    return node("li", {}, button);
  });
  return node("div", { class: "suggestions" }, node("h4", {}, labels.suggestions), node("ul", {}, ...items));
}

/** An address of this service; the service itself when the address is of anywhere else. */
function own(address, base) {
  const target = new URL(address, base);
  return target.origin === new URL(base).origin ? target.href : new URL(base).href;
}

function day(iso) {
  return new Date(`${iso}T12:00:00`).toLocaleDateString("fr-FR", { day: "numeric", month: "long", year: "numeric" });
}
