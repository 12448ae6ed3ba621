"""Archives rewrite the addresses of a page to their own; here each is what the site wrote."""

import re
from urllib.parse import unquote

_WRAPPED = re.compile(
    r"^(?:https?:)?(?://[\w.-]*archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(.*)$", re.IGNORECASE | re.DOTALL
)
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ONE_SLASH = re.compile(r"^(https?:)/(?=[^/])", re.IGNORECASE)


def original(address: str) -> str:
    """The address behind an archive's rewriting, or the address itself, blanks at the ends taken off."""
    address = address.strip()
    found = _WRAPPED.match(address)
    if found is None:
        return address
    inner = found[1]
    if not inner.startswith("//") and not _SCHEME.match(inner):
        inner = unquote(inner)
        inner = inner if _SCHEME.match(inner) else f"//{inner}"
    return _ONE_SLASH.sub(r"\1//", inner)
