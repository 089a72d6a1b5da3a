// The text of an answer in whole paragraphs. `assistant/answering/blocks.py` does the same for the stream.

const BLANK = /^[ \t\r\n]+/;

/** The paragraphs of an answer, in reading order, none left out: {number, kind, text, citations, status}. */
export function blocksOf(answer) {
  const statements = [...answer.statements];
  const parts = [...answer.parts];
  const found = [];
  for (let rest = answer.answer.replace(BLANK, ""); rest; ) {
    const block = next(rest, statements, parts);
    found.push({ number: found.length, ...block });
    rest = rest.slice(block.text.length).replace(BLANK, "");
  }
  return found;
}

function next(rest, statements, parts) {
  if (statements.length && begins(rest, statements[0].text)) return { kind: "statement", ...statements.shift() };
  const text = rest.split("\n", 1)[0];
  if (parts.length && text.replace(/^«\s|\s»$/g, "") === parts[0].question) {
    return { kind: "part", text, citations: [], status: parts.shift().status };
  }
  return { kind: "paragraph", text, citations: [] };
}

function begins(rest, whole) {
  return rest.startsWith(whole) && ["", "\n"].includes(rest.charAt(whole.length));
}
