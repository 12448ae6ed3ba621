"""A password is asked of a command or the system's keyring when it is needed, is never kept, and enters no message."""

from cookietui.core.errors import NotDelivered
from cookietui.deliveries import _running

_SECONDS = 60
"""A password manager may ask for its own passphrase first."""
_LONGEST = 4096


def by_command(command: tuple[str, ...]) -> str:
    """The first line that the command prints; raises NotDelivered that names the program and never what it said."""
    ended = _running.run(command, seconds=_SECONDS, apart=True)
    if ended.code != 0:
        raise NotDelivered(f"the password command {command[0]} ended with {ended.code}")
    password = ended.said.split("\n", 1)[0]
    if not password:
        raise NotDelivered(f"the password command {command[0]} printed nothing")
    if len(password) > _LONGEST or "\0" in password:
        raise NotDelivered(f"the password command {command[0]} printed no password")
    return password


def why_no_keyring() -> str:
    """Why the system's keyring cannot be used, empty where it can."""
    try:
        import keyring  # noqa: PLC0415 - an extra that most people do not have
        import keyring.backends.fail  # noqa: PLC0415 - same
    except ImportError:
        return "keyring = true needs: pip install 'cookietui[keyring]'; or set password_command"
    if isinstance(keyring.get_keyring(), keyring.backends.fail.Keyring):
        return "no keyring of this system is open; set password_command"
    return ""


def by_keyring(service: str, user: str) -> str:
    """The password that the system's keyring holds for this server and user; raises NotDelivered."""
    reason = why_no_keyring()
    if reason:
        raise NotDelivered(reason)
    import keyring  # noqa: PLC0415 - an extra
    import keyring.errors  # noqa: PLC0415 - same

    try:
        password: str | None = keyring.get_password(service, user)
    except keyring.errors.KeyringError as error:
        raise NotDelivered(f"the keyring did not give the password ({type(error).__name__})") from error
    if not password:
        raise NotDelivered(f"the keyring holds no password; add it: keyring set {service} {user}")
    return password
