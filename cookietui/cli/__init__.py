"""The command line: one file a subcommand in commands/, and one writer, report.py."""
