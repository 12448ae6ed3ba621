"""Reads what tarteaucitron is told: its services with their cookies, those a page switches on, and its own cookie."""

from collections.abc import Iterator

from cookietui.core.declaration import Declaration, Vendor
from cookietui.core.purposes import category_of
from cookietui.core.script_node import Node
from cookietui.core.site import host
from cookietui.core.text import one_line
from cookietui.core.words import CookieCategory
from cookietui.readers._blocks import Text, is_script, mentions, texts
from cookietui.readers._sheet import Said, Sheet
from cookietui.readers.klaro import days_of, vendor_of
from cookietui.sources.sample import Sample

TITLE = "tarteaucitron configuration"
KIND = "either"
_MARKS = ("tarteaucitron",)
_OWN = "tarteaucitron"
"""The name of its own cookie where no other is given."""
_SERVICE = frozenset({"key", "type", "name"})
_INIT = frozenset(
    {"hashtag", "cookieName", "orientation", "highPrivacy", "showAlertSmall", "AcceptAllCta", "privacyUrl"}
)
_NAME = 300


def identify(sample: Sample) -> str:
    """`certain` for a script or JSON with settings or services, `fallback` for a page that may hold some."""
    if sample.json is not None:
        value = sample.json[0]
        rows = list(value.values())[:5] if isinstance(value, dict) else []
        known = rows and all(isinstance(row, dict) and set(row) >= _SERVICE and "cookies" in row for row in rows)
        return "certain" if known else "no"
    if not mentions(sample, _MARKS):
        return "no"
    if not is_script(sample):
        return "fallback"
    found = any(any(_services(text)) or _settings(text) or any(_jobs(text)) for text in texts(sample, _MARKS))
    return "certain" if found else "no"


def read(sample: Sample) -> Declaration:
    """Services with their cookies, services that are switched on, and the cookie that keeps the answer."""
    sheet = Sheet(sample, "" if sample.json is not None or is_script(sample) else sample.page.text)
    for text in texts(sample, _MARKS):
        for node in _settings(text):
            _own(sheet, text, node)
        known: set[str] = set()
        for key, node in _services(text):
            known.add(key)
            _service(sheet, text, key, node)
        for job in _jobs(text):
            name = job.text or ""
            if name not in known:
                at = text.at(sheet.book, job)
                sheet.vendor(vendor_of(sheet, name, category_of("service", name), at))
    return sheet.declaration("tarteaucitron")


def _settings(text: Text) -> list[Node]:
    """What `tarteaucitron.init(...)` is given."""
    found = []
    for name, node in text.script.literals:
        keys = {key for key, _ in node.items()}
        if name.endswith("init(") and ("tarteaucitron" in name or len(keys & _INIT) > 1):
            found.append(node)
    return found


def _services(text: Text) -> Iterator[tuple[str, Node]]:
    """`tarteaucitron.services.key = {...}`, or the members of one object of services."""
    for name, node in text.script.literals:
        keys = {key for key, _ in node.items()}
        if keys >= _SERVICE and keys & {"uri", "cookies", "js", "needConsent"}:
            yield name.rpartition(".")[2], node
        else:
            for key, row in node.items():
                inner = {key for key, _ in row.items()}
                if inner >= _SERVICE and inner & {"uri", "cookies", "js"}:
                    yield key, row


def _jobs(text: Text) -> Iterator[Node]:
    """The services that are pushed to the list of jobs."""
    for name, node in text.script.calls("push"):
        if "job" in name and node.text:
            yield node


def _own(sheet: Sheet, text: Text, node: Node) -> None:
    """The cookie that keeps the person's answer."""
    name, domain, days = node.get("cookieName"), node.get("cookieDomain"), node.get("cookieExpire", "expireInDays")
    evidence = (text.at(sheet.book, name),) if name and name.text else text.where(sheet.book, "tarteaucitron")
    said = Said(
        name=name.text if name and name.text else _OWN,
        domains=[domain.text] if domain and domain.text else (),
        category="necessary",
        lifetime=days_of(days),
        party="first",
        evidence=evidence,
    )
    sheet.cookie(said)


def _service(sheet: Sheet, text: Text, key: str, node: Node) -> None:
    named, kind, uri = node.get("name"), node.get("type"), node.get("uri")
    title = one_line(named.text or key, _NAME) if named else key
    at = text.at(sheet.book, named or node)
    category: CookieCategory | None = category_of("service", key) or category_of(
        "tarteaucitron", (kind.text or "") if kind else ""
    )
    policy = one_line(uri.text, _NAME) if uri and uri.text else None
    owner = sheet.sample.knowledge.owner(host(policy) or "") if policy else None
    made = vendor_of(sheet, title, category, at)
    sheet.vendor(
        Vendor(
            name=title, domain=made.domain or (owner.organisation if owner else None), category=made.category,
            opt_out=made.opt_out, policy=policy or made.policy, evidence=(at,),
        )
    )  # fmt: skip
    for name in _cookies(text, node.get("cookies")):
        said = Said(
            name=name.value, category=category, purpose=title, provider=title, evidence=(text.at(sheet.book, name), at)
        )
        sheet.cookie(said)


def _cookies(text: Text, node: Node | None) -> Iterator[Node]:
    """The names in a list, also where a function puts the list together."""
    meant = text.meant(node)
    if meant is None:
        return
    lists = [inner for _, inner in text.script.within(meant)] if meant.kind == "other" else [meant]
    for listed in lists:
        for row in listed.rows():
            if row.kind in {"string", "regex"} and row.value.strip():
                yield row
