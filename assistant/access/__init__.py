"""Who may enter the console: accounts, passwords, sessions, roles."""
