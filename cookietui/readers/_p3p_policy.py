"""A full P3P policy is read tag by tag, in linear time and without entities; a file of references names its cookies."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import accumulate

import msgspec

from cookietui.core.declaration import Channel, Contact, Declaration, OfferedRight, Practice, Technology
from cookietui.core.errors import BadInput
from cookietui.core.text import one_line
from cookietui.core.words import ContactKind
from cookietui.readers._p3p_words import HISTORIC, Statement, practices, table
from cookietui.readers._sheet import Said, Sheet
from cookietui.sources.markup import TOKEN, attributes, name_of
from cookietui.sources.sample import Sample

_LIMIT = 1_000_000
"""Characters of a policy that are read."""
_STATEMENTS = 500
_CONTACTS: tuple[tuple[str, ContactKind], ...] = (
    ("business.contact-info.online.email", "email"),
    ("business.contact-info.online.uri", "web"),
    ("business.contact-info.telecom.telephone", "phone"),
    ("business.contact-info.telecom.fax", "fax"),
)
_POSTAL = "business.contact-info.postal"
_NAMES = ("business.name", "business.orgname")
_GROUPS = {"purpose": "purposes", "recipient": "recipients"}


class _Tag(msgspec.Struct, frozen=True):
    """A start or end tag at `source[start:start + len(raw)]`, and the text behind it."""

    name: str
    start: int
    raw: str
    text: str

    def get(self, *names: str) -> str:
        """The value of the first of these attributes that is there."""
        found = {attribute.name: attribute.value for attribute in attributes(self.raw)}
        return next((one_line(found[name], 500) for name in names if found.get(name)), "")


class _Policy:
    """Goes through the tags and collects what the policy says."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.name = ""
        self.sites: list[str] = []
        self.postal: list[tuple[str, int]] = []
        self.contacts: list[Contact] = []
        self.rights: dict[str, OfferedRight] = {}
        self.practices: list[Practice] = []
        self.cookies: list[int] = []
        self.opt: list[tuple[str, int]] = []
        self._statement: Statement | None = None
        self._statements = 0
        self._group = ""

    def at(self, tag: _Tag) -> int:
        """The evidence of a tag."""
        return self.sheet.book.pointer(f"xml:{tag.start}-{tag.start + len(tag.raw)}", tag.raw)

    def take(self, tag: _Tag) -> None:
        """Read one tag."""
        name = tag.name.rpartition(":")[2]
        closing = tag.raw.startswith("</")
        if name == "statement":
            self._end_statement()
            self._statement = None if closing or self._statements > _STATEMENTS else Statement()
        elif closing:
            if name == self._group:
                self._group = ""
        elif name in {"purpose", "recipient", "retention", "categories", "access", "remedies"}:
            self._group = name
        elif self._group:
            self._member(name, tag)
        elif name == "data":
            self._data(tag)
        elif name == "policy":
            self._head(tag)
        elif name == "cookie-include":
            self._cookie(tag)

    def _end_statement(self) -> None:
        if self._statement is not None:
            self._statements += 1
            self.practices += practices(self._statement)
            self._statement = None

    def _member(self, name: str, tag: _Tag) -> None:
        """An element in a group: a purpose, a recipient, a category ..."""
        kind = "category" if self._group == "categories" else self._group
        at = self.at(tag)
        if self._group == "access":
            if table("access").get(name, ["", "no"])[1] == "yes":
                self.rights.setdefault("access", OfferedRight(right="access", evidence=(at,)))
        elif self._group == "remedies":
            if name == "correct":
                self.rights.setdefault("correct", OfferedRight(right="correct", evidence=(at,)))
        elif self._statement is not None and name in table(kind):
            required = tag.get("required").lower()
            required = required if required in {"opt-in", "opt-out"} else "always"
            if kind in _GROUPS:
                getattr(self._statement, _GROUPS[kind]).append((name, required, at))
            elif kind == "retention":
                self._statement.retention.append((name, at))
            else:
                self._statement.categories.append((name, at))

    def _data(self, tag: _Tag) -> None:
        reference = tag.get("ref").rpartition("#")[2].lower()
        if self._statement is not None:
            at = self.at(tag)
            self._statement.data.append((reference, at))
            if reference.startswith("dynamic.cookies"):
                self.cookies.append(at)
            return
        value = one_line(unescape(tag.text), 300)
        if not value:
            return
        if reference in _NAMES:
            self.name = self.name or value
        elif reference.startswith(_POSTAL):
            self.postal.append((value, self._quoted(tag)))
        kind = next((kind for start, kind in _CONTACTS if reference.startswith(start)), None)
        if kind:
            self.contacts.append(Contact(kind=kind, value=value, evidence=(self._quoted(tag),)))
            if kind == "web":
                self.sites.append(value)

    def _quoted(self, tag: _Tag) -> int:
        """The evidence of a tag with the text behind it."""
        quote = tag.raw + tag.text
        return self.sheet.book.pointer(f"xml:{tag.start}-{tag.start + len(quote)}", quote)

    def _head(self, tag: _Tag) -> None:
        described, options = tag.get("discuri"), tag.get("opturi")
        if described:
            self.sites.insert(0, described)
            self.contacts.append(Contact(kind="web", value=described, roles=("privacy",), evidence=(self.at(tag),)))
        if options:
            self.opt.append((options, self.at(tag)))

    def _cookie(self, tag: _Tag) -> None:
        name = tag.get("name")
        self.cookies.append(self.at(tag))
        if name and name != "*":
            domain = tag.get("domain")
            self.sheet.cookie(Said(name=name, domains=[domain] if domain else (), evidence=(self.at(tag),)))


