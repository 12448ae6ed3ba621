"""Where an address ends: a postal code in the form of some country, or the name of a country standing alone."""

import functools
import re
from collections.abc import Sequence

import msgspec

from cookietui.readers.policy.wordlists import countries, month_names, regions

UPPER = "A-ZÄÖÜÀ-ÝŁŚŻŹĆŠČŽŘĐØÅ"
"""Capital letters, for use inside a class of a pattern."""
_BOXES = (
    r"P\.? ?O\.? ?Box|Post(?:al)? Box|GPO Box|Box|Postfach|Pf\.|Postbus|Apartado(?: de Correos| Postal)?|Boîte Postale"
    r"|BP|B\.P\.|CS|TSA|Casella postale"
)
BOX = re.compile(rf"\b(?:{_BOXES})\b", re.IGNORECASE)
"""A post office box."""
_STREETS = (
    r"(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|stieg|laan|straat|gade|vej|gatan|vägen|utca|Street|Road"
    r"|Avenue|Place|Square|Lane|Drive|Court|House|Centre|Center|Building|Tower|Park|Quay|Plaza)\b"
)
_LEADING_STREETS = (
    r"(?:\bC/|\b(?:Calle|Avenida|Avda|Av|Plaza|Pza|Paseo|Carretera|Ctra|Ronda|Travesía|Polígono|Camino|Viale|Piazza|Corso"
    r"|Rua|Praça|Largo)\b\.?)(?= [^\n]{0,60}(?:\d|s/n))"
)
"""Kinds of streets that stand before the name, whose number may follow after a comma."""
PLACE = re.compile(
    r"\b(?:Quartier|Lieu[ -]dit|Hameau|Domaine|Château|Ferme|Z\.?(?:I|A|AC|AE|AD)\.?|Parc d['’]activités?"
    r"|Zone (?:industrielle|artisanale|d['’]activités?)|Pol(?:\.|ígono) ?Ind(?:\.|ustrial)"
    r"|Parque (?:Empresarial|Industrial|Tecnológico)|Urb(?:\.|anización)|Finca|Cortijo) +"
)
"""Kinds of places that have no street and no number: hamlets, farms, industrial estates."""
NAMED_STREET = re.compile(rf"{_STREETS}|{_LEADING_STREETS}|\b(?i:{_BOXES})\b")
"""A street or building by its kind, or a box."""
STREET = re.compile(
    rf"(?<![\w-])\d{{1,5}}[a-zA-Z]?(?: ?[-–/&+] ?\d{{1,5}}[a-z]?)?,? +(?:[{UPPER}\d]|(?:rue|av|avenue|bd|boulevard"
    r"|place|quai|chemin|allée|impasse|cours|bis|ter|de|du|des)\b)"
    rf"|(?:[{UPPER}][\w.'’ßé-]+|\bn[°º.]|#) ?#?\d{{1,5}} ?[a-zA-Z]?(?: ?[-–/+] ?\d{{1,5}} ?[a-zA-Z]?)?(?!\d)"
    rf"|(?i:\b(?:{_BOXES}))\.? ?#?\d+|{_STREETS}|{_LEADING_STREETS}"
)
"""What a street, a house or a box looks like."""
HINT = re.compile(r"\d{4}|\d ?[A-Z]{2}\b|\d\d-\d{3}|\d{3} \d\d\b|[A-Z]\d[A-Z] ?\d|[A-Z]\d[\dW] ?[A-Z\d]{4}\b")
"""What every postal code has; lines without it need not be looked at."""
_FIGURE = re.compile(r"\d")
_ZIP = re.compile(r"(?<![\d./-])\d{5}(?:-\d{4})?(?![\d/])")
_CODED = re.compile(r"\b(?:[A-Z]{2}|[A-Z]\.[A-Z]|[A-Z][a-z])\Z")
_ONLY = re.compile(r"(?:[A-Z]{1,3}[- ])?\d{2,3}[- ]?\d{2,4}(?:-\d{4})?\Z")
_LONGEST_COUNTRY = 50
_FIRST = re.compile(r"\s*((?:[A-Z]\.){2,}|[^.(\n]{2,60})")
_TRIM = " .:;*_()[]\"'“”–—-"


_YEAR = re.compile(r"\b(?:19|20)\d\d\W*\Z")


