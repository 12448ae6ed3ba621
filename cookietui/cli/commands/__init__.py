"""One file a subcommand, each with its `command`; the file name is the command's name, `_` standing for `-`."""
