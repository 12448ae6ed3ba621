"""The closed vocabularies of the design, written once as Literal types so that mypy and msgspec both check them."""

from typing import Literal, TypeAlias, get_args

CookieCategory: TypeAlias = Literal["necessary", "functional", "analytics", "marketing", "unclassified"]
Choice: TypeAlias = Literal["deny", "session", "ask", "allow"]
"""Ordered from strict to loose: a tie between rules of one scope goes to the first."""
Right: TypeAlias = Literal[
    "access", "correct", "delete", "port", "restrict", "object", "stop-marketing", "stop-sale", "stop-targeting",
    "limit-sensitive", "withdraw-consent", "automated-decision",
]  # fmt: skip
ChannelKind: TypeAlias = Literal["email", "post", "phone", "fax", "form", "link", "settings", "browser"]
ContactKind: TypeAlias = Literal["email", "phone", "fax", "post", "web", "form"]
Role: TypeAlias = Literal[
    "privacy", "dpo", "representative", "controller", "support", "marketing", "abuse", "security", "general"
]
Condition: TypeAlias = Literal["identity-check", "account", "resident", "fee", "limit", "form", "written", "agent"]
PracticeCategory: TypeAlias = Literal[
    "first-party-use", "third-party-sharing", "choice", "access", "retention", "security", "policy-change",
    "do-not-track", "audience", "other",
]  # fmt: skip
Stance: TypeAlias = Literal["does", "does-not", "may"]
Data: TypeAlias = Literal[
    "financial", "health", "contact", "location", "demographic", "identifier", "online-activity", "profile",
    "social-media", "device", "cookies", "computer", "survey", "generic", "other",
]  # fmt: skip
Purpose: TypeAlias = Literal[
    "service", "additional-service", "advertising", "marketing", "analytics", "personalization", "security", "legal",
    "merger", "other",
]  # fmt: skip
ChoiceType: TypeAlias = Literal[
    "opt-in", "opt-out-link", "opt-out-contact", "site-settings", "third-party-settings", "browser-settings",
    "avoid-service", "other",
]  # fmt: skip
Basis: TypeAlias = Literal["consent", "legitimate-interest", "contract", "legal-obligation", "vital", "public-task"]
Recipient: TypeAlias = Literal[
    "processors", "partners", "advertisers", "affiliates", "authorities", "successors", "public", "anyone"
]
TechnologyKind: TypeAlias = Literal[
    "cookies", "persistent-cookies", "session-cookies", "web-beacons", "local-storage", "server-logs", "ip-address",
    "unique-identifiers", "fingerprinting", "do-not-track", "global-privacy-control",
]  # fmt: skip
TechnologyStance: TypeAlias = Literal["used", "not-used", "mentioned"]
VendorRole: TypeAlias = Literal["tracker", "processor", "payment", "portal"]
VendorStance: TypeAlias = Literal["used", "not-used"]
NameMatch: TypeAlias = Literal["exact", "prefix", "glob", "regex-text"]
Party: TypeAlias = Literal["first", "third", "unknown"]
Storage: TypeAlias = Literal["cookie", "local-storage", "session-storage", "indexed-db", "pixel", "other"]
MissingItem: TypeAlias = Literal[
    "access", "correct", "delete", "object", "contact", "retention", "revised", "controller"
]
ProblemKind: TypeAlias = Literal["contradiction", "cut", "language", "unread", "encoding", "no-policy", "note"]
RequestState: TypeAlias = Literal[
    "draft", "sent", "acknowledged", "needs-identity", "extended", "fulfilled", "partly", "denied", "withdrawn",
    "expired", "complained",
]  # fmt: skip
Evasion: TypeAlias = Literal[
    "identity-copy", "more-data", "wrong-channel", "signature", "language", "excessive", "silence"
]
"""What organisations usually say in place of an answer; each has a counter-letter."""
FollowUpKind: TypeAlias = Literal[
    "reminder", "identity-copy", "more-data", "wrong-channel", "signature", "language", "excessive", "silence",
    "appeal", "complaint",
]  # fmt: skip
"""A later letter of the same case: a reminder, a counter-letter, an appeal, or a complaint to an authority."""

COOKIE_CATEGORIES: tuple[CookieCategory, ...] = get_args(CookieCategory)
CHOICES: tuple[Choice, ...] = get_args(Choice)
RIGHTS: tuple[Right, ...] = get_args(Right)
MISSING_ITEMS: tuple[MissingItem, ...] = get_args(MissingItem)
REQUEST_STATES: tuple[RequestState, ...] = get_args(RequestState)
EVASIONS: tuple[Evasion, ...] = get_args(Evasion)
FOLLOW_UP_KINDS: tuple[FollowUpKind, ...] = get_args(FollowUpKind)
OPEN_STATES: frozenset[RequestState] = frozenset({"sent", "acknowledged", "needs-identity", "extended"})
"""States in which an answer is still awaited (design.md, "Request")."""
