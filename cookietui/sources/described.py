"""What a page says about itself in its head: canonical address, site name, author, language."""

from collections.abc import Iterable

from cookietui.core.text import one_line
from cookietui.sources.markup import Tag

_META = frozenset({
    "author", "publisher", "copyright", "og:url", "og:site_name", "og:title", "og:locale", "twitter:site",
    "twitter:domain", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dc.creator",
    "dc.language", "dc.date", "dcterms.modified", "last-modified", "date", "revised", "article:modified_time",
    "article:published_time", "content-language", "language", "description", "generator",
})  # fmt: skip
_LIMIT = 500
Described = tuple[dict[str, str], dict[str, tuple[str, str]], str | None]


def primary(tag: str) -> str | None:
    """The lower-case primary subtag of a language tag (`de-AT` is `de`), None for what is none."""
    first = tag.strip().lower().replace("_", "-").split("-", 1)[0]
    return first if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 else None  # noqa: PLR2004 - ISO 639


def head(tags: Iterable[Tag]) -> Described:
    """The meta values, where each stands, and the declared language."""
    values: dict[str, str] = {}
    places: dict[str, tuple[str, str]] = {}
    for tag in tags:
        if tag.name not in {"meta", "link", "base", "html"}:
            continue
        found = {a.name: a for a in tag.attributes()}
        key, attribute = _described(tag.name, {name: a.value for name, a in found.items()})
        if key and attribute in found and key not in values:
            value = one_line(found[attribute].value, _LIMIT)
            if value:
                start, end = found[attribute].start, found[attribute].end
                values[key] = value
                places[key] = (f"html:{start}-{end}", tag.raw[start - tag.start : end - tag.start])
    spoken = values.get("html:lang") or values.get("content-language") or values.get("og:locale") or ""
    return values, places, primary(spoken.split(",")[0] or values.get("dc.language", "") or values.get("language", ""))


def _described(name: str, found: dict[str, str]) -> tuple[str, str]:
    """Key in `Page.meta` and the attribute that holds its value, both empty where nothing is described."""
    if name == "base":
        return "base", "href"
    if name == "html":
        return "html:lang", "lang" if "lang" in found else "xml:lang"
    if name == "link":
        return ("canonical", "href") if "canonical" in found.get("rel", "").lower().split() else ("", "")
    key = (found.get("property") or found.get("name") or found.get("http-equiv") or "").strip().lower()
    return (key, "content") if key in _META else ("", "")
