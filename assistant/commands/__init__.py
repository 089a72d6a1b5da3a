"""One module a subcommand of ``assistant``."""
