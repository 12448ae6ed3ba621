"""JustDeleteMe says how hard it is to delete an account and where; its notes are left out."""

from typing import get_args

import msgspec

from cookietui.catalog.formats._json_rows import first_keys, objects, text_in, texts_in
from cookietui.catalog.formats.datenanfragen import email_in
from cookietui.catalog.joining import Joiner
from cookietui.core.catalogue import Batch, OrganisationRow, Source, web_address
from cookietui.core.knowledge import Difficulty
from cookietui.core.site import host, registrable
from cookietui.sources.sample import Sample

TITLE = "JustDeleteMe (sites.json)"
SOURCE = Source(key="just-delete-me", title="JustDeleteMe", licence="MIT", url="https://github.com/jdm-contrib/jdm")
_LEVELS = get_args(Difficulty)


def identify(sample: Sample) -> str:
    """Certain by the keys that every site has."""
    return "certain" if {"name", "url", "difficulty", "domains"} <= first_keys(sample) else "no"


def read(sample: Sample, joiner: Joiner) -> Batch:
    """Organisations; raises BadInput."""
    rows = []
    for each in objects(sample):
        hosts = (host(name) for name in texts_in(each, "domains", 253))
        domains = tuple(dict.fromkeys(name.removeprefix("www.") for name in hosts if name and registrable(name)))
        main = joiner.whole(domains)
        level = text_in(each, "difficulty")
        if main is None or not text_in(each, "name"):
            continue
        rows.append(
            OrganisationRow(
                id=main,
                name=text_in(each, "name", 160),
                domains=domains,
                deletion_email=email_in(each, "email"),
                deletion_link=web_address(text_in(each, "url", 1000)),
                difficulty=msgspec.convert(level, Difficulty) if level in _LEVELS else None,
            )
        )
    return Batch(source=SOURCE, organisations=tuple(rows))
