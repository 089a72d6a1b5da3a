"""Where a text says how to reach or identify a person: one module a kind, all reading the folded text."""
