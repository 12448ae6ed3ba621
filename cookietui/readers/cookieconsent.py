"""Reads a configuration of orestbida's cookieconsent (v2 and v3): categories, the cookies they clear, cookie tables."""

from collections.abc import Iterator

from cookietui.core.declaration import Declaration
from cookietui.core.duration import read_duration
from cookietui.core.names import spelt
from cookietui.core.purposes import category_of as category_in
from cookietui.core.script_node import Node
from cookietui.core.words import CookieCategory
from cookietui.readers import _cookie_words
from cookietui.readers._blocks import Text, is_script, mentions, texts
from cookietui.readers._cookie_words import Column, column_of, party_of, storage_of
from cookietui.readers._sheet import Said, Sheet
from cookietui.readers.klaro import days_of, names_of, vendor_of
from cookietui.sources.sample import Sample

TITLE = "cookieconsent configuration"
KIND = "either"
_MARKS = ("ookieConsent", "ookieconsent", "preferencesModal", "settings_modal", "autoClear", "cookie_table")
_OWN = "cc_cookie"
"""The name of its own cookie where no other is given."""
_TABLES = 200
"""Sections of one configuration that are looked at."""


def identify(sample: Sample) -> str:
    """`certain` for a script or JSON with a configuration, `fallback` for a page that may hold one."""
    if sample.json is not None:
        value = sample.json[0]
        known = isinstance(value, dict) and {"categories", "languages", "preferencesModal", "settings_modal"} & set(
            value
        )
        return "certain" if known and (any(_configurations(sample)) or any(_loose(sample))) else "no"
    if not mentions(sample, _MARKS):
        return "no"
    return ("certain" if any(_configurations(sample)) else "no") if is_script(sample) else "fallback"


def read(sample: Sample) -> Declaration:
    """The cookies of every category, and the one in which the answer is kept."""
    sheet = Sheet(sample, "" if sample.json is not None or is_script(sample) else sample.page.text)
    language = None
    for text, config in _configurations(sample):
        _own(sheet, text, config)
        for name, node in _members(text, config.get("categories")):
            _cleared(sheet, text, name, node)
        language = _translations(sheet, text, config) or language
    for text, words in _loose(sample):
        for table, section, modal in _sections(text, words):
            if table is not None:
                _table(sheet, text, table, section, modal)
    return sheet.declaration("cookieconsent", language=language)


def _configurations(sample: Sample) -> Iterator[tuple[Text, Node]]:
    """Objects with categories and a language (v3), or with languages whose settings have blocks (v2)."""
    for text in texts(sample, _MARKS):
        for name, node in text.script.literals:
            keys = {key for key, _ in node.items()}
            newer = "categories" in keys and keys & {
                "language",
                "guiOptions",
                "cookie",
                "autoClearCookies",
                "onConsent",
            }
            older = "languages" in keys and keys & {"current_lang", "gui_options", "cookie_name", "autoclear_cookies"}
            if newer or older or (name.endswith("run(") and keys & {"categories", "languages"}):
                yield text, node


def _loose(sample: Sample) -> Iterator[tuple[Text, Node]]:
    """Translations that lie in a file of their own."""
    for text in texts(sample, _MARKS):
        for _, node in text.script.literals:
            if node.get("preferencesModal", "settings_modal") and node.get("consentModal", "consent_modal"):
                yield text, node


def _members(text: Text, node: Node | None) -> Iterator[tuple[str, Node]]:
    """The entries of an object, variables resolved."""
    found = text.meant(node)
    for key, value in found.items() if found else ():
        meant = text.meant(value)
        if meant is not None:
            yield key, meant


def _own(sheet: Sheet, text: Text, config: Node) -> None:
    """The cookie, or the entry of local storage, that keeps the person's answer."""
    settings = text.meant(config.get("cookie"))
    name = (settings.get("name") if settings else None) or config.get("cookie_name")
    days = (settings.get("expiresAfterDays") if settings else None) or config.get("cookie_expiration")
    domain = (settings.get("domain") if settings else None) or config.get("cookie_domain")
    local = settings.get("useLocalStorage") if settings else None
    evidence = tuple(text.at(sheet.book, node) for node in (name, days) if node and node.kind != "other")
    said = Said(
        name=name.text if name and name.text else _OWN,
        domains=[domain.text] if domain and domain.text else (),
        category="necessary",
        lifetime=days_of(days),
        party="first",
        storage="local-storage" if local and local.flag else "cookie",
        evidence=evidence or next((w for mark in _MARKS if (w := text.where(sheet.book, mark))), ()),
    )
    sheet.cookie(said)


def _category(name: str, node: Node | None = None) -> CookieCategory | None:
    """By its name, in words of the documentation or any language; what cannot be refused is necessary."""
    found = category_in("cookieconsent", name) or _cookie_words.category_of(name.replace("_", " ").replace("-", " "))
    fixed = node.get("readOnly", "readonly") if node else None
    return found or ("necessary" if fixed and fixed.flag else None)


