"""Random fields: harmless text of many scripts, and everything that was ever used to break out of a header."""

import random
import string
from typing import Any

from cookietui.core.mail import Draft

HOSTILE = (
    "\r\n", "\n", "\r", "\r\n\r\n", "\r\n ", "\x00", "\x0b", "\x0c", "\x1b]0;t\x07", "\x7f", "\x85", "\x9b2J", "\u2028", "\u2029",
    "\u202e", "\u2066", "\u200b", "\u200d", "\u00ad", "\ufeff", "\ud800", "\udc80", "\U000e0041", "=?UTF-8?Q?=0A?=", "=?utf-8?q?=0D=0A?=",
    "=?utf-8?b?DQpCY2M6IGU=?=", "=?", "?=", "Bcc: evil@e.example", "\nBcc: evil@e.example", "\r\nTo: evil@e.example", ", evil@e.example",
    "; evil@e.example", " <evil@e.example>", "evil@e.example", "g:evil@e.example;", "(evil@e.example)", '"', "\\", "%0D%0ABcc:e@e.example",
    "?bcc=evil@e.example", "&attach=/etc/passwd", "{{ x }}", "${x}", "$(x)", "`x`", "-oQ", ".\r\n", "\r\n.\r\n", "--==boundary",
)  # fmt: skip
HARMLESS = (
    "é", "Ö", "ß", "漢字", "日本", "пример", "ελλη", "عربي", "עבר", "हिन", "😀", "’", "–", "€", "a", "shop", "Privacy", "x-y", "(c)", "& co.",
    "100%", "a, b", "O'Neill", '"q"', "#7", "=", "?", "_", "word word", "  ", "[ck-000000]", "From here", "From: me", "http://a.example/?b=c",
)  # fmt: skip
FIELDS = (
    "to", "subject", "body", "reference", "message_id", "in_reply_to", "references", "sender_name", "sender_email", "sender_address",
)  # fmt: skip
_USUAL: dict[str, Any] = {
    "to": "p@shop.example", "subject": "Objection", "body": "Stop.\n", "reference": "ck-7f3a2c", "message_id": "<ck.1@home.example>",
    "in_reply_to": "<a@b.example>", "references": ("<a@b.example>",), "sender_name": "Ann", "sender_email": "ann@home.example",
    "sender_address": "1 Lane\nTown",
}  # fmt: skip


def harmless(rng: random.Random, most: int = 8) -> str:
    """Some words without any character that a header may not have."""
    return "".join(rng.choice(HARMLESS) for _ in range(rng.randrange(1, most)))


def hostile(rng: random.Random, most: int = 10) -> str:
    """Anything."""
    pick = (
        lambda: rng.choice(HOSTILE),
        lambda: rng.choice(HARMLESS),
        lambda: rng.choice(string.printable),
        lambda: chr(rng.randrange(0x3000)),
        lambda: chr(rng.randrange(0x110000)),
    )
    return "".join(rng.choice(pick)() for _ in range(rng.randrange(1, most)))


def field(rng: random.Random, name: str, *, bad: bool) -> Any:
    """A value for a field of a draft: one that fits there, or the same with something hostile in it."""
    usual = _USUAL[name]
    if name in {"subject", "sender_name"}:
        usual = f"{harmless(rng)} {harmless(rng, 30)}".strip()[: rng.randrange(1, 90)].strip() or "s"
    elif name == "body":
        return "\n".join((hostile if bad else harmless)(rng, 30) for _ in range(rng.randrange(1, 12)))
    elif name in {"to", "sender_email"}:
        local = "".join(rng.choice(string.ascii_lowercase + "._+'-") for _ in range(rng.randrange(1, 9)))
        domain = rng.choice(["shop.example", "bücher.example", "例え.example", "раypal.com", "a.b.co.uk"])
        usual = f"{local}@{domain}"
    if not bad:
        return usual
    if name == "references":
        return (*usual, hostile(rng)) if rng.random() < 0.9 else usual * 30
    at = rng.choice([0, len(usual), rng.randrange(len(usual) + 1)])
    return usual[:at] + hostile(rng) + usual[at:]


def random_draft(rng: random.Random) -> Draft:
    """A draft of ten random fields; of most drafts one is hostile, of some none, of a few many."""
    odd = {rng.choice(FIELDS)} if rng.random() < 0.8 else set(rng.sample(FIELDS, rng.randrange(4)))
    return Draft(**{name: field(rng, name, bad=name in odd) for name in FIELDS})
