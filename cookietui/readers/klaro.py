"""Reads a Klaro configuration, as a script, as JSON or inside a page: services with their purposes and cookies."""

import re
from collections.abc import Iterator

from cookietui.core.declaration import Declaration, Vendor
from cookietui.core.duration import Duration, of_seconds
from cookietui.core.names import spelt
from cookietui.core.purposes import category_of, weightiest
from cookietui.core.script_node import Node
from cookietui.core.text import one_line
from cookietui.core.words import CookieCategory, Storage
from cookietui.readers import _cookie_words
from cookietui.readers._blocks import Text, is_script, mentions, texts
from cookietui.readers._sheet import Said, Sheet
from cookietui.sources.sample import Sample

TITLE = "Klaro configuration"
KIND = "either"
_MARKS = ("klaro", "Klaro", "mustConsent", "hideDeclineAll", "groupByPurpose")
_KEYS = frozenset({
    "elementID", "storageMethod", "storageName", "cookieName", "cookieExpiresAfterDays", "cookieDomain", "mustConsent",
    "acceptAll", "hideDeclineAll", "groupByPurpose", "translations", "htmlTexts", "noAutoLoad", "privacyPolicy",
})  # fmt: skip
"""Keys of which a configuration has at least one, beside its services."""
_SERVICE = frozenset({"purposes", "cookies", "required", "default", "optOut", "onlyOnce", "callback", "title"})
_LATER = re.compile(r"klaro\w*\.(?:services|apps)$", re.IGNORECASE)
"""`klaroConfig.services = [...]`."""
_OWN = "klaro"
"""The name of its own cookie where no other is given."""
_DAY = 86400
_MOST = 36_500
_NAME = 300


def identify(sample: Sample) -> str:
    """`certain` for a script or JSON with a configuration, `fallback` for a page that may hold one."""
    if sample.json is not None:
        value = sample.json[0]
        known = isinstance(value, dict) and _KEYS & set(value) and {"services", "apps"} & set(value)
        return "certain" if known and any(_configurations(sample)) else "no"
    if not mentions(sample, _MARKS):
        return "no"
    return ("certain" if any(_configurations(sample)) else "no") if is_script(sample) else "fallback"


def read(sample: Sample) -> Declaration:
    """The cookies of every service, and the one in which Klaro keeps the answer."""
    sheet = Sheet(sample, "" if sample.json is not None or is_script(sample) else sample.page.text)
    for text, config in _configurations(sample):
        if config.kind == "object":
            _own(sheet, text, config)
        for service in _services(text, config):
            _service(sheet, text, config, service)
    return sheet.declaration("klaro")


def _configurations(sample: Sample) -> Iterator[tuple[Text, Node]]:
    for text in texts(sample, _MARKS):
        for name, node in text.script.literals:
            keys = {key for key, _ in node.items()}
            known = "klaro" in name.lower() or keys & _KEYS
            whole = known and keys & {"services", "apps"} and _services(text, node)
            if whole or (_LATER.search(name) and _listed(text, node)):
                yield text, node


def _services(text: Text, config: Node) -> list[Node]:
    """The services of a configuration; older ones call them apps. A list that is set by itself is one too."""
    listed = config if config.kind == "array" else text.meant(config.get("services", "apps"))
    return _listed(text, listed) if listed else []


def _listed(text: Text, listed: Node) -> list[Node]:
    rows = [text.meant(row) for row in listed.rows()]
    return [row for row in rows if row and row.get("name") and {key for key, _ in row.items()} & _SERVICE]


