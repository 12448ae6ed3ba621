"""Reads a Global Vendor List (TCF 1, 2 and 3) as the companies that it lists, each with its purposes and policy."""

import functools
import re
from collections.abc import Iterator

from cookietui.core.declaration import Declaration, EvidenceBook, Problem, SiteName, Source, Vendor
from cookietui.core.errors import BadInput
from cookietui.core.json_place import keys_of
from cookietui.core.purposes import category_of, weightiest
from cookietui.core.text import one_line
from cookietui.core.vendor_list import VendorEntry, VendorList, parse_vendor_list
from cookietui.core.words import CookieCategory
from cookietui.sources.sample import Sample

TITLE = "IAB Global Vendor List"
KIND = "file"
_URL = 500
_BLANK = b"\xef\xbb\xbf \t\r\n"
_HOST = re.compile(r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[:/?#]|\Z)", re.IGNORECASE)


def identify(sample: Sample) -> str:
    """`certain` for a JSON object with a list version and vendors, or the texts of one (`purposes-xx.json`)."""
    if not sample.head.lstrip(_BLANK).startswith(b"{"):
        return "no"
    try:
        keys = keys_of(sample.data.removeprefix(b"\xef\xbb\xbf"))
    except BadInput:
        return "no"
    return "certain" if "vendorListVersion" in keys and keys & {"vendors", "purposes"} else "no"


def read(sample: Sample) -> Declaration:
    """Its vendors in order; those deleted from it are left out and counted; raises BadInput."""
    found = parse_vendor_list(sample.text.encode("utf-8", "replace"), sample.path)
    book = EvidenceBook("")
    vendors = tuple(_vendors(found, book))
    problems = (*_note(found), *([] if vendors else [Problem(kind="unread", message="the list names no vendor")]))
    source = Source(reader="vendor-list", path=sample.path, sha256=sample.sha256, revised=_day(found.updated))
    name = SiteName(None, f"{TITLE}, version {found.version}")
    return Declaration(site=name, source=source, vendors=vendors, evidence=book.rows, problems=problems)


def _vendors(found: VendorList, book: EvidenceBook) -> Iterator[Vendor]:
    for entry, key in zip(found.entries, found.keys, strict=True):
        if entry.id in found.deleted:
            continue
        consent = entry.purposes or entry.purpose_ids
        interests = entry.leg_int_purposes or entry.leg_int_purpose_ids
        policy = _policy(entry)
        yield Vendor(
            name=found.vendors[entry.id],
            domain=_host(policy),
            category=_category((*consent, *interests)),
            policy=policy,
            id=entry.id,
            purposes=consent,
            legitimate_interests=interests,
            evidence=(book.pointer(f"json:/vendors/{key}/name", bytes(entry.name).decode("utf-8", "replace")),),
        )


def _policy(entry: VendorEntry) -> str | None:
    """The address of its policy, in English where it gives several."""
    named = [url.privacy for url in sorted(entry.urls, key=lambda url: url.lang != "en") if url.privacy]
    policy = entry.policy_url or (named[0] if named else None)
    return one_line(policy, _URL) if policy else None


def _host(policy: str | None) -> str | None:
    """The host of its policy without `www.`; the suffix list would cost more time than all the rest."""
    found = _HOST.match(policy or "")
    return found[1].lower() if found else None


@functools.lru_cache(maxsize=4096)
def _category(purposes: tuple[int, ...]) -> CookieCategory:
    return weightiest(category_of("tcf", str(number)) for number in purposes) or "unclassified"


def _note(found: VendorList) -> Iterator[Problem]:
    if found.deleted:
        count = len(found.deleted)
        text = f"{count} vendor{'s' if count > 1 else ''} deleted from the list {'are' if count > 1 else 'is'} left out"
        yield Problem(kind="note", message=text)


def _day(updated: str | None) -> str | None:
    return updated[:10] if updated and updated[:4].isdigit() else None
