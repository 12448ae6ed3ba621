"""The catalogue's answers are handed to readers as plain functions, so that readers and catalogue stay apart."""

from cookietui.core.knowledge import Knowledge


def load_knowledge() -> Knowledge:
    """Who owns which host, who is named in a text, who sets a cookie; read when it is first asked for."""
    from cookietui.catalog.book import Catalogue  # noqa: PLC0415 - its data is read at the first question

    return Catalogue().knowledge()
