"""The normalised text is shown on its own so that evidence can be counted by anybody."""

from cookietui.actions.workspace import Workspace


def text_of(ws: Workspace, source: str) -> str:
    """The normalised text of a file or `-`; raises MissingInput, BadInput, or UsageError for a URL."""
    raise NotImplementedError
