"""What is kept: exchanges, hand-offs, FAQ entries, accounts, and for how long."""
