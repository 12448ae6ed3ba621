"""The demo runs on a throw-away home with policies of made-up sites; when it closes, everything is gone."""

import datetime
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from cookietui.actions.add import keep
from cookietui.actions.read import read_sample
from cookietui.actions.workspace import Workspace
from cookietui.sources.private_folders import prefix
from cookietui.sources.sample import Sample
from cookietui.storage.places import find_places


class DemoSite(msgspec.Struct, frozen=True, kw_only=True):
    """One made-up site."""

    schema: str = "cookietui.demo/1"
    domain: str
    title: str
    """What to look for in it."""
    file: str


def demo_sites() -> tuple[DemoSite, ...]:
    """The made-up sites, in the order in which a newcomer should meet them."""
    listed = tomllib.loads((_folder() / "sites.toml").read_text(encoding="utf-8"))["site"]
    return tuple(msgspec.convert(row, DemoSite) for row in listed)


def demo_source(site: DemoSite) -> bytes:
    """The bytes of its policy."""
    return (_folder() / site.file).read_bytes()


@contextmanager
def demo_workspace(today: datetime.date) -> Iterator[Workspace]:
    """A workspace in a temporary folder with the demo sites read; the folder is removed at the end."""
    with tempfile.TemporaryDirectory(prefix=prefix("demo"), ignore_cleanup_errors=True) as home:
        ws = Workspace(find_places({"COOKIETUI_HOME": home}), today, demo=True)
        for site in demo_sites():
            sample = Sample(site.file, demo_source(site), site=site.domain, knowledge=ws.knowledge)
            keep(ws, read_sample(sample))
        yield ws


def _folder() -> Traversable:
    return resources.files("cookietui") / "data" / "demo"
