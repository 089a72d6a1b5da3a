"""From evidence to an answer that can be checked, or a hand-off."""
