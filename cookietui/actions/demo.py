"""The demo runs on a throw-away home with policies of made-up sites; when it closes, everything is gone."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from cookietui.actions.workspace import Workspace


class DemoSite(msgspec.Struct, frozen=True, kw_only=True):
    """One made-up site."""

    schema: str = "cookietui.demo/1"
    domain: str
    title: str
    """What to look for in it."""
    file: str


def demo_sites() -> tuple[DemoSite, ...]:
    """The made-up sites, in the order in which a newcomer should meet them."""
    raise NotImplementedError


@contextmanager
def demo_workspace(today: datetime.date) -> Iterator[Workspace]:
    """A workspace in a temporary folder with the demo sites read; the folder is removed at the end."""
    raise NotImplementedError
    yield
