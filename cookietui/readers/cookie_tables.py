"""Cookies that a page lists: in tables of any language, in definition lists, in entries and by name in its prose."""

import itertools
import re
from collections.abc import Iterator, Sequence

from cookietui.core.declaration import Cookie, Declaration, EvidenceBook, Source
from cookietui.core.duration import Duration, find_durations, read_duration
from cookietui.core.knowledge import Owner
from cookietui.core.names import declared
from cookietui.core.site import host
from cookietui.core.text import one_line
from cookietui.core.told_duration import told_duration
from cookietui.core.words import CookieCategory, Storage
from cookietui.readers._blocks import manager_of
from cookietui.readers._cookie_context import context_of
from cookietui.readers._cookie_grid import Record, records, text_of
from cookietui.readers._cookie_labels import labelled
from cookietui.readers._cookie_names import as_term, at_entries, at_entry, clauses, is_certain, is_strong
from cookietui.readers._cookie_titles import titled
from cookietui.readers._cookie_words import (
    Column,
    about_cookies,
    called,
    category_by_purpose,
    category_of,
    party_of,
    storage_of,
)
from cookietui.readers._sheet import filled, unknown_lifetimes
from cookietui.sources.page import Block, Cell, Page, Sentence
from cookietui.sources.sample import Sample

TITLE = "Cookies listed on the page"
KIND = "page"
_PURPOSE = 400
"""Characters of a purpose that are kept."""
_MOST = 20_000
"""Cookies of one page."""
_SEPARATOR = re.compile(r"\s*[,;/|]\s*|\s+(?:and|und|et|y|e|en|i)\s+")
_SESSION = re.compile(r"SESS|[a-z]Session")
_HOST = re.compile(r"(?<![\w@.-])\.?((?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,24})(?![\w-])", re.IGNORECASE)


def identify(sample: Sample) -> str:
    """`fallback` for any text; what names no cookie gives nothing."""
    return "no" if b"\0" in sample.head and not sample.head.startswith((b"\xff\xfe", b"\xfe\xff")) else "fallback"


def read(sample: Sample) -> Declaration:
    """The cookies that the page names, each once, in order of appearance."""
    page = sample.page
    book = EvidenceBook(page.text)
    kept = _Kept()
    if about_cookies(page.text):
        for cookie in _Finder(sample, book).all():
            kept.keep(cookie)
            if len(kept.rows) >= _MOST:
                break
    source = Source(reader="cookie-tables", path=sample.path, sha256=sample.sha256)
    cookies = tuple(kept.rows.values())
    unknown = unknown_lifetimes(cookies)
    problems = (unknown,) if unknown else ()
    return Declaration(source=source, cookies=cookies, evidence=book.rows, problems=problems)


