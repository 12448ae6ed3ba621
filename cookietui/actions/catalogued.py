"""Whom nobody read a policy of can be written to by the catalogue; every address says which record it stands in."""

import csv
import functools
from collections.abc import Iterator, Sequence
from importlib import resources

from cookietui.actions.order import Recipient, Share
from cookietui.core.address import as_written
from cookietui.core.declaration import Declaration, SiteName, Source
from cookietui.core.knowledge import Organisation, OrganisationContact
from cookietui.core.site import registrable
from cookietui.core.words import Right

READER = "catalogue"
"""As the reader of a declaration that is empty because no policy was read."""
_NEEDS: dict[str, tuple[Share, str]] = {
    "name": ("name", "name"),
    "email": ("email", "email"),
    "address": ("address", "address"),
}
"""What an organisation needs, as an item of a letter and a field of the identity."""
_SAID = {"email": "your e-mail address", "address": "your postal address", "birthdate": "your date of birth",
         "name": "your name"}  # fmt: skip


def declaration_of(record: Organisation) -> Declaration:
    """An empty declaration in the language that the organisation wants to be written to in."""
    source = Source(reader=READER, language=record.language or _language(record.countries))
    return Declaration(site=SiteName(record.id, record.name), source=source)


@functools.cache
def _languages() -> dict[str, str]:
    text = (resources.files("cookietui") / "data" / "country_languages.csv").read_text(encoding="utf-8")
    return {row["country"]: row["language"] for row in csv.DictReader(text.splitlines())}


def _language(countries: Sequence[str]) -> str | None:
    """The one language of the countries that an organisation serves; None where there are several or none."""
    found = {_languages().get(country) for country in countries}
    return found.pop() if len(found) == 1 else None


def countries_of(record: Organisation) -> tuple[str, ...]:
    """Where its postal addresses are, ISO 3166-1."""
    from cookietui.readers.policy.postal_codes import country_of  # noqa: PLC0415 - most letters do not need it

    posts = [each.value.split("\n")[-1] for each in record.contacts if each.kind == "post"]
    found = (country_of(line) for line in posts)
    return tuple(dict.fromkeys(each for each in found if each))


def recipients(record: Organisation | None, rights: Sequence[Right]) -> Iterator[Recipient]:
    """Addresses of the catalogue; those for deleting an account only where that is asked for."""
    for each in record.contacts if record else ():
        if each.kind in {"email", "post"} and (each.purpose == "privacy" or "delete" in rights):
            purpose = "for deleting an account" if each.purpose == "deletion" else "for privacy requests"
            yield Recipient(
                kind="post" if each.kind == "post" else "email",
                value=as_written(each.value) if each.kind == "email" else each.value,
                why=f"{purpose}, by {origin(each)}",
                same_site=each.kind == "post" or _at(record, each.value),
                catalogued=True,
            )


def knows(record: Organisation | None, value: str) -> str:
    """The record that names an e-mail address for an organisation, empty where none does."""
    for each in record.contacts if record else ():
        if each.kind == "email" and as_written(each.value).casefold() == value.casefold():
            return origin(each)
    return ""


def _at(record: Organisation | None, value: str) -> bool:
    """Whether an e-mail address lies on a domain of the organisation."""
    place = registrable(value.rpartition("@")[2])
    known = {registrable(domain) for domain in (*record.domains, record.id)} if record else set()
    return place in known


def origin(each: OrganisationContact) -> str:
    """The record that a contact stands in."""
    return "your correction" if each.own else f"{each.source}, {each.date}"


def page_of(record: Organisation | None, rights: Sequence[Right]) -> OrganisationContact | None:
    """The form for requests, or, to delete, the page for that."""
    for each in record.contacts if record else ():
        if each.kind == "form" or (each.kind == "link" and tuple(rights) == ("delete",)):
            return each
    return None


def no_address(record: Organisation, rights: Sequence[Right]) -> str:
    """Why it cannot be written to, and what there is instead."""
    page = page_of(record, rights) or next((each for each in record.contacts if each.kind == "web"), None)
    said = f" ({record.gone})" if record.gone else ""
    instead = f"; there is a page: {page.value} ({origin(page)})" if page else ""
    who = record.name or record.id
    return f"the catalogue names no address of {who}{said}{instead}; name one with --recipient ADDRESS"


def concerns(
    record: Organisation, recipient: Recipient | None, rights: Sequence[Right], *, unread: bool
) -> Iterator[str]:
    """What its record says that a person should know before she writes; `unread` where there is no policy of theirs."""
    if record.gone:
        yield f"the record says: {record.gone}"
    if recipient is not None and recipient.catalogued:
        shown = ", ".join(recipient.value.split("\n"))
        yield f"{shown} is taken from {recipient.why.partition(', by ')[2]}: look whether it is still right"
    page = page_of(record, rights) if unread else None
    if page is not None:
        wish = "prefers" if record.suggested == page.kind else "also takes"
        yield f"{record.name or record.id} {wish} requests at {page.value} ({origin(page)})"
    if record.needs:
        yield f"to find you it needs {_listed([_SAID.get(each, each) for each in record.needs])}"
    if record.document:
        yield "it is known to ask for a copy of an identity document; it may only where it doubts who you are"


def needed(record: Organisation | None) -> tuple[Share, ...]:
    """Items of a letter that the organisation needs to find a person."""
    return tuple(_NEEDS[each][0] for each in (record.needs if record else ()) if each in _NEEDS)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else words[0]
