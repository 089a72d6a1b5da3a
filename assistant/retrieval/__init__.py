"""Passages found for a question: French terms, meaning, letters, fused over one snapshot on disk."""
