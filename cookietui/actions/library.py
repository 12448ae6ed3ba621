"""What is kept opens as the newest reader sees it: older readings are read again from their own bytes."""

from collections.abc import Sequence

import msgspec

from cookietui import readers
from cookietui.actions.read import read_sample
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import FACT_FIELDS, Declaration
from cookietui.core.errors import MissingInput, UsageError
from cookietui.core.marking import Mark, marked
from cookietui.core.site import host
from cookietui.sources.sample import Sample
from cookietui.storage import library, site_pages


def host_of(site: str) -> str:
    """The A-label host that a person named as a host or URL, without `www.`; raises UsageError where it is none."""
    found = host(site)
    if found is None:
        raise UsageError(f"no site is called {site!r}; give a host such as shop.example")
    return without_www(found)


def without_www(found: str) -> str:
    """A site and its `www.` host are one for a person; what speaks for the site speaks for that host too."""
    bare = found.removeprefix("www.")
    return bare if "." in bare else found


def find_kept(ws: Workspace, site: str) -> str:
    """The kept site a host belongs to, the longest match; raises MissingInput with what to do."""
    named = host_of(site)
    found = library.find_site(ws.places, named)
    if found is None:
        raise MissingInput(f"nothing was read about {named} yet; add its policy: cookietui add FILE --site {named}")
    return found


def open_reading(ws: Workspace, reading: library.Reading) -> library.Kept:
    """One reading as the newest reader sees it; raises MissingInput, BadInput."""
    return library.opened(ws.places, reading, version=readers.VERSION, reread=_rereader(ws))


def open_site(ws: Workspace, site: str, fresh: library.Kept | None = None) -> library.Kept:
    """What a kept site says on all its pages, `fresh` being the newest of one; raises MissingInput, BadInput."""
    return site_pages.load(ws.places, site, version=readers.VERSION, reread=_rereader(ws), fresh=fresh)


def _rereader(ws: Workspace) -> library.Reread:
    """Reads the bytes of a reading again."""

    def reread(kept: library.Reading, data: bytes) -> tuple[str, Declaration]:
        outcome = read_sample(Sample(kept.path, data, site=kept.site, knowledge=ws.knowledge))
        assert outcome.declaration is not None
        return outcome.text, outcome.declaration

    return reread


def trusted(declaration: Declaration, marks: Sequence[Mark]) -> Declaration:
    """The declaration without the facts that the person marked wrong."""
    if not marks:
        return declaration
    wrong = marked(declaration, tuple(marks))
    left = {
        field: tuple(fact for index, fact in enumerate(getattr(declaration, field)) if (field, index) not in wrong)
        for field in FACT_FIELDS
    }
    return msgspec.structs.replace(declaration, **left)
