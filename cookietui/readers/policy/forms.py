"""A form or contact page is a link whose own words, or the words right before it, promise one; it must be own."""

import functools
import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

import msgspec

from cookietui.core.phrases import prepare
from cookietui.core.site import host, registrable, same_site
from cookietui.readers.policy.address import resolve
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.screening import Screen
from cookietui.readers.policy.wordlists import alternatives, merged, phrases
from cookietui.sources.page import Link, Page

_MOST = 400
_LONGEST = 1000
_BEFORE, _AFTER = 60, 30
"""Characters around a link in which the word "form" may stand."""
_LONGEST_ANCHOR = 60
_CONTACT_TARGET = re.compile(
    r"(?:^|[/_.-])(?:contacts?|kontakt|contacto|contatti|contactus|contact[-_]us|contactez[-_]nous|feedback|support)"
    r"(?:[/_.?-]|$)",
    re.IGNORECASE,
)
_CONTACT_PAGE = re.compile(r"(?:^|/)(?:contact|kontakt)[\w-]{0,12}(?:\.\w{2,5})?/?\Z", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w.-]++(?:/[^\s<>\"'()\[\]]*)?|(?<![@\w.-])(?:[\w-]+\.)+[a-z]{2,}/[^\s<>\"'()\[\]]+"
)
"""An address written out."""
_AND_FORM = re.compile(r" form(?:s|ular|ulaire|ulario)?(?!\w)", re.IGNORECASE)
"""The word behind a link that names what the form is for."""
_FORM_WORD = 11
_PAGE = re.compile(r"(?:\bpage|seite|página|formul\w+)\Z", re.IGNORECASE)
_SENTENCE = 150
"""Characters behind a link in which its sentence may say that the form is for asking the site."""
_PROMISES = ("form", "porta", "maske")
"""Parts of the words for forms: what holds none of them names none."""
_THROUGH = re.compile(
    r"(?:contact|writ(?:e|ing)|reach|e-?mail|message|kontakt\w*|schreib\w*|erreich\w*|écri\w+|joindre|escrib\w+)(?!\w)"
    r"[^.!?\n]{0,30}\b(?:through|via|using|over|on|über|par|à travers|vía|a través de|mediante)\W[^.!?\n]{0,12}\Z",
    re.IGNORECASE,
)
"""The words before a page that is named as the way to write to the site."""
_HERE = re.compile(
    r"\W*(?:(?:click )?here|(?:this )?link|hier(?: klicken)?|(?:cliquez )?ici|aquí"
    r"|(?:via |on |through )?our website)\W*",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:contact|reach|write|e-?mail|kontakt\w*|contacter|écri\w+|contactar)\b", re.IGNORECASE)


class Form(msgspec.Struct, frozen=True):
    """A link to a form or a contact page; the anchor is `text[start:end]`, `pointer` and `quote` its target."""

    kind: Literal["form", "web"]
    value: str
    start: int
    end: int
    pointer: str
    quote: str
    same_site: bool


@functools.cache
def _pages() -> re.Pattern[str]:
    words = merged("contacts", "forms", "page")
    return re.compile(rf"\W*(?:{alternatives(words)})\W*\Z", re.IGNORECASE)


def find(reading: Reading, screen: Screen) -> Iterator[Form]:
    """The forms and contact pages of the site that the page links to or writes out, each once; links come first."""
    page = reading.page
    site = reading.site.domain
    seen: set[str] = set()
    for link in (*page.links[:_MOST], *_written(page)):
        if link.kind == "form" or not _followed(link.target):
            continue
        anchor = page.text[link.start : link.end].strip()
        kind = _kind(page.text, link, anchor)
        if kind is None:
            continue
        value = resolve(page, link.target, reading.sample.site)
        own = host(value) is None or "//" not in value or (site is not None and same_site(value, site))
        if not own and (kind == "web" or not _trusted(reading, link, value, screen)):
            continue
        if value not in seen and len(value) <= _LONGEST:
            seen.add(value)
            yield Form(kind, value, link.start, link.end, link.pointer, link.quote, own)


def _written(page: Page) -> Iterator[Link]:
    """Web addresses that the text writes out and that are no links."""
    if "/" not in page.text and "www." not in page.text:
        return
    linked = [(link.start, link.end) for link in page.links if link.end > link.start]
    for found in islice(_ADDRESS.finditer(page.text), _MOST):
        at, shown = found.start(), found[0].rstrip(".,;:!?")
        if any(start <= at < end for start, end in linked):
            continue
        target = shown if "://" in shown else f"https://{shown}"
        name = host(target)
        if name is not None and registrable(name):
            yield Link(at, at + len(shown), target, "", "")


def _followed(target: str) -> bool:
    """Whether the target is a page of its own."""
    head = target.strip()[:12].lower()
    return bool(head) and not head.startswith(
        ("#", "mailto:", "tel:", "fax:", "javascript:", "data:", "sms:", "/cdn-cgi/")
    )


def _kind(text: str, link: Link, anchor: str) -> Literal["form", "web"] | None:
    """What the link promises: by its own words, else by the words right before it."""
    path = link.target.partition("//")[2].partition("/")[2] if "//" in link.target else link.target
    hinted = _CONTACT_TARGET.search(path)
    if len(anchor) <= _LONGEST_ANCHOR and anchor:
        before = text[max(0, link.start - _BEFORE) : link.start].rpartition("\n")[2].rpartition(". ")[2]
        after = text[link.end : link.end + _AFTER].partition("\n")[0]
        if _says_form(anchor + (after[:_FORM_WORD] if _AND_FORM.match(after) else "")):
            return "form"
        if _pages().match(anchor):
            return "web"
        if (_HERE.fullmatch(anchor) or _ADDRESS.fullmatch(anchor)) and _says_form(f"{before} # {after}"):
            return "form"
        if _is_way(anchor, before, hinted=hinted is not None):
            return "web"
    return "web" if hinted and (not anchor or _CONTACT_PAGE.search(path)) else None


def _is_way(anchor: str, before: str, *, hinted: bool) -> bool:
    """Whether the words around a page name it as the way to write to the site."""
    here = _HERE.fullmatch(anchor) or _ADDRESS.fullmatch(anchor)
    if hinted and (_ASKS.search(anchor) or (here and _ASKS.search(before))):
        return True
    return not here and _PAGE.search(anchor) is not None and _THROUGH.search(before) is not None


def _says_form(text: str) -> bool:
    low = text.lower()
    if not any(part in low for part in _PROMISES):
        return False
    return next(phrases("contacts", "forms", "form").find(prepare(text)), None) is not None


def _trusted(reading: Reading, link: Link, value: str, screen: Screen) -> bool:
    """Whether a form on another domain is the site's own: the text calls it so, and the domain is nobody else's."""
    name = host(value)
    if name is None or screen.is_authority(name):
        return False
    sign = screen.context(link.start, link.end).sign
    if sign == "none":
        rest = reading.page.text[link.end : link.end + _SENTENCE].partition("\n")[0].partition(". ")[0]
        sign = reading.surroundings.said(link.end, link.end + len(rest))
        sign = "none" if sign == "contact" else sign
    return sign in ("own", "contact") and not screen.names_other(link.start, link.end)
