"""Every e-mail address of a page, plain, linked or hidden, with the place where it stands; whose it is comes later."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from cookietui.readers.policy import cloaks
from cookietui.readers.policy.addresses import Mail, plain
from cookietui.readers.policy.places import place
from cookietui.readers.policy.spelling import spelt
from cookietui.sources.page import Page

MOST = 200
"""Addresses taken from one page."""
_HIDDEN = re.compile(r"\[email.protected\]")


def find(page: Page) -> tuple[Mail, ...]:
    """All addresses of the page in order of place, archive notes left out."""
    found = [*plain(page.text), *spelt(page.text)]
    for mail in (*_linked(page), *_cloaked(page)):
        near = (m for m in found if m.value.lower() == mail.value.lower() and mail.start <= m.start <= mail.end)
        if next(near, None) is None:
            found.append(mail)
    notes = [(b.start, b.end) for b in page.blocks if b.kind == "note"]
    kept = [m for m in found if not any(a <= m.start < b for a, b in notes)]
    return tuple(sorted(kept, key=lambda m: (m.start, m.end))[:MOST])


def _linked(page: Page) -> Iterator[Mail]:
    """Addresses of mailto links whose text does not show them."""
    for link in page.links:
        target = link.target.lstrip()
        if target[:7].lower() == "mailto:":
            for mail in plain(unquote(target[7:].partition("?")[0]).replace(" ", "")):
                yield Mail(mail.value, link.start, link.end, link.pointer, link.quote)


def _cloaked(page: Page) -> Iterator[Mail]:
    """Addresses that a script or an attribute hides; their place is that of their link or of the text around."""
    hidden = list(cloaks.find(page.source))
    if not hidden:
        return
    shown = [m.start() for m in _HIDDEN.finditer(page.text)]
    veiled = sorted(c.start for c in hidden if page.source[c.start : c.end].startswith("data-cfemail"))
    in_step = dict(zip(veiled, shown, strict=True)) if len(veiled) == len(shown) else {}
    for cloak in hidden:
        where = in_step.get(cloak.start, -1)
        where = place(page, cloak.start) if where < 0 else where
        quote = page.source[cloak.start : cloak.end]
        for value in dict.fromkeys(m.value for m in plain(unquote(cloak.text))):
            yield Mail(value, where, where, f"html:{cloak.start}-{cloak.end}", quote)