def read_policy(sample: Sample) -> Declaration:
    """The policy of an XML file; raises BadInput where nothing of P3P is in it."""
    sheet = Sheet(sample)
    source = sample.text
    if len(source) > _LIMIT:
        sheet.note(f"only the first {_LIMIT:,} of {len(source):,} characters were read")
        source = source[:_LIMIT]
    policy = _Policy(sheet)
    tags = _tags(source)
    if not tags:
        raise BadInput("holds no element of P3P", input=sample.path)
    for tag in tags:
        policy.take(tag)
    policy.take(_Tag("statement", len(source), "</", ""))
    return _declared(sheet, policy, tags[0])


def _tags(source: str) -> list[_Tag]:
    parts = TOKEN.split(source)
    ends = list(accumulate(map(len, parts)))
    starts = zip(parts[1::2], ends[::2], parts[2::2], strict=False)
    return [_Tag(name_of(raw), at, raw, text) for raw, at, text in starts if name_of(raw)]


def _declared(sheet: Sheet, policy: _Policy, first: _Tag) -> Declaration:
    sheet.note(HISTORIC, policy.at(first))
    if len(policy.postal) > 1:  # a country alone is no address
        value = "\n".join(text for text, _ in policy.postal)
        policy.contacts.append(Contact(kind="post", value=value, evidence=tuple(at for _, at in policy.postal)))
    if policy.opt and _can_choose(policy.practices):
        url, at = policy.opt[0]
        policy.rights["object"] = OfferedRight(right="object", channels=(Channel("link", url),), evidence=(at,))
    technologies = (Technology(kind="cookies", evidence=tuple(policy.cookies[:5])),) if policy.cookies else ()
    site = next((url for url in policy.sites if re.match(r"https?://", url)), None)
    return sheet.declaration(
        "p3p", site, name=policy.name or None, contacts=tuple(policy.contacts), technologies=technologies,
        practices=tuple(dict.fromkeys(policy.practices)), rights=tuple(policy.rights.values()),
    )  # fmt: skip


def _can_choose(said: Sequence[Practice]) -> bool:
    return any(practice.choices for practice in said)
