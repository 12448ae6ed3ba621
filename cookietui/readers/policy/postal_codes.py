"""Where an address ends: a postal code in the form of some country, or the name of a country standing alone."""

import functools
import re
from collections.abc import Sequence

import msgspec

from cookietui.readers.policy.wordlists import alternatives, countries, regions

UPPER = "A-ZÄÖÜÀ-ÝŁŚŻŹĆŠČŽŘĐØÅ"
"""Capital letters, for use inside a class of a pattern."""
_BOXES = r"P\.? ?O\.? ?Box|Post(?:al)? Box|GPO Box|Box|Postfach|Pf\.|Postbus|Apartado|BP|B\.P\.|CS|TSA|Casella postale"
BOX = re.compile(rf"\b(?:{_BOXES})\b", re.IGNORECASE)
"""A post office box."""
_STREETS = (
    r"(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|stieg|laan|straat|gade|vej|gatan|vägen|utca|Street|Road"
    r"|Avenue|Place|Square|Lane|Drive|Court|House|Centre|Center|Building|Tower|Park|Quay|Plaza)\b"
)
NAMED_STREET = re.compile(rf"{_STREETS}|\b(?i:{_BOXES})\b")
"""A street or building by its kind, or a box."""
STREET = re.compile(
    rf"(?<![\w-])\d{{1,5}}[a-zA-Z]?(?: ?[-–/&+] ?\d{{1,5}}[a-z]?)?,? +(?:[{UPPER}\d]|(?:rue|av|avenue|bd|boulevard"
    r"|place|quai|chemin|allée|impasse|cours|bis|ter|de|du|des)\b)"
    rf"|(?:[{UPPER}][\w.'’ßé-]+|\bn[°º.]|#) ?#?\d{{1,5}} ?[a-zA-Z]?(?: ?[-–/+] ?\d{{1,5}} ?[a-zA-Z]?)?(?!\d)"
    rf"|(?i:\b(?:{_BOXES}))\.? ?#?\d+|{_STREETS}"
)
"""What a street, a house or a box looks like."""
HINT = re.compile(r"\d{4}|\d ?[A-Z]{2}\b|\d\d-\d{3}|\d{3} \d\d\b|[A-Z]\d[A-Z] ?\d")
"""What every postal code has; lines without it need not be looked at."""
_FIGURE = re.compile(r"\d")
_ONLY = re.compile(r"(?:[A-Z]{1,3}[- ])?\d{2,3}[- ]?\d{2,4}(?:-\d{4})?\Z")
_LONGEST_COUNTRY = 50
_FIRST = re.compile(r"\s*((?:[A-Z]\.){2,}|[^.(\n]{2,60})")
_TRIM = " .:;*_()[]\"'“”–—-"


class Part(msgspec.Struct, frozen=True):
    """A piece of a line between commas: `text` stands at `start`."""

    start: int
    end: int
    text: str


class Anchor(msgspec.Struct, frozen=True):
    """The part of a line with the end of an address; `begin` is where in the part its code or place stands."""

    index: int
    begin: int
    end: int
    code: str
    country: str | None
    place_follows: bool
    """Whether the name of the place stands behind the code."""
    alone: bool
    """Whether the code stands alone between commas or dashes, its place in the next part."""
    sure: bool
    """False where the form alone says little, and a country must follow."""


