// The pages that say what this assistant is.

/** The links to the pages that this service has. */
export function footNodes() {
  return [];
}
