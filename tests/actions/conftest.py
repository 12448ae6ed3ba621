"""A workspace on a temporary home, and declarations kept in it without any reader."""

import datetime
from typing import Any

import msgspec
import pytest

from cookietui import readers
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import (
    Channel,
    Contact,
    Declaration,
    EvidenceBook,
    OfferedRight,
    SiteName,
    Source,
    Technology,
)
from cookietui.core.knowledge import Knowledge
from cookietui.storage import journal, library
from cookietui.storage.places import find_places

TODAY = datetime.date(2026, 11, 22)
TEXT = """Tea House
We use cookies to count visits.
You may object to this at any time by e-mail to privacy@tea.example.
For a copy of your data write to Tea House, 1 Leaf Street, Dublin, Ireland; we check who you are.
"""


@pytest.fixture
def ws(tmp_path):
    return Workspace(find_places({"COOKIETUI_HOME": str(tmp_path / "home")}), TODAY, Knowledge())


def declaration(
    text: str = TEXT, site: str | None = "tea.example", name: str | None = "Tea House", **fields: Any
) -> Any:
    """A declaration whose facts are given as (fact, words it rests on)."""
    book = EvidenceBook(text)
    placed: dict[str, Any] = {}
    for field, facts in fields.items():
        if field in {"missing", "source"}:
            placed[field] = facts
            continue
        rows = []
        for fact, quote in facts:
            start = text.index(quote)
            rows.append(msgspec.structs.replace(fact, evidence=(book.span(start, start + len(quote)),)))
        placed[field] = tuple(rows)
    placed.setdefault("source", Source(reader="policy", path="tea.txt", language="en", revised="2026-01"))
    return Declaration(site=SiteName(site, name), evidence=book.rows, **placed)


def tea(**more: Any) -> Any:
    """A shop with a right by e-mail and one by post."""
    post = "Tea House\n1 Leaf Street\nDublin\nIreland"
    fields = {
        "contacts": [
            (Contact(kind="email", value="privacy@tea.example", roles=("privacy",)), "privacy@tea.example"),
            (Contact(kind="post", value=post, country="IE"), "Tea House, 1 Leaf Street, Dublin, Ireland"),
        ],
        "technologies": [(Technology(kind="cookies", purposes=("analytics",)), "We use cookies to count visits.")],
        "rights": [
            (
                OfferedRight(right="object", channels=(Channel("email", "privacy@tea.example"),)),
                "You may object to this at any time by e-mail to privacy@tea.example.",
            ),
            (
                OfferedRight(right="access", channels=(Channel("post", post),), conditions=("identity-check",)),
                "For a copy of your data write to Tea House, 1 Leaf Street, Dublin, Ireland; we check who you are.",
            ),
        ],
        "missing": ("delete", "retention"),
    }
    return declaration(**{**fields, **more})


@pytest.fixture
def keep(ws):
    """Keep a declaration in the library as if it had been read on a day."""

    def _keep(found=None, *, text=TEXT, day=TODAY, data=None):
        found = found or tea()
        site = found.site.domain
        with journal.change(ws.places, f"add {site}") as change:
            library.add(
                change,
                site,
                data=data if data is not None else text.encode(),
                text=text,
                declaration=found,
                version=readers.VERSION,
                day=day,
            )
        return found

    return _keep