class _Forms:
    def __init__(self) -> None:
        states = alternatives(regions()["US"])
        provinces = "|".join(sorted(map(re.escape, regions()["AU"]), key=len, reverse=True))
        place = rf"[{UPPER}][\w'’.()-]+"
        self.any = re.compile(
            rf"(?P<US>(?:(?i:\b(?:{states}))|\bD\.C\.|\bN\.Y\.)\.?,? ?\d{{5}}(?:-\d{{4}})?\b)"
            r"|(?P<GB>\b(?!BP|CS|TSA)[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b)"
            r"|(?P<CA>\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b)"
            rf"|(?P<AU>\b(?:{provinces}),? \d{{4}}\b)"
            rf"|(?P<NL>(?<![\d./-])\d{{4}} ?[A-Z]{{2}},? (?={place}))"
            rf"|(?P<PT>(?<![\d./-])\d{{4}}-\d{{3}} (?={place}))"
            rf"|(?P<PL>(?<![\d./-])\d\d-\d{{3}}(?= {place}|\Z))"
            rf"|(?P<EU>(?:\b[A-Z]{{1,2}} ?[-–] ?)?(?<![\d./])\d{{4,5}} (?={place}))"
            rf"|(?P<CZ>(?<![\d./-])\d{{3}} \d\d (?={place}))"
            r"|(?P<JP>(?:〒 ?|\b)\d{3}-\d{4}\b(?!-))"
        )
        self.last = re.compile(rf"{place}(?:[ .'’-]{{1,2}}{place})*[ ,–-]{{1,3}}(\d{{3}} ?\d{{3}}|\d{{4,7}})\Z")
        self.prefix = re.compile(r"([A-Z]{1,2}) ?[-–]")


_forms = functools.cache(_Forms)
_UNSURE = frozenset({"JP", "PL"})
"""Forms that other numbers have as well."""
_FOLLOWED = frozenset({"EU", "NL", "PT", "PL", "CZ"})
_PREFIXES = {"D": "DE", "A": "AT", "CH": "CH", "F": "FR", "B": "BE", "L": "LU", "I": "IT", "E": "ES", "DK": "DK",
             "S": "SE", "N": "NO", "FI": "FI", "FL": "LI", "NL": "NL", "PL": "PL", "CZ": "CZ", "SK": "SK", "H": "HU",
             "LT": "LT", "LV": "LV", "EE": "EE", "DE": "DE", "AT": "AT", "FR": "FR", "BE": "BE", "ES": "ES",
             "IT": "IT"}  # fmt: skip


def country_of(text: str) -> str | None:
    """The country a part of an address names, None where it names none."""
    bare = text.strip(_TRIM)
    if not bare or len(bare) > _LONGEST_COUNTRY or not bare[0].isupper():
        return None
    return countries().get(" ".join(bare.lower().split()))


def leading_country(text: str) -> tuple[str | None, int]:
    """The country that stands alone or at the end of a sentence, and where in the text its name ends."""
    said = _FIRST.match(text)
    if said is None:
        return None, 0
    return country_of(said[1]), len(text[: said.end(1)].rstrip(_TRIM))


def anchor(parts: Sequence[Part], index: int) -> Anchor | None:
    """The end of an address in that part, None where it holds none."""
    text = parts[index].text
    known, stop = leading_country(text)
    if known:
        return Anchor(index, 0, stop, "", known, place_follows=False, alone=False, sure=True)
    if _FIGURE.search(text) is None:
        return None
    match = _forms().any.search(text) if HINT.search(text) else None
    if match:
        kind = match.lastgroup or ""
        code = re.sub(r"[^\dA-Z]", "", match[0].upper()) if kind in ("GB", "CA") else re.sub(r"\D", "", match[0])
        prefix = _forms().prefix.match(match[0])
        country = _PREFIXES.get(prefix[1]) if prefix else kind if kind not in ("EU", "CZ", *_UNSURE) else None
        return Anchor(
            index, *match.span(), code, country, place_follows=kind in _FOLLOWED, alone=False, sure=kind not in _UNSURE
        )
    tail = _forms().last.search(text)
    if tail:
        return Anchor(
            index,
            tail.start(),
            tail.end(),
            re.sub(r"\D", "", tail[1]),
            None,
            place_follows=False,
            alone=False,
            sure=False,
        )
    if index and _ONLY.fullmatch(text.strip(_TRIM)):
        state = parts[index - 1].text.strip(_TRIM) in regions()["US"]
        follows = index + 1 < len(parts) and not state and STREET.search(parts[index - 1].text) is not None
        country = "US" if state else None
        code = re.sub(r"\D", "", text)
        return Anchor(index, 0, len(text), code, country, place_follows=False, alone=follows, sure=state or follows)
    return None
