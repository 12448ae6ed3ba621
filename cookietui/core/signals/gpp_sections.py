"""GPP sections are one table; adding a state is adding a row (IAB "Global Privacy Platform", Sections)."""

from typing import NamedTuple

_NOTICES = ("SaleOptOutNotice", "TargetedAdvertisingOptOutNotice")
_CHOICES = ("SaleOptOut", "TargetedAdvertisingOptOut")
_MSPA = ("MspaCoveredTransaction", "MspaOptOutOptionMode", "MspaServiceProviderMode")
_MODE = ("MspaCoveredTransaction", "MspaMode")
_SENSITIVE, _CHILD, _MORE = (
    "SensitiveDataProcessing",
    "KnownChildSensitiveDataConsents",
    "AdditionalDataProcessingConsent",
)
SIX_BITS = ("Version", "MspaVersion")
"""Fields of six bits; all others are two bits an item."""


class Section(NamedTuple):
    """One section that is made of two-bit numbers."""

    number: int
    fields: tuple[str, ...]
    lengths: dict[str, int]
    """Items of the fields that are lists; all others hold one item."""
    signal: bool = True
    """Whether a sub-section with the GPC bit may follow."""
    apart: str = ""
    """A list that stands in a sub-section of type 2."""
    older: dict[str, int] | None = None
    """Lengths before the lists were made longer; such a section is known by being shorter."""

    @property
    def bits(self) -> int:
        """Bits of the core, all lists at their full length."""
        return sum(6 if name in SIX_BITS else 2 * self.lengths.get(name, 1) for name in self.fields)


def _state(first: str, sensitive: int, child: int, *, more: bool = True) -> tuple[tuple[str, ...], dict[str, int]]:
    """Fields and list lengths of the pattern that most states share."""
    fields = ("Version", first, *_NOTICES, *_CHOICES, _SENSITIVE, _CHILD, *((_MORE,) if more else ()), *_MSPA)
    lengths = {_SENSITIVE: sensitive}
    if child > 1:
        lengths[_CHILD] = child
    return fields, lengths


_SHARING, _PROCESSING = "SharingNotice", "ProcessingNotice"
_LATE = ("MspaVersion", *_MODE, _PROCESSING, *_NOTICES, *_CHOICES)
SECTIONS: dict[str, Section] = {
    "usnat": Section(
        7,
        (
            "Version", _SHARING, "SaleOptOutNotice", "SharingOptOutNotice", "TargetedAdvertisingOptOutNotice",
            "SensitiveDataProcessingOptOutNotice", "SensitiveDataLimitUseNotice", "SaleOptOut", "SharingOptOut",
            "TargetedAdvertisingOptOut", _SENSITIVE, _CHILD, "PersonalDataConsents", *_MSPA,
        ),
        {_SENSITIVE: 16, _CHILD: 3},
        older={_SENSITIVE: 12, _CHILD: 2},
    ),
    "usca": Section(
        8,
        (
            "Version", "SaleOptOutNotice", "SharingOptOutNotice", "SensitiveDataLimitUseNotice", "SaleOptOut",
            "SharingOptOut", _SENSITIVE, _CHILD, "PersonalDataConsents", *_MSPA,
        ),
        {_SENSITIVE: 9, _CHILD: 2},
    ),
    "usva": Section(9, *_state(_SHARING, 8, 1, more=False), signal=False),
    "usco": Section(10, *_state(_SHARING, 7, 1, more=False)),
    "usut": Section(
        11,
        ("Version", _SHARING, *_NOTICES, "SensitiveDataProcessingOptOutNotice", *_CHOICES, _SENSITIVE, _CHILD, *_MSPA),
        {_SENSITIVE: 8},
        signal=False,
    ),
    "usct": Section(12, *_state(_SHARING, 8, 3, more=False)),
    "usfl": Section(13, *_state(_PROCESSING, 8, 3), signal=False),
    "usmt": Section(14, *_state(_SHARING, 8, 3)),
    "usor": Section(15, *_state(_PROCESSING, 11, 3)),
    "ustx": Section(16, *_state(_PROCESSING, 8, 1)),
    "usde": Section(17, *_state(_PROCESSING, 9, 5)),
    "usia": Section(
        18,
        ("Version", _PROCESSING, *_NOTICES, "SensitiveDataOptOutNotice", *_CHOICES, _SENSITIVE, _CHILD, *_MSPA),
        {_SENSITIVE: 8},
    ),
    "usne": Section(19, *_state(_PROCESSING, 8, 1)),
    "usnh": Section(20, *_state(_PROCESSING, 8, 3)),
    "usnj": Section(21, *_state(_PROCESSING, 10, 5)),
    "ustn": Section(22, *_state(_PROCESSING, 8, 1)),
    "usmn": Section(23, *_state(_PROCESSING, 8, 1)),
    "usmd": Section(24, (*_LATE, _MORE), {}),
    "usin": Section(25, (*_LATE, _CHILD, _MORE), {_SENSITIVE: 8}, signal=False, apart=_SENSITIVE),
    "usky": Section(26, (*_LATE, _CHILD, _MORE), {_SENSITIVE: 8}, signal=False, apart=_SENSITIVE),
    "usri": Section(27, (*_LATE, _CHILD, _MORE), {_SENSITIVE: 8}, signal=False, apart=_SENSITIVE),
}  # fmt: skip
NAMES: dict[int, str] = {2: "tcfeuv2", 5: "tcfcav1", 6: "uspv1"} | {row.number: name for name, row in SECTIONS.items()}
"""Section number to its prefix."""
