"""Reads a privacy or cookie policy: every claim rests on words of the text, and what is not said is not claimed."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

from cookietui.core import declaration
from cookietui.core.declaration import Declaration, Retention
from cookietui.core.errors import BadInput
from cookietui.core.text import clean
from cookietui.core.words import ChoiceType, Data, PracticeCategory, Purpose, Recipient, Stance
from cookietui.plugins import load
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample

if TYPE_CHECKING:
    from cookietui.readers.policy.quoting import Quoting

TITLE = "Privacy or cookie policy"
KIND = "page"
"""`page`: one of several readers that contribute to one declaration of a web page; `file`: reads a whole file."""
LEADS = True
"""Of several page readers this one gives the source its name; what others find is added to it."""
PARTS = ("identity", "contacts", "technologies", "vendors", "conduct", "contradictions", "rights", "gaps")
"""Modules of this folder with `add(reading)`, in the order in which each may use what came before."""


class Practice(msgspec.Struct, frozen=True, kw_only=True):
    """A practice with its quotes in place of evidence indices; the documented result of `practices`."""

    category: PracticeCategory
    stance: Stance
    data: tuple[Data, ...]
    purposes: tuple[Purpose, ...]
    choices: tuple[ChoiceType, ...]
    recipients: tuple[Recipient, ...]
    retention: Retention | None
    quotes: tuple[str, ...]
    """Verbatim strings of the given text."""


class Part(Protocol):
    """One part of the policy reader."""

    def add(self, reading: Reading) -> None:
        """Add this part's facts to the reading."""


def identify(sample: Sample) -> str:
    """`fallback` for any text: what is no policy is read too, with a problem that says so."""
    if b"\0" in sample.head:
        try:
            _ = sample.text  # UTF-16 has NULs, with and without a mark
        except BadInput:
            return "no"
    return "fallback"


def read(sample: Sample) -> Declaration:
    """The declaration of a policy; raises BadInput for what is no text."""
    reading = Reading(sample.page, sample)
    for name in PARTS:
        part: Part = load(sys.modules[__name__], name)
        part.add(reading)
    return reading.declaration("policy")


def practices(html_or_text: str) -> Sequence[Practice]:
    """The practices in a piece of HTML, Markdown or plain text, each with verbatim quotes of the given text.

    A piece of up to some hundred words is judged as one passage; quotes of marked-up text are the runs of words
    between tags. The language is that of the words; nothing is found in a language without practices files.
    Raises BadInput for what begins like a file that is no text.
    """
    text = clean(html_or_text)
    if not text.strip():
        return []
    sample = Sample("-", text.encode())
    reading = Reading(sample.page, sample)  # English until its part of the reader knows better
    package = sys.modules[__name__]
    quoting = load(package, "quoting").Quoting(html_or_text)
    rows = reading.book
    found = load(package, "conduct").pieces(reading)
    return [_quoted(practice, [rows.rows[i].quote for i in practice.evidence], quoting) for practice in found]


def _quoted(practice: declaration.Practice, sentences: Sequence[str], quoting: "Quoting") -> Practice:
    """The practice with verbatim strings in place of evidence."""
    return Practice(
        category=practice.category,
        stance=practice.stance,
        data=practice.data,
        purposes=practice.purposes,
        choices=practice.choices,
        recipients=practice.recipients,
        retention=practice.retention,
        quotes=tuple(dict.fromkeys(quote for sentence in sentences for quote in quoting.quotes(sentence))),
    )
