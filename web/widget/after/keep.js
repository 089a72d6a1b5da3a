// Whether the question may be kept.

/** A control to place under the question box, what it says now, and how to begin afresh. */
export function optOut() {
  return { node: "", keeps: () => true, fresh() {} };
}
