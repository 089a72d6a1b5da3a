// What can be done with an answer.

export const afterSheet = new CSSStyleSheet();

/** The nodes to append under a complete answer. */
export function afterNodes() {
  return [];
}
