"""Consent strings, decoded and encoded by tables: pure functions between text and plain fields."""
