"""How the site's own organisation is reached: addresses of others are left out, what is said twice is one contact."""

import functools
import re
from collections.abc import Sequence

from cookietui.core.declaration import Contact
from cookietui.core.site import registrable
from cookietui.core.words import ContactKind, Role
from cookietui.readers.policy import forms, naming, phones, postal
from cookietui.readers.policy.addresses import Mail
from cookietui.readers.policy.name_words import squash
from cookietui.readers.policy.postal import Postal
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.screening import Screen
from cookietui.readers.policy.whose import Context
from cookietui.readers.policy.whose_words import ROLES
from cookietui.readers.policy.wordlists import freemail, merged

_KINDS: tuple[ContactKind, ...] = ("email", "post", "phone", "fax", "form", "web")
_NEAR_LINES = 4
"""Lines between a number or an address and an own contact beside which it stands."""
_PHONE_TAIL = 9
"""Last digits by which two spellings of a number are one."""
_SPECIFIC: frozenset[Role] = frozenset({"dpo", "representative"})
_LONGEST = 500
_HEADS = 3
"""First parts of an address of which one may be the site's own name."""
_DIGITS = {"AT": 4, "BE": 4, "CH": 4, "CZ": 5, "DE": 5, "DK": 4, "ES": 5, "FI": 5, "FR": 5, "IT": 5, "LU": 4, "NO": 4,
           "PL": 5, "SE": 5, "SK": 5}  # fmt: skip
"""Digits of a postal code in the countries whose endings tell where an address without a country is."""


def add(reading: Reading) -> None:
    """Add every own contact: e-mail, post, phone and fax, forms and contact pages, each with its places."""
    found = _Found(reading)
    found.own_mails()
    found.posts()
    found.mails()
    found.mails(beside=True)
    found.numbers()
    found.pages()
    reading.contacts.extend(found.contacts())


class _Row:
    """One contact with all its places."""

    def __init__(self, kind: ContactKind, value: str) -> None:
        self.kind = kind
        self.value = value
        self.roles: list[Role] = []
        self.evidence: list[int] = []
        self.country: str | None = None
        self.same_site = True
        self.freemail = False

    def put(self, roles: Sequence[Role], evidence: int) -> None:
        self.roles += [role for role in roles if role not in self.roles]
        if evidence not in self.evidence:
            self.evidence.append(evidence)


