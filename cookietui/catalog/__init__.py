"""Who is behind a host, a cookie or a name, from data files that ship with the program."""
