"""A draft becomes RFC 5322 bytes here and nowhere else: checked before it is built, parsed again after."""

import msgspec


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A finished letter on its way to a mail program or the post."""

    reference: str
    to: str
    """One address (e-mail) or postal lines (letter)."""
    subject: str
    body: str
    message_id: str
    sender_name: str = ""
    sender_email: str = ""
    """Empty: the mail program fills in From."""
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    channel: str = "email"
