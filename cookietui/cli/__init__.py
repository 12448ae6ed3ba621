"""The command line: one file a subcommand; data to stdout, talk to stderr."""
