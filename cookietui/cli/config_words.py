"""The keys of config.toml are explained once, for the manual page; a test sees to it that none is missing."""

KEYS: tuple[tuple[str, str, str], ...] = (
    ("", "delivery", "how drafts are handed over without --to: eml (the default), maildir, imap, mailto, ..."),
    ("", "drafts", "folder for drafts; without it our own"),
    ("", "language", "of letters, such as de; without it that of the policy"),
    ("", "country", "where you live, as two letters, to propose laws"),
    ("", "law", "law that requests rest on unless another is named"),
    ("", "profile", "the profile in use"),
    ("", "theme", "of the full screen"),
    ("eml", "program", "opens the draft: desktop, thunderbird, neomutt or mutt"),
    ("eml", "command", 'a list of words of your own in place of it, such as ["mymail", "{file}"]'),
    ("eml", "terminal", "false where your own command opens a window; without it it takes the terminal"),
    ("eml", "unsent", "true marks the file X-Unsent, so that graphical programs open it for editing"),
    ("maildir", "folder", "the Maildir for drafts, such as ~/Mail/Drafts; it is never made"),
    ("imap", "host", "name of the mail server"),
    ("imap", "port", "993 where it is not set, 143 with starttls"),
    ("imap", "user", "name to log in with"),
    ("imap", "security", "tls or starttls; none is for a bridge on this computer alone"),
    ("imap", "cafile", "a PEM file that is trusted in place of the authorities of the system"),
    ("imap", "mailbox", "the mailbox for drafts, where the server marks none"),
    ("imap", "auth", "password, or xoauth2 where the password command prints a token"),
    ("imap", "timeout", "seconds of silence after which the server is given up; 20"),
    ("imap", "password_command", 'a list of words whose first line of output is the password: ["pass", "mail"]'),
    ("imap", "keyring", "true asks the keyring of the system (pip install 'cookietui[keyring]')"),
    ("mailto", "program", "opens the link: desktop, thunderbird, claws-mail, evolution, aerc, neomutt or mutt"),
    ("mailto", "command", 'a list of words of your own in place of it, such as ["mymail", "{uri}"]'),
    ("mailto", "terminal", "false where your own command opens a window"),
    ("clipboard", "command", "a list of words that takes the letter on its standard input"),
    ("clipboard", "osc52", "true asks the terminal itself to copy, false never does"),
    ("letter", "layout", "where the address stands: din-5008-b, din-5008-a, window-right or us-10"),
    ("letter", "font", "a font file with the letters that the built-in font lacks"),
    ("letter", "pdf", "false writes the text alone"),
    ("sendmail", "command", 'a list of words that sends what it reads, such as ["msmtp", "-t"]; {to} is the recipient'),
    ("sendmail", "pretend", "a list of words that shows what would be sent; msmtp has --pretend by itself"),
)  # fmt: skip
"""Table, key and what it means."""


def shown(table: str, key: str) -> str:
    """The key as it is named in prose: `delivery`, `[imap] host`."""
    return f"[{table}] {key}" if table else key
