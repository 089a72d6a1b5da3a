"""From what was typed to what is asked."""