def _own(sheet: Sheet, text: Text, config: Node) -> None:
    """The cookie, or the entry of local storage, that keeps the person's answer."""
    named = config.get("storageName", "cookieName")
    method = config.get("storageMethod", "klaroStorage")
    storage: Storage = "local-storage" if method and "local" in (method.text or "").lower() else "cookie"
    days = config.get("cookieExpiresAfterDays")
    evidence = [text.at(sheet.book, node) for node in (named, days) if node]
    said = Said(
        name=named.text if named and named.text else _OWN,
        domains=[domain.text] if (domain := config.get("cookieDomain")) and domain.text else (),
        category="necessary",
        lifetime=days_of(days) if storage == "cookie" else None,
        party="first",
        storage=storage,
        evidence=tuple(evidence) or text.where(sheet.book, "klaro") or (text.at(sheet.book, config),),
    )
    sheet.cookie(said)


def days_of(node: Node | None) -> Duration | None:
    """The lifetime that a number of days is; None where it is none."""
    days = node.number if node else None
    return of_seconds(round(days * _DAY)) if days is not None and 0 < days < _MOST else None


def _service(sheet: Sheet, text: Text, config: Node, service: Node) -> None:
    name = service.get("name")
    assert name is not None
    title = _title(text, config, service) or name.text or ""
    category = _category(service)
    at = text.at(sheet.book, name)
    described = service.get("description")
    purpose = described.text if described and described.text else title
    listed = text.meant(service.get("cookies"))
    for row in listed.rows() if listed else ():
        pattern = text.meant(_pattern(row))
        if pattern is None or not isinstance(pattern.value, str) or pattern.kind == "other":
            continue
        domain = row.rows()[2].text if len(row.rows()) > 2 else (found.text if (found := row.get("domain")) else None)  # noqa: PLR2004 - pattern, path, domain
        evidence = (text.at(sheet.book, row), at)
        for spelling in names_of(pattern):
            said = Said(
                name=spelling, domains=[domain] if domain else (), category=category, purpose=purpose,
                provider=title, evidence=evidence,
            )  # fmt: skip
            sheet.cookie(said)
    required = service.get("required")
    if not (required and required.flag):
        sheet.vendor(vendor_of(sheet, title, category, at))


def _pattern(row: Node) -> Node | None:
    """The name in an entry: itself, the first of [pattern, path, domain], or the one of {pattern, path, domain}."""
    if row.kind == "array":
        return row.rows()[0] if row.rows() else None
    return row.get("pattern", "name") if row.kind == "object" else row


def names_of(node: Node) -> tuple[str, ...]:
    """The name that a text or regular expression is, or the names that it lists."""
    return spelt(node.value) if node.kind == "regex" else (node.value,)


def _title(text: Text, config: Node, service: Node) -> str:
    """What people are shown, in the service itself or in the first translation that names it."""
    title = service.get("title")
    if title and title.text:
        return one_line(title.text, _NAME)
    name = service.get("name")
    translated = text.meant(service.get("translations")) or text.meant(config.get("translations"))
    for _, language in translated.items() if translated else ():
        inner = text.meant(language)
        own = inner.get((name.text if name else None) or "") if inner else None
        found = own.get("title") if own else inner.get("title") if inner else None
        if found and found.text:
            return one_line(found.text, _NAME)
    return ""


def _category(service: Node) -> CookieCategory | None:
    """By its purposes; what is required is necessary unless it says that it analyses or advertises."""
    listed = service.get("purposes")
    words = [row.text for row in listed.rows() if row.text] if listed else []
    found = weightiest(category_of("klaro", word) or _cookie_words.category_of(word) for word in words)
    required = service.get("required")
    if required and required.flag and found not in {"analytics", "marketing"}:
        return "necessary"
    return found


def vendor_of(sheet: Sheet, title: str, category: CookieCategory | None, at: int) -> Vendor:
    """The company behind a service, as far as its name tells."""
    owner = next((place.owner for place in sheet.sample.knowledge.named(title)), None)
    return Vendor(
        name=one_line(title, _NAME),
        domain=owner.organisation if owner else None,
        category=category or (owner.category if owner else "unclassified"),
        opt_out=owner.opt_out if owner else None,
        policy=owner.policy if owner else None,
        evidence=(at,),
    )
