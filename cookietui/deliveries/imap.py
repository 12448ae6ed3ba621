"""A draft is put into the drafts mailbox of a server, once and only once, over TLS that is verified."""

from cookietui.core.delivery import Ready, Receipt, Settings, options
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, as_eml, file_stem
from cookietui.deliveries import _mailbox, _programs, _secrets

TITLE = "the drafts mailbox of your mail server (IMAP)"
CHANNEL = "email"
KEEPS = True
SENDS = False
_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


class Options(_mailbox.Account, frozen=True, kw_only=True):
    """The table `[imap]`: the account, and where its password comes from. No password ever stands in a file of ours."""

    password_command: tuple[str, ...] = ()
    """A list of words whose first line of output is the password, or the token for `auth = "xoauth2"`."""
    keyring: bool = False
    """Ask the system's keyring, under the name of the host."""


def ready(settings: Settings) -> Ready:
    """Whether an account is set and a password can be had; the network is not touched."""
    wanted = options(settings, Options)
    missing = [*_lacking(wanted, settings)]
    if settings.folder is None:
        missing.append("no folder for drafts is set")
    note = f"{wanted.mailbox or 'drafts'} of {wanted.user} at {wanted.host}"
    runs = (wanted.password_command,) if wanted.password_command else ()
    return Ready(ok=not missing, missing=tuple(missing), note="" if missing else note, runs=runs)


def _lacking(wanted: Options, settings: Settings) -> list[str]:
    if not wanted.host or not wanted.user:
        return ["no account is set: [imap] host = ... and user = ... in config.toml"]
    missing = []
    if wanted.security not in {"tls", "starttls", "none"}:
        missing.append("security is one of: tls, starttls")
    if wanted.security == "none" and wanted.host not in _LOCAL:
        missing.append("a connection without TLS is only made to this machine itself")
    if wanted.auth not in {"password", "xoauth2"}:
        missing.append("auth is one of: password, xoauth2")
    if any(not text.isprintable() for text in (wanted.host, wanted.user, wanted.mailbox)):
        missing.append("host, user and mailbox are printable text")
    if wanted.password_command:
        if _programs.found(wanted.password_command[0], settings.environment) is None:
            missing.append(f"the password command {wanted.password_command[0]} was not found")
    elif wanted.keyring:
        missing += [reason for reason in (_secrets.why_no_keyring(),) if reason]
    else:
        missing.append('no password can be had: [imap] password_command = ["pass", "show", "mail"] or keyring = true')
    return missing


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """Keep the draft as `<reference>.eml`, so that it stays whatever the server says; raises BadInput, CannotSave."""
    if settings.folder is None:
        raise BadInput("no folder for drafts is set")
    path = settings.folder / f"{file_stem(draft.reference)}.eml"
    settings.save(path, as_eml(draft))
    return Receipt(path=path, uri=f"mid:{draft.message_id.strip('<>')}")


def carry(draft: Draft, settings: Settings) -> Receipt:
    """Append the draft unless a message with its Message-ID is there already; raises NotDelivered."""
    from cookietui.deliveries import _imap_session  # noqa: PLC0415 - imaplib and ssl are slow to load

    wanted = options(settings, Options)
    if wanted.password_command:
        secret = _secrets.by_command(wanted.password_command)
    else:
        secret = _secrets.by_keyring(wanted.host, wanted.user)
    with _imap_session.session(wanted, secret) as server:
        box = server.drafts(wanted.mailbox)
        warnings = []
        if draft.supersedes and server.holds(box, draft.supersedes):
            warnings.append(f"an earlier version of this letter lies in {box.shown} as well: delete it there")
        if server.holds(box, draft.message_id):
            warnings.append(f"the draft was in {box.shown} already and was not added again")
        else:
            server.append(box, as_eml(draft))
            warnings.append(f"the draft lies in {box.shown} at {wanted.host} now")
    return Receipt(warnings=tuple(warnings))
