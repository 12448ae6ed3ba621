"""A reading under way: each part of the policy reader adds its facts to it, in the order of PARTS in __init__."""

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any

from cookietui.core import phrases
from cookietui.core.declaration import (
    Contact,
    Declaration,
    EvidenceBook,
    OfferedRight,
    Practice,
    Problem,
    SiteName,
    Source,
    Technology,
    Vendor,
)
from cookietui.core.words import MissingItem
from cookietui.sources.page import Page, Sentence
from cookietui.sources.sample import Sample

if TYPE_CHECKING:
    from cookietui.readers.policy.addresses import Mail
    from cookietui.readers.policy.structure import Structure
    from cookietui.readers.policy.whose import Surroundings


@functools.cache
def rules(language: str, name: str) -> dict[str, Any]:
    """The rule file data/rules/<language>/<name>.toml, or an empty dict where that language has none."""
    file = resources.files("cookietui") / "data" / "rules" / language / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


class Line:
    """A sentence with what the rules need: its words, its block and the heading above."""

    __slots__ = ("heading", "prepared", "sentence", "title")

    def __init__(self, sentence: Sentence, prepared: phrases.Prepared, title: phrases.Prepared) -> None:
        self.sentence = sentence
        self.prepared = prepared
        self.title = title
        self.heading = title.text


class Reading:
    """What the parts share: the page, its sentences, the language, the evidence and the facts found so far."""

    def __init__(self, page: Page, sample: Sample) -> None:
        self.page = page
        self.sample = sample
        self.book = EvidenceBook(page.text)
        self.language = "en"
        self.site = SiteName()
        self.revised: str | None = None
        self.contacts: list[Contact] = []
        self.technologies: list[Technology] = []
        self.vendors: list[Vendor] = []
        self.practices: list[Practice] = []
        self.rights: list[OfferedRight] = []
        self.missing: list[MissingItem] = []
        self.problems: list[Problem] = list(page.problems)

    @functools.cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence but those of archive notes, in order."""
        notes = {i for i, b in enumerate(self.page.blocks) if b.kind == "note"}
        sentences = [s for s in self.page.sentences if s.block not in notes]
        headings = [self.page.heading_of(s.block) for s in sentences]
        names = list(dict.fromkeys(headings))
        # Together, so that every set of phrases is looked for once.
        prepared = phrases.prepare_all([*(self.page.text[s.start : s.end] for s in sentences), *names])
        titles = dict(zip(names, prepared[len(sentences) :], strict=True))
        rows = zip(sentences, prepared, (titles[heading] for heading in headings), strict=False)
        return tuple(Line(*row) for row in rows)

    @functools.cached_property
    def mails(self) -> "tuple[Mail, ...]":
        """Every e-mail address of the page, whosever it is, in order."""
        from cookietui.readers.policy import emails  # noqa: PLC0415 - it reads rules through this module

        return emails.find(self.page)

    @functools.cached_property
    def surroundings(self) -> "Surroundings":
        """What the words around a place say of a contact that stands there."""
        from cookietui.readers.policy.whose import Surroundings  # noqa: PLC0415 - same

        return Surroundings(self.page)

    @functools.cached_property
    def structure(self) -> "Structure":
        """Which line introduces which, and the headings above each."""
        from cookietui.readers.policy.structure import Structure  # noqa: PLC0415 - structure knows the reading

        return Structure(self)

    def evidence(self, line: Line, start: int | None = None, end: int | None = None) -> tuple[int, ...]:
        """Evidence for a whole sentence, or for characters `start` to `end` within it."""
        base = line.sentence.start
        last = line.sentence.end if end is None else base + end
        return (self.book.span(base + (start or 0), last),)

    def declaration(self, reader: str) -> Declaration:
        """The finished declaration."""
        note = self.page.note
        return Declaration(
            site=self.site,
            source=Source(
                reader=reader,
                path=self.sample.path,
                sha256=self.sample.sha256,
                language=self.language,
                revised=self.revised,
                archived=note.archived if note else None,
            ),
            contacts=tuple(self.contacts),
            technologies=tuple(self.technologies),
            practices=tuple(self.practices),
            rights=tuple(self.rights),
            vendors=tuple(self.vendors),
            evidence=self.book.rows,
            missing=tuple(self.missing),
            problems=tuple(self.problems),
        )
