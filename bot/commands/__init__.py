"""The command line: one module a command; the database is opened as one more client."""
