"""One file a format: a module with TITLE, KIND, identify(sample) and read(sample).

KIND is `file` for what reads a whole file, `page` for what finds its part in a page, and `either` for both: there
`certain` means that the file is of this format, and `fallback` that the page may hold a part of it.

A reader with ITEMS (paths, see sources/torn_json.py) reads JSON that breaks off too: records of what is there, each
item of which is true by itself. A declaration or list is refused then: what comes after the cut would count as not
declared, or as not listed. So are consent strings, because much else begins with texts that could be one.
"""

VERSION = 5
"""Raised when the result of any reader changes: kept readings of an older version are read again."""
