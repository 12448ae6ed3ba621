"""The normalised text is shown on its own so that evidence can be counted by anybody."""

from pathlib import Path

from cookietui.actions.read import refuse_url
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import BadInput
from cookietui.sources.sample import open_sample


def text_of(ws: Workspace, source: str) -> str:
    """The normalised text of a file or `-`; raises MissingInput, BadInput, or UsageError for a URL."""
    refuse_url(source, "text")
    if source != "-" and Path(source).is_dir():
        raise BadInput("is a folder; name one file", input=source)
    return open_sample(source, knowledge=ws.knowledge).page.text
