"""Links and written addresses that lead elsewhere, each with its sentence: where one opts out, whose policy it is."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from cookietui.core.knowledge import Owner
from cookietui.core.site import host, registrable
from cookietui.core.text import one_line
from cookietui.readers.policy.reading import Reading
from cookietui.sources.archives import original
from cookietui.sources.page import Link

_OPT_OUT = re.compile(
    r"opt[-_]?out|gaoptout|adssettings|/settings/ads|ads/(?:preferences|settings)|ads?[-_]?(?:preferences|choices|settings)"
    r"|/(?:your)?choices|networkadvertising\.org|aboutads\.info|youronlinechoices|youradchoices|privacy_ads|adprefs"
    r"|guest-controls|refusal-cookie|disable-|deactivat|/dnt\b|do-?not-?(?:sell|track)",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"privacy|datenschutz|policies|confidentialit|privacidad|vie-?privee|rgpd|gdpr|dsgvo|privacidade", re.IGNORECASE
)
_HELP = re.compile(
    r"support\.(?:google|mozilla|apple|microsoft)\.|support\.google\.com/chrome|windows\.microsoft\.com|help\.opera\.com"
    r"|(?:adobe|macromedia)\.com/.*(?:flash|settings_manager)|aboutcookies\.org|/cookies?-(?:erlauben|loeschen)|mozilla\.org/|microsoft\.com/[\w/-]*(?:windows|edge|explorer)",
    re.IGNORECASE,
)
"""Pages that explain a browser."""
_WRITTEN = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”»]{3,500}", re.IGNORECASE)
_MOST = 2000


class Target(msgspec.Struct, frozen=True):
    """One address outside of the site; `line` counts in `reading.lines`."""

    address: str
    host: str
    domain: str
    start: int
    line: int
    anchor: str
    owner: Owner | None
    own: bool
    link: Link | None

    @property
    def opts_out(self) -> bool:
        """Whether the address itself looks like a page to opt out on."""
        return _OPT_OUT.search(self.address) is not None and not self.helps

    @property
    def is_policy(self) -> bool:
        """Whether it looks like a privacy policy."""
        return _POLICY.search(self.address) is not None or _POLICY.search(self.anchor) is not None

    @property
    def helps(self) -> bool:
        """Whether it explains a browser."""
        return _HELP.search(self.address) is not None


def find(reading: Reading) -> Iterator[Target]:
    """Every absolute address that a link leads to or the text writes out, in the order of the text."""
    page = reading.page
    own = registrable(reading.site.domain) if reading.site.domain else None
    starts = [line.sentence.start for line in reading.lines]
    linked = [(link.start, original(link.target), link) for link in page.links if "//" in link.target]
    covered = {link.start for _, _, link in linked}
    written = [(at, address, None) for at, address in _addresses(page.text) if at not in covered]
    for start, address, link in sorted([*linked, *written], key=lambda row: row[0])[:_MOST]:
        name = host(address) if address.lower().startswith(("http", "//", "www.")) else None
        line = bisect_right(starts, start) - 1
        if name is None or line < 0 or start > reading.lines[line].sentence.end:
            continue
        domain = registrable(name, icann=True)
        if domain is None:
            continue
        anchor = page.text[link.start : link.end] if link else ""
        whose = reading.sample.knowledge.owner(name)
        yield Target(one_line(address, 1000), name, domain, start, line, anchor, whose, registrable(name) == own, link)


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    """Addresses written out in the text; the marks of the sentence behind them are no part of them."""
    if "://" not in text and "www." not in text:
        return
    for found in _WRITTEN.finditer(text):
        address = found[0].rstrip(".,;:!?*_")
        if ")" in address and "(" not in address:
            address = address.split(")", 1)[0]
        yield found.start(), address if "://" in address else f"http://{address}"


def path_of(address: str) -> str:
    """Path and query of an address, empty where it cannot be taken apart."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}"