class _Found:
    """Collects the contacts of one reading; what is own was decided before it comes here."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._screen = Screen(reading)
        self._rows: dict[tuple[str, str], _Row] = {}
        self._lines: set[int] = set()
        self._operator: tuple[str, str] | None = None
        """Heading and name of the first address that is an operator's."""

    def contacts(self) -> Sequence[Contact]:
        """The contacts, those of one kind together, in order of place."""
        return [
            Contact(
                kind=row.kind, value=row.value, roles=_settled(row.roles), same_site=row.same_site,
                freemail=row.freemail, country=row.country, evidence=tuple(row.evidence),
            )
            for row in sorted(self._rows.values(), key=lambda row: _KINDS.index(row.kind))
        ]  # fmt: skip

    def _row(self, kind: ContactKind, key: str, value: str) -> _Row:
        return self._rows.setdefault((kind, key), _Row(kind, value))

    def own_mails(self) -> None:
        """Note where addresses of the site's own domain stand, beside which other contacts are its own."""
        for mail in self._reading.mails:
            if self._screen.is_site(mail.value.rpartition("@")[2]) and not self._screen.is_nobody(mail):
                self._lines.add(self._reading.surroundings.block_at(mail.start))

    def mails(self, *, beside: bool = False) -> None:
        """Addresses that are the site's by their domain or the words around, or by standing `beside` own ones."""
        for mail in self._reading.mails:
            sign = self._screen.sign(mail)
            near = beside and sign == "none" and self._beside(mail.start, mail.end)
            if not near and (beside or sign not in ("own", "contact")):
                continue
            domain = mail.value.rpartition("@")[2]
            service = self._screen.is_service(mail.start, squash(domain))
            if not self._screen.is_site(domain) and (service or self._is_elsewhere(mail.start, mail.end)):
                continue
            row = self._row("email", mail.value.casefold(), mail.value)
            row.same_site = self._screen.is_site(domain)
            row.freemail = (registrable(domain) or domain) in freemail() and not row.same_site
            row.put(_mail_roles(mail, self._screen.context(mail.start, mail.end)), self._proof(mail))
            self._lines.add(self._reading.surroundings.block_at(mail.start))

    def _proof(self, found: Mail | phones.Phone | forms.Form) -> int:
        if found.pointer and not (isinstance(found, forms.Form) and found.end > found.start):
            return self._reading.book.pointer(found.pointer, found.quote)
        return self._reading.book.span(found.start, found.end)

    def posts(self) -> None:
        """Postal addresses that stand where the site speaks of itself."""
        for address in postal.find(self._reading.page):
            context = self._screen.context(address.start, address.start)
            if len(address.value) > _LONGEST or not self._own_place(address, context):
                continue
            row = self._posted(address)
            row.country = row.country or address.country or self._home(address)
            row.put(
                self._screen.roles_in(address.start, address.end) or context.roles,
                self._reading.book.span(address.start, address.end),
            )
            first, last = (self._reading.surroundings.block_at(at) for at in (address.start, address.end))
            self._lines.update(range(first, last + 1))

    def _posted(self, address: Postal) -> _Row:
        """The row of the address; the same box or house at the same code is one, told most fully."""
        key = address.code + " " + _house(address.value) if address.code else squash(address.value)
        row = self._row("post", key, address.value)
        if len(address.value) > len(row.value):
            row.value = address.value
        return row

    def _home(self, address: Postal) -> str | None:
        """The country of an address that names none: that of the site's ending, else of the text's language."""
        ending = (self._reading.site.domain or "").rpartition(".")[2].upper()
        digits = sum(c.isdigit() for c in address.code)
        if digits and _DIGITS.get(ending) == digits:
            return ending
        five = len(address.code) == len("10115")
        return {"de": "DE", "fr": "FR", "es": "ES", "it": "IT"}.get(self._reading.language) if five else None

    def _own_place(self, address: Postal, context: Context) -> bool:
        """Whether the site's own name heads the address, or the words around give it to the site."""
        place = (address.start, address.end)
        if self._screen.gives_away(*place) or self._screen.names_other(*place) or self._screen.is_theirs(address.start):
            return False
        name, domain = self._reading.site.name, self._reading.site.domain
        head = squash(address.value.split("\n", 1)[0].split(",", 1)[0])
        heads = map(squash, re.split(r"[\n,]", address.value)[:_HEADS])
        if name and domain and naming.matches(name, domain) and any(squash(name) in each for each in heads):
            self._is_operator(address.start, head)
            return True
        if self._screen.is_service(address.start, head):
            return False
        if context.operator:
            return self._is_operator(address.start, head)
        if context.sign in ("own", "other") or self._screen.names_company(*place):
            return context.sign == "own"
        return context.sign == "contact" or self._beside(*place) or self._screen.names_site(address.start)

    def _is_operator(self, place: int, head: str) -> bool:
        """Whether the operator named here is the first one the page names, or stands in the same section."""
        heading = self._reading.surroundings.heading_above(place)
        if self._is_officer(place):
            return True
        if self._operator is None:
            self._operator = (heading, head)
        return heading == self._operator[0] or head == self._operator[1]

    def _is_officer(self, place: int) -> bool:
        """Whether the heading above names an officer or representative: it is the site's, whose section it is."""
        return not _SPECIFIC.isdisjoint(self._screen.roles_above(place))

    def _is_elsewhere(self, start: int, end: int) -> bool:
        """Whether a place belongs to an operator in another section than the site's own operator."""
        heading = self._reading.surroundings.heading_above(start)
        first = self._operator
        if first is None or heading == first[0] or self._is_officer(start):
            return False
        return self._screen.context(start, end).operator

    def _beside(self, start: int, end: int) -> bool:
        """Whether an own contact stands a few lines above or below, in the same section."""
        around = self._reading.surroundings
        first, last = around.block_at(start), around.block_at(end)
        near = [line for line in self._lines if first - _NEAR_LINES <= line <= last + _NEAR_LINES]
        return any(around.section(line) == around.section(first) for line in near)

    def numbers(self) -> None:
        """Telephone and fax numbers, in a sentence that gives them as the site's or beside its address."""
        for phone in phones.find(self._reading.page):
            context = self._screen.context(phone.start, phone.end)
            if context.sign == "other" or self._screen.names_other(phone.start, phone.end):
                continue
            if self._screen.is_theirs(phone.start):
                continue
            beside = self._beside(phone.start, phone.end)
            if not beside and self._is_elsewhere(phone.start, phone.end):
                continue
            if (context.sign == "none" and not beside) or self._screen.is_called(phone.start):
                continue
            if not phone.labelled and not (beside or context.asked or context.sign == "own"):
                continue
            key = phones.digits(phone.value)[-_PHONE_TAIL:]
            row = self._row(phone.kind, key, phone.value)
            row.country = row.country or phones.country(phone.value)
            row.put([role for role in context.roles if role != "controller"], self._proof(phone))

    def pages(self) -> None:
        """Forms and contact pages."""
        for form in forms.find(self._reading, self._screen):
            row = self._row(form.kind, form.value, form.value)
            row.same_site = form.same_site
            row.put((), self._proof(form))


def _settled(roles: Sequence[Role]) -> tuple[Role, ...]:
    """The roles without `general` beside another, and without what is said in passing of an address for more."""
    passing = {"security"} if "privacy" in roles else {"marketing"} if "general" in roles else set()
    kept = [role for role in roles if role != "general" and role not in passing]
    return tuple(kept) or ("general",)


def _house(value: str) -> str:
    """The number of the house or box, which tells two addresses with one code apart."""
    numbers = [word.strip(",.#") for word in value.split() if any(c.isdigit() for c in word)]
    return numbers[0].lower() if numbers else ""


@functools.cache
def _mailboxes() -> tuple[dict[str, Role], list[tuple[re.Pattern[str], Role]]]:
    """Names of mailboxes with their roles: whole ones, and those with a star for any letters."""
    exact: dict[str, Role] = {}
    starred: list[tuple[re.Pattern[str], Role]] = []
    for role in ROLES:
        for name in merged("contacts", "mailboxes", role):
            if "*" in name:
                starred.append((re.compile(re.escape(name).replace(r"\*", ".*")), role))
            else:
                exact.setdefault(name, role)
    return exact, starred


def _mail_roles(mail: Mail, context: Context) -> tuple[Role, ...]:
    """What an address is for: by the officer named before it, its own name, else the words around."""
    local = mail.value.partition("@")[0].lower()
    exact, starred = _mailboxes()
    own = exact.get(local) or next((role for form, role in starred if form.fullmatch(local)), None)
    near = context.roles[:1]
    if near and near[0] in _SPECIFIC:
        return near
    if own == "security" and "privacy" in context.roles:
        return ("privacy",)
    if own is not None:
        return (own,)
    if near == ("privacy",) and local in merged("contacts", "mailboxes", "general"):
        return ("general",)
    return near if near and near[0] != "controller" else ("general",)