class Part(msgspec.Struct, frozen=True):
    """A piece of a line between commas: `text` stands at `start`."""

    start: int
    end: int
    text: str


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a line with the end of an address; `begin` is where in the part its code or place stands."""

    index: int
    begin: int
    end: int
    code: str = ""
    country: str | None = None
    place_follows: bool = False
    """Whether the name of the place stands behind the code."""
    alone: bool = False
    """Whether the code stands alone between commas or dashes, its place in the next part."""
    sure: bool = True
    """False where the form alone says little, and a country must follow."""


class _Forms:
    def __init__(self) -> None:
        provinces = "|".join(sorted(map(re.escape, regions()["AU"]), key=len, reverse=True))
        place = rf"[{UPPER}][\w'’.()-]+"
        self.any = re.compile(
            r"(?P<GB>\b(?!BP|CS|TSA)[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b)"
            r"|(?P<CA>\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b)"
            r"|(?P<IE>\b(?:[AC-FHKNPRTV-Y]\d\d|D6W) ?(?=\d{0,3}[A-Z])[AC-FHKNPRTV-Y\d]{4}\b)"
            rf"|(?P<AU>\b(?:{provinces}),? \d{{4}}\b)"
            rf"|(?P<NL>(?<![\d./-])\d{{4}} ?[A-Z]{{2}},? (?={place}))"
            rf"|(?P<PT>(?<![\d./-])\d{{4}}-\d{{3}} (?={place}))"
            rf"|(?P<PL>(?<![\d./-])\d\d-\d{{3}}(?= {place}|\Z))"
            rf"|(?P<EU>(?:\b[A-Z]{{1,2}} ?[-–] ?)?(?<![\d./])\d{{4,5}} (?={place}))"
            rf"|(?P<CZ>(?<![\d./-])\d{{3}} \d\d (?={place}))"
            r"|(?P<JP>(?:〒 ?|\b)\d{3}-\d{4}\b(?!-))"
        )
        self.last = re.compile(rf"{place}(?:[ .'’-]{{1,2}}{place})*[ ,–-]{{1,3}}(\d{{3}} ?\d{{3}}|\d{{4,7}})\Z")
        self.states = frozenset(name.lower() for name in regions()["US"]) | {"d.c", "n.y"}
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


def _american(text: str) -> tuple[int, int] | None:
    """Where a state and its code stand ("DC 20036")."""
    match = _ZIP.search(text)
    if match is None:
        return None
    before = text[: match.start()].rstrip(" ,.")
    words = before.split()
    for number in (1, 2, 3):
        name = " ".join(words[-number:]).lower().strip(".,")
        if (
            len(words) >= number
            and name in _forms().states
            and (number > 1 or len(name) > len("dc.") or _CODED.search(before))
        ):
            return before.lower().rfind(words[-number].lower()), match.end()
    return None


def anchor(parts: Sequence[Part], index: int) -> Anchor | None:
    """The end of an address in that part, None where it holds none."""
    text = parts[index].text
    known, stop = leading_country(text)
    if known:
        return Anchor(index=index, begin=0, end=stop, country=known)
    if _FIGURE.search(text) is None:
        return None
    span = _american(text)
    if span:
        return Anchor(index=index, begin=span[0], end=span[1], code=_digits(text[slice(*span)]), country="US")
    match = _forms().any.search(text) if HINT.search(text) else None
    return _coded(match, index) if match else _unsure(parts, index)


def _coded(match: re.Match[str], index: int) -> Anchor:
    """The anchor of a code in the form of some country."""
    kind = match.lastgroup or ""
    code = re.sub(r"[^\dA-Z]", "", match[0].upper()) if kind in ("GB", "CA", "IE") else _digits(match[0])
    prefix = _forms().prefix.match(match[0])
    country = _PREFIXES.get(prefix[1]) if prefix else kind if kind not in ("EU", "CZ", *_UNSURE) else None
    begin, end = match.span()
    follows, sure = kind in _FOLLOWED, kind not in _UNSURE
    return Anchor(index=index, begin=begin, end=end, code=code, country=country, place_follows=follows, sure=sure)


def _unsure(parts: Sequence[Part], index: int) -> Anchor | None:
    """The anchor of a place with figures behind it, or of figures alone in a part."""
    text = parts[index].text
    tail = _forms().last.search(text)
    if tail:
        city = country_of(text[tail.start() : tail.start(1)])
        return Anchor(
            index=index, begin=tail.start(), end=tail.end(), code=_digits(tail[1]), country=city, sure=city is not None
        )
    if not index or not _ONLY.fullmatch(text.strip(_TRIM)):
        return None
    before = parts[index - 1].text
    state = before.strip(_TRIM) in regions()["US"]
    alone = index + 1 < len(parts) and not state and STREET.search(before) is not None
    country = "US" if state else None
    return Anchor(
        index=index, begin=0, end=len(text), code=_digits(text), country=country, alone=alone, sure=state or alone
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def is_dated(line: str) -> bool:
    """Whether a line ends in a month and a year, as a notice of the last change does."""
    year = _YEAR.search(line)
    return year is not None and line[: year.start()].strip(" .,").rpartition(" ")[2].lower() in month_names()


def is_year(code: str, before: str) -> bool:
    """Whether the code is the year of a date, given the words before it."""
    year = len(code) == len("2019") and code[:2] in ("19", "20")
    return year and any(word.strip(".,").lower() in month_names() for word in before.split())
