"""One file a format: a module with TITLE, KIND, identify(sample) and read(sample)."""

VERSION = 1
"""Raised when the result of any reader changes: kept readings of an older version are read again."""