class _Kept:
    """The cookies found so far, each once: by name, and by domain where two have the same name."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str | None], Cookie] = {}
        self._first: dict[str, tuple[str, str | None]] = {}

    def keep(self, cookie: Cookie) -> None:
        """Add a cookie, or fill what an earlier mention of the same one left open."""
        key = (cookie.name, cookie.domain)
        if key not in self.rows and cookie.domain is None:
            key = self._first.get(cookie.name, key)
        earlier = self.rows.get(key)
        self.rows[key] = filled(earlier, cookie) if earlier else cookie
        self._first.setdefault(cookie.name, key)


class _Finder:
    """Goes through the tables, lists and sentences of one page."""

    def __init__(self, sample: Sample, book: EvidenceBook) -> None:
        self._sample = sample
        self._page: Page = sample.page
        self._book = book
        self._language = self._page.language

    def all(self) -> Iterator[Cookie]:
        """Every cookie, tables first."""
        for table in self._page.tables:
            if manager_of(self._page, table):
                continue  # its own reader knows what the columns mean
            for record in records(self._page, table):
                yield from self._of_record(record)
        for record in itertools.chain(labelled(self._page), titled(self._page, self._is_product)):
            yield from self._of_record(record)
        yield from self._of_definitions()
        yield from self._of_items()
        yield from self._of_prose()

    def _of_record(self, record: Record) -> Iterator[Cookie]:
        evidence = (self._book.span(record.start, record.end),)
        lifetimes = self._lifetimes(record)
        provider = self._words(record, "provider")
        purpose = self._words(record, "purpose")
        kinds = [text_of(self._page, c) for k in ("party", "kind", "category") for c in record.cells.get(k, ())]
        owner = self._owner(record, provider)
        party = next((p for text in kinds if (p := party_of(text))), record.party)
        storage: Storage = next((s for text in kinds if (s := storage_of(text))), "cookie")
        for (start, end), lifetime in zip(record.names, lifetimes, strict=True):
            name, match = declared(self._page.text[start:end])
            yield Cookie(
                name=name,
                match=match,
                domain=_domain(provider),
                category=self._category(record, kinds, provider, purpose, owner),
                organisation=owner.organisation if owner else None,
                lifetime_seconds=lifetime.seconds if lifetime else None,
                session=lifetime.session if lifetime else False,
                lifetime_text=lifetime.text or None if lifetime else None,
                party=party or "unknown",
                storage=storage,
                purpose=one_line(purpose, _PURPOSE) or None,
                evidence=evidence,
            )

    def _words(self, record: Record, column: Column) -> str:
        cells = {(c.start, c.end): c for c in record.cells.get(column, ())}
        return " ".join(text_of(self._page, cell) for cell in cells.values()).strip()

    def _lifetimes(self, record: Record) -> list[Duration | None]:
        """One lifetime a name where the cell gives as many as there are names, else the same for all."""
        text, count = self._words(record, "lifetime"), len(record.names)
        if not text and "lifetime" not in record.cells:
            told = told_duration(self._words(record, "purpose"), self._language)
            return [told or told_duration(self._page.text[record.names[-1][1] : record.end], self._language)] * count
        if count > 1:
            parts = [part for part in _SEPARATOR.split(text) if part.strip()]
            if len(parts) != count:
                parts = [text[start:end] for start, end, _ in find_durations(text, self._language)]
            if len(parts) == count:
                return [self._duration(part, record.unit) for part in parts]
        return [self._duration(text, record.unit)] * count

    def _duration(self, text: str, unit: str | None = None) -> Duration | None:
        return read_duration(text, self._language, unit) if text.strip() else None

    def _category(
        self, record: Record, kinds: Sequence[str], provider: str, purpose: str, owner: Owner | None
    ) -> CookieCategory:
        """What the row says, then the heading above, then the provider's trade, then words of the purpose."""
        said = next((c for text in kinds if (c := category_of(text)) and party_of(text) is None), None)
        if said or record.category:
            return said or record.category or "unclassified"
        trade = category_by_purpose(provider)
        if trade in {"analytics", "marketing"}:
            return trade
        return category_by_purpose(purpose) or (owner.category if owner else "unclassified")

    def _owner(self, record: Record, provider: str) -> Owner | None:
        domain = _domain(provider)
        found = self._sample.knowledge.owner(domain) if domain else None
        for column in ("provider", "purpose"):
            for cell in record.cells.get(column, ()) if found is None else ():
                found = found or self._named(cell)
        return found

    def _named(self, cell: Cell) -> Owner | None:
        return next((place.owner for place in self._sample.named if cell.start <= place.start < cell.end), None)

    def _is_product(self, start: int, end: int) -> bool:
        """Whether the name of a company or product stands there."""
        return any(place.start < end and start < place.end for place in self._sample.named)

    def _of_definitions(self) -> Iterator[Cookie]:
        """Terms of a definition list under words about cookies; beside a machine's name a plain word is one too."""
        page = self._page
        strong = False
        for block, after in itertools.pairwise(page.blocks):
            if block.kind != "term":
                strong = strong and block.kind == "definition"
            if block.kind != "term" or after.kind != "definition":
                continue
            text = page.text[block.start : block.end]
            found = at_entry(text, loose=False) or (as_term(text) if strong or self._next_term(after) else None)
            if found is None:
                continue
            strong = strong or is_strong(text[found[0] : found[1]])
            context = context_of(page, block.heading, 0)
            words = page.text[after.start : after.end]
            if context.cookies or about_cookies(words) or ((strong or self._next_term(after)) and self._lasts(words)):
                span = (block.start + found[0], block.start + found[1])
                yield self._plain(span, words, (block.start, after.end), context.category)

    def _lasts(self, words: str) -> bool:
        """Whether a definition says how long something lasts."""
        known = self._duration(words)
        return known is not None and not known.unknown

    def _next_term(self, definition: Block) -> bool:
        """Whether the term behind a definition is a machine's name."""
        line = self._page.text[definition.end + 1 : definition.end + 1 + _PURPOSE].partition("\n")[0]
        return at_entry(line, loose=False) is not None

    def _of_items(self) -> Iterator[Cookie]:
        """Entries of a list that begin with a name, when what introduces the list is about cookies.

        A list may have become lines ("JSESSIONID - used to ..."): there a name counts that can be nothing else.
        """
        page = self._page
        intro, strong, begin = "", False, 0
        for index, block in enumerate(page.blocks):
            text = page.text[block.start : block.end]
            if not text.strip("-–•* "):
                continue  # left of a list whose entries became lines
            found = next(iter(names := at_entries(text, loose=block.kind == "item")), None)
            if block.kind != "item" and not (block.kind == "paragraph" and found and is_certain(text[slice(*found)])):
                intro, strong, begin = text[-_PURPOSE:], False, block.end + 1
                continue
            if found is None or not (about_cookies(intro) or context_of(page, block.heading, block.start).cookies):
                continue
            machine = is_strong(text[found[0] : found[1]])
            if machine or (about_cookies(intro) and (strong or self._next_strong(index))):
                strong = True
                context = context_of(page, block.heading, begin)
                rest, whole = text[names[-1][1] :], (block.start, block.end)
                for start, end in names:
                    yield self._plain((block.start + start, block.start + end), rest, whole, context.category)

    def _next_strong(self, index: int) -> bool:
        """Whether a neighbour in the same list begins with a machine's name."""
        page = self._page
        near = [i for i in (index - 1, index + 1) if 0 <= i < len(page.blocks) and page.blocks[i].kind == "item"]
        texts = (page.text[page.blocks[i].start : page.blocks[i].end] for i in near)
        return any(at_entry(text, loose=False) for text in texts)

    def _of_prose(self) -> Iterator[Cookie]:
        """Names in sentences that call them cookies."""
        page = self._page
        if "_" not in page.text and not _SESSION.search(page.text):
            return
        for sentence in page.sentences:
            kind = page.blocks[sentence.block].kind
            text = page.text[sentence.start : sentence.end]
            if (kind in {"paragraph", "item", "definition"} and "_" in text) or _SESSION.search(text):
                under = about_cookies(page.heading_of(sentence.block))
                yield from self._of_sentence(sentence, text, under=under)

    def _of_sentence(self, sentence: Sentence, text: str, *, under: bool) -> Iterator[Cookie]:
        """`under` a heading about cookies every machine's name counts; behind ";" may stand a further one."""
        for start, end, names in clauses(text, called(text), under=under):
            words = text[start:end]
            spots = [(first - start, last - start) for first, last in names]
            for (first, last), lasting in zip(names, self._each(words, spots), strict=True):
                span = (sentence.start + first, sentence.start + last)
                yield self._plain(span, words, (sentence.start, sentence.end), None, lasting)

    def _each(self, text: str, names: Sequence[tuple[int, int]]) -> list[str]:
        """The words that tell how long each of the names of a sentence lasts: its own period, in their order.

        Where there are more or fewer periods than names, nothing tells which is whose.
        """
        if len(names) < 2:  # noqa: PLR2004 - one name has all the words
            return [text] * len(names)
        clause = text[max(end for _, end in names) :].partition(";")[0]
        found = [clause[start:end] for start, end, _ in find_durations(clause, self._language)]
        periods = found if len(found) == len(names) else [part for each in found for part in _SEPARATOR.split(each)]
        several = len([*find_durations(text, self._language)]) > 1
        return periods if len(periods) == len(names) else ["" if several else text] * len(names)

    def _plain(
        self,
        name: tuple[int, int],
        words: str,
        span: tuple[int, int],
        category: CookieCategory | None,
        lasting: str | None = None,
    ) -> Cookie:
        found, match = declared(self._page.text[name[0] : name[1]])
        lasting = words if lasting is None else lasting
        known = told_duration(lasting, self._language) if lasting.strip() else None
        return Cookie(
            name=found,
            match=match,
            category=category or category_by_purpose(words) or "unclassified",
            lifetime_seconds=known.seconds if known else None,
            session=known.session if known else False,
            lifetime_text=known.text if known and known.seconds else None,
            evidence=(self._book.span(*span),),
        )


def _domain(provider: str) -> str | None:
    match = _HOST.search(provider)
    return host(match.group(1)) if match else None