def _cleared(sheet: Sheet, text: Text, name: str, node: Node) -> None:
    """The cookies that are cleared when a category or one of its services is refused."""
    category = _category(name, node)
    clear = text.meant(node.get("autoClear"))
    _names(sheet, text, clear.get("cookies") if clear else None, category, "")
    for key, service in _members(text, node.get("services")):
        label = service.get("label")
        title = label.text if label and label.text else key
        at = text.at(sheet.book, label if label and label.text else service)
        sheet.vendor(vendor_of(sheet, title, category, at))
        _names(sheet, text, service.get("cookies"), category, title)


def _names(sheet: Sheet, text: Text, listed: Node | None, category: CookieCategory | None, provider: str) -> None:
    found = text.meant(listed)
    for row in found.rows() if found else ():
        meant = text.meant(row)
        name = meant.get("name") if meant and meant.kind == "object" else meant
        if meant is None or name is None or not isinstance(name.value, str) or name.kind == "other":
            continue
        domain = meant.get("domain")
        for spelling in names_of(name):
            said = Said(
                name=spelling, domains=[domain.text] if domain and domain.text else (), category=category,
                provider=provider, evidence=(text.at(sheet.book, meant),),
            )  # fmt: skip
            sheet.cookie(said)


def _translations(sheet: Sheet, text: Text, config: Node) -> str | None:
    """The tables of the default language, else of the first that has any; its code."""
    language = text.meant(config.get("language"))
    default = (language.get("default") if language else None) or config.get("current_lang")
    wanted = (default.text if default else None) or ""
    every = list(_members(text, language.get("translations") if language else config.get("languages")))
    every.sort(key=lambda member: member[0] != wanted)
    for code, words in every:
        sections = [(t, s, m) for t, s, m in _sections(text, words) if t is not None]
        for table, section, modal in sections:
            _table(sheet, text, table, section, modal)
        if sections:
            return code.lower().partition("-")[0]
    return every[0][0].lower().partition("-")[0] if every and len(every[0][0]) > 1 else None


def _sections(text: Text, words: Node) -> Iterator[tuple[Node | None, Node, Node]]:
    """Each table of a translation with its section and the dialogue it is in."""
    modal = text.meant(words.get("preferencesModal", "settings_modal"))
    listed = text.meant(modal.get("sections", "blocks")) if modal else None
    for row in listed.rows()[:_TABLES] if listed else ():
        section = text.meant(row)
        if modal is not None and section is not None:
            yield text.meant(section.get("cookieTable", "cookie_table")), section, modal


def _table(sheet: Sheet, text: Text, table: Node, section: Node, modal: Node) -> None:
    """The rows of a table, its columns known by their headers and else by their keys."""
    headers = text.meant(table.get("headers")) if table.kind == "object" else modal.get("cookie_table_headers")
    titles: dict[str, str] = {}
    for row in headers.rows() if headers and headers.kind == "array" else [headers] if headers else ():
        titles |= {key: value.text or "" for key, value in row.items()}
    linked = section.get("linkedCategory")
    toggle = section.get("toggle")
    value = toggle.get("value") if toggle else None
    named = (linked.text if linked else None) or (value.text if value else None) or ""
    heading = section.get("title")
    category = _category(named, toggle) or (_cookie_words.category_of(heading.text or "") if heading else None)
    body = text.meant(table.get("body")) if table.kind == "object" else table
    for row in body.rows() if body else ():
        said = _row(sheet, text, row, titles, category)
        if said is not None:
            sheet.cookie(said)


def _row(sheet: Sheet, text: Text, row: Node, titles: dict[str, str], category: CookieCategory | None) -> Said | None:
    cells: dict[Column, str] = {}
    name: Node | None = None
    for key, node in row.items():
        column = column_of(titles.get(key) or key) or column_of(key)
        if column == "name" and name is None and isinstance(node.value, str) and node.kind in {"string", "regex"}:
            name = node
        elif column and node.text:
            cells[column] = f"{cells[column]} {node.text}" if column in cells else node.text
    if name is None:
        name = next((node for _, node in row.items() if node.text), None)  # the first column names it
    if name is None:
        return None
    regex = row.get("is_regex")
    kind = " ".join(cells.get(column, "") for column in ("kind", "party"))
    provider = cells.get("provider", "")
    return Said(
        name=spelt(f"/{name.value}/")[0] if regex and regex.flag else name.value,
        domains=[provider],
        category=category,
        lifetime=read_duration(cells["lifetime"]) if cells.get("lifetime") else None,
        party=party_of(kind) or "unknown",
        storage=storage_of(kind) or "cookie",
        purpose=cells.get("purpose"),
        provider=provider,
        evidence=(text.at(sheet.book, row),),
    )
