"""TC strings of TCF v2: purposes by consent and by legitimate interest, and the vendors that may rely on each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cookietui.core.consent import Answer, Consent, Ground, Holders
from cookietui.core.purposes import category_of
from cookietui.core.signal import Signal
from cookietui.core.signals import tcf
from cookietui.core.signals.wording import words

TITLE = "TCF consent string"
COOKIES = (
    "euconsent-v2",
    "eupubconsent-v2",
    "euconsent",
    "eupubconsent",
    "IABTCF_TCString",
    "IABConsent_ConsentString",
)
_CERTAIN = re.compile(r"[BC][\w-]{35,}(?:\.[\w-]+)*", re.ASCII)
_LIKELY = re.compile(r"[BC][^\s{}=&;:~]{2,}")


_TOLD = 5
"""Rules of the site that are told one by one."""


def recognise(text: str) -> str:
    """`certain` for letters of base64url that begin with version 2 (or 1); `fallback` where some are none."""
    return "certain" if _CERTAIN.fullmatch(text) else "fallback" if _LIKELY.fullmatch(text) else "no"


def read(text: str) -> Signal:
    """Raises BadInput, for version 1 by its name."""
    return Signal(kind="tcf", fields=tcf.decode(text))


def consent(found: Signal) -> Consent:
    """The answers to the purposes and special features."""
    return agreed(found.fields)


def agreed(fields: Mapping[str, Any]) -> Consent:
    """The consent of decoded TCF fields."""
    notes = list(_restrictions(fields["publisherRestrictions"]))
    if fields["vendorsDisclosed"] is None:
        notes.append("It does not say which companies were shown to you, as TCF 2.3 asks")
    elif fields["vendorsDisclosed"]:
        notes.append(f"{len(fields['vendorsDisclosed'])} companies were shown to you")
    return Consent(
        answers=(
            *_purposes(fields["purposeConsents"], fields["purposeLegitimateInterests"]),
            *_features(fields["specialFeatureOptins"]),
        ),
        holders=(
            Holders(ids=tuple(fields["vendorConsents"])),
            Holders(ids=tuple(fields["vendorLegitimateInterests"]), ground="legitimate-interest"),
        ),
        given=fields["lastUpdated_ms"],
        vendor_list=fields["vendorListVersion"],
        notes=tuple(notes),
    )


def _purposes(consents: Iterable[int], interests: Iterable[int]) -> Iterator[Answer]:
    """Every purpose by consent, and those on by legitimate interest; those without a name only where they are on."""
    known = words("tcf", "purposes")
    rows: tuple[tuple[Ground, set[int]], ...] = (
        ("consent", set(consents)),
        ("legitimate-interest", set(interests)),
    )
    for ground, on in rows:
        for number in sorted(on | {int(key) for key in known}):
            if ground == "legitimate-interest" and number not in on:
                continue
            yield Answer(
                subject=known.get(str(number), f"purpose {number}"),
                allowed=number in on,
                ground=ground,
                category=category_of("tcf", str(number)),
            )


def _features(on: Iterable[int]) -> Iterator[Answer]:
    known = words("tcf", "features")
    chosen = set(on)
    for number in sorted(chosen | {int(key) for key in known}):
        yield Answer(subject=known.get(str(number), f"special feature {number}"), allowed=number in chosen)


def _restrictions(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What the site itself forbids or demands of vendors."""
    known, forms = words("tcf", "purposes"), words("tcf", "restrictions")
    for row in rows[:_TOLD]:
        purpose = known.get(str(row["purposeId"]), f"purpose {row['purposeId']}")
        count = len(row["vendors"])
        who = f"{count:,} companies" if count > 1 else f"company {row['vendors'][0]}"
        yield forms[str(row["restrictionType"])].format(purpose=purpose, who=who)
    if len(rows) > _TOLD:
        yield f"The site has {len(rows) - _TOLD} more rules for companies"
