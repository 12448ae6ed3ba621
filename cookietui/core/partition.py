"""A partition is the site under which a cookie was set, told as `scheme://host[:port]` whatever form its source has."""

import functools

from cookietui.core.text import one_line

_LONGEST = 300
"""Characters that are shown of one."""
_FOREIGN = "f"
"""Firefox's word for a page of another site between the visited one and the one that set the cookie."""


@functools.lru_cache(maxsize=4096)
def partition_of(given: str) -> tuple[str | None, bool | None]:
    """The site, and whether a page of another site stood between it and what set the cookie (None: not told).

    Takes `https://shop.example:8443`, a bare host, and Firefox's `(https,shop.example)` with `,8443` or `,f` behind
    the host (OriginAttributes::ParsePartitionKey). None for no partition.
    """
    key = one_line(given.strip(), _LONGEST)
    scheme, *rest = key.strip("()").split(",")
    if not key.startswith("(") or not rest:
        return key.strip("()") or None, None
    host, *more = rest
    port = next((f":{each}" for each in more if each.isascii() and each.isdigit()), "")
    bracketed = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"{scheme}://{bracketed}{port}", True if _FOREIGN in more else None
