"""One file a format: a module with TITLE, KIND, identify(sample) and read(sample).

KIND is `file` for what reads a whole file, `page` for what finds its part in a page, and `either` for both: there
`certain` means that the file is of this format, and `fallback` that the page may hold a part of it.
"""

VERSION = 3
"""Raised when the result of any reader changes: kept readings of an older version are read again."""
