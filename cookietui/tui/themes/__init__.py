"""A theme is one TOML file in this folder; Textual's own themes stay available beside them."""

import tomllib
from importlib.resources import files

from textual.theme import Theme

DEFAULT = "biscuit-dark"


def own_themes() -> tuple[Theme, ...]:
    """The themes of this folder, by file name."""
    found = (file for file in files(__package__).iterdir() if file.name.endswith(".toml"))
    return tuple(
        Theme(**tomllib.loads(file.read_text("utf-8"))) for file in sorted(found, key=lambda entry: entry.name)
    )
