"""The catalogue's answers are handed to readers as plain functions, so that readers and catalogue stay apart."""

from cookietui.core.knowledge import Knowledge


def load_knowledge() -> Knowledge:
    """Who owns which host and who is named, from the shipped catalogue."""
    from cookietui.catalog.owners import knowledge  # noqa: PLC0415 - its data is read at the first question

    return knowledge()
