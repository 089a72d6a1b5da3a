// The nature of an answer, said by its badge: what it was drawn from, or that a model worded it.

/** The key of `labels.nature` for an answer, null when it quotes nothing. `assistant/service/nature.py` says the same. */
export function natureOf(answer) {
  if (answer.ai_generated) return "model";
  const origins = new Set(answer.citations.map((citation) => citation.origin));
  if (!origins.size) return null;
  if (origins.has("faq")) return "faq";
  return origins.size > 1 ? "mixed" : [...origins][0];
}
