"""A reply is read in three steps: its own words, the signs in them, and one proposal with the words as evidence."""

import datetime

import msgspec

from cookietui.core.declaration import Evidence, EvidenceBook
from cookietui.core.reply import QUOTE_LIMIT, Proposal
from cookietui.core.words import Right
from cookietui.readers._replies import judging, quotation, signs
from cookietui.readers._replies.ours import without_ours
from cookietui.readers._replies.rulebook import library
from cookietui.readers._replies.signs import Found
from cookietui.readers._replies.until import Clockwork, until
from cookietui.readers.policy.language import detect
from cookietui.sources.message import Message
from cookietui.sources.normalise import normalise
from cookietui.sources.page import Page

_SENTENCES = 2_000
"""Sentences of a reply that are judged."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The request that a reply answers, as far as it matters for reading it."""

    rights: tuple[Right, ...] = ()
    body: str = ""
    """Our letter: its sentences are not the reply's."""
    due: datetime.date | None = None
    received: datetime.date | None = None


class ReplyReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a reply says in its own words."""

    text: str
    """The normalised text that evidence counts in: without quotes, heads of mails and signatures."""
    language: str | None
    proposal: Proposal


def read_reply(message: Message, asked: Asked, day: datetime.date) -> ReplyReading:
    """Read a reply of that day to a request."""
    own = quotation.own_lines(message.lines, library().marks)
    page = normalise("\n".join(without_ours(own, asked.body)), kind="text")
    spoken = page.sentences[:_SENTENCES]
    listed = {number for number, s in enumerate(spoken) if page.blocks[s.block].kind == "item"}
    found = signs.find([page.text[s.start : s.end] for s in spoken], asked.rights, listed)
    heads = [each for each in signs.find([message.subject], ()) if each.rule.sign in {"bounced", "automatic"}]
    heard = judging.Heard(
        automatic=message.automatic or _head(message, heads, "automatic"),
        failed=message.failed,
        delayed=message.delayed,
        notice=message.notice,
        daemon=message.daemon or any(each.rule.sign == "bounced" for each in heads),
    )
    verdict = judging.judge(found, heard)
    language = detect(page.text, None).main if page.text else None
    return ReplyReading(text=page.text, language=language, proposal=_proposal(page, verdict, asked, day))


def _head(message: Message, heads: list[Found], sign: str) -> Evidence | None:
    """The subject as evidence, where it says so."""
    said = any(each.rule.sign == sign for each in heads)
    return Evidence(pointer="header:subject", quote=message.subject) if said else None


def _proposal(page: Page, verdict: judging.Verdict, asked: Asked, day: datetime.date) -> Proposal:
    book = EvidenceBook(page.text)
    for sign in _one_each(verdict.signs):
        book.span(*_quoted(page, sign))
    notes = list(verdict.notes)
    named = None
    if verdict.kind == "extended":
        named = _until(page, verdict.signs, Clockwork(said=day, due=asked.due, received=asked.received))
        if named is None:
            notes.append("they name no day; the longest extension that the law allows is counted")
    return Proposal(
        kind=verdict.kind,
        reason=verdict.reason,
        evasion=verdict.evasion,
        until=named,
        sure=verdict.sure,
        evidence=(*verdict.pointers, *book.rows),
        notes=tuple(notes),
    )


def _one_each(found: tuple[Found, ...]) -> list[Found]:
    """The first few signs, one a sentence, in order of the text."""
    first: dict[int, Found] = {}
    for sign in found:
        first.setdefault(sign.sentence, sign)
    return [first[key] for key in sorted(first)[:4]]


def _quoted(page: Page, sign: Found) -> tuple[int, int]:
    """The sentence, or the words around the cue where it is long."""
    sentence = page.sentences[sign.sentence]
    start, end = sentence.start, sentence.end
    if end - start > QUOTE_LIMIT:
        middle = start + (sign.start + sign.end) // 2
        start, end = max(start, middle - QUOTE_LIMIT // 2), min(end, middle + QUOTE_LIMIT // 2)
    return start, end


def _until(page: Page, found: tuple[Found, ...], clock: Clockwork) -> datetime.date | None:
    """The day in the sentences that speak of it, else in those next to them."""
    numbers = sorted({sign.sentence for sign in found})
    beside = [n for number in numbers for n in (number + 1, number - 1) if 0 <= n < len(page.sentences)]
    spoken = [page.text[s.start : s.end] for s in page.sentences]
    return until([spoken[n] for n in numbers], [spoken[n] for n in beside if n not in numbers], clock)
