"""Reads a privacy or cookie policy: every claim rests on words of the text, and what is not said is not claimed."""

import sys
from collections.abc import Sequence
from typing import Protocol

import msgspec

from cookietui.core.declaration import Declaration, Retention
from cookietui.core.words import ChoiceType, Data, PracticeCategory, Purpose, Recipient, Stance
from cookietui.plugins import load
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample

TITLE = "Privacy or cookie policy"
KIND = "page"
"""`page`: one of several readers that contribute to one declaration of a web page; `file`: reads a whole file."""
PARTS = ("identity", "contacts", "technologies", "vendors", "practices", "rights", "gaps")
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
    return "no" if b"\0" in sample.head and not sample.head.startswith((b"\xff\xfe", b"\xfe\xff")) else "fallback"


def read(sample: Sample) -> Declaration:
    """The declaration of a policy; raises BadInput for what is no text."""
    reading = Reading(sample.page, sample)
    for name in PARTS:
        part: Part = load(sys.modules[__name__], name)
        part.add(reading)
    return reading.declaration("policy")


def practices(html_or_text: str) -> Sequence[Practice]:
    """The practices in a piece of HTML, Markdown or plain text, each with verbatim quotes of the given text."""
    raise NotImplementedError(html_or_text)
