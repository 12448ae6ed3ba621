"""The same words give the same text: one line a block, no empty lines, whatever format they came in."""

import re
from pathlib import PurePath
from typing import Literal

from cookietui.core.declaration import Problem
from cookietui.core.text import one_line
from cookietui.sources import compose, described, markdown, menus, notes, plain
from cookietui.sources.html import Scan
from cookietui.sources.page import ArchiveNote, Page

Kind = Literal["html", "markdown", "text"]
SOURCE_LIMIT = 8_000_000
"""Characters of a source that are read."""
_HEAD = 200_000
_HTML_START = re.compile(
    r"[\s\ufeff]*(?:<!doctype\s+html|<html|<\?xml|<!--|<head|<body|<frameset|<title|<meta)", re.IGNORECASE
)
_ANY_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]|<!", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|br|span|table|tr|td|a|ul|ol|li|h[1-6]|b|i|strong|em|font|body|html|center|script|meta)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6} \S|^ {0,3}>\s|^\s{0,20}[-*] \[[ x]\] |^\|?[ :-]{0,50}-{3,}[ :-]{0,50}\|[ |:-]+$"
    r"|\[[^\[\]\n]{1,300}\]\([^()\s]{1,500}\)|\*\*\S[^*\n]{0,300}\*\*",
    re.MULTILINE,
)


def normalise(text: str, name: str = "", problems: tuple[Problem, ...] = (), *, kind: Kind | None = None) -> Page:
    """The page of decoded characters; `name` is the file name, which helps to tell Markdown from text.

    A `kind` is given where it is known, as it is of the parts of a message.
    """
    found = list(problems)
    source = text
    if len(text) > SOURCE_LIMIT:
        found.append(_cut(f"only the first {SOURCE_LIMIT:,} of {len(text):,} characters were read"))
        source = text[:SOURCE_LIMIT]
    kind = kind or kind_of(source, name)
    if kind == "html":
        return _html(source, found)
    if kind == "markdown":
        return _markdown(source, found)
    return compose.page(compose.Draft("text", source, *plain.read(source)), found)


def kind_of(source: str, name: str = "") -> Kind:
    """HTML, Markdown or plain text, by content first and by the name where the content does not tell."""
    suffix = PurePath(name).suffix.lower()
    head = source[:_HEAD]
    if suffix in {".md", ".markdown", ".mdx"} and not re.match(r"\s*<(?:!doctype|html)", head, re.IGNORECASE):
        return "markdown"
    if _HTML_START.match(head) and "<" in head:
        return "html"
    if suffix in {".html", ".htm", ".xhtml", ".shtml"} and _ANY_TAG.search(head):
        return "html"
    marks = len(_MARKDOWN.findall(head))
    if len(_TAG.findall(head)) > marks:
        return "html"
    return "markdown" if marks and (marks > 1 or head.startswith(("#", ">", "---"))) else "text"


def _cut(message: str) -> Problem:
    return Problem(kind="cut", message=message)


def _html(source: str, problems: list[Problem]) -> Page:
    scan = Scan(source).run()
    if scan.cut:
        problems.append(_cut(f"{scan.cut:,} rows of tables were left out"))
    if scan.unseen:
        problems.append(_cut(f"{scan.unseen:,} characters that the page hides were left out"))
    draft = compose.Draft("html", source, menus.drop(scan.lines), scan.grids)
    draft.note = _note(scan, "html")
    draft.meta, draft.places, draft.language = described.head(scan.tags)
    draft.tags = tuple(scan.tags)
    draft.title = one_line(scan.title, 300) or None
    return compose.page(draft, problems)


def _note(scan: Scan, kind: Kind) -> ArchiveNote | None:
    found = (notes.in_comment(at, comment, kind) for at, comment in scan.comments)
    return next((note for note in found if note is not None), None)


def _markdown(source: str, problems: list[Problem]) -> Page:
    reader = markdown.Reader(source).run()
    draft = compose.Draft("markdown", source, reader.lines, reader.grids)
    draft.note = _note(reader.writer, "markdown")
    draft.tags = tuple(sorted(reader.writer.tags, key=lambda tag: tag.start))
    draft.meta = {f"front:{key}": one_line(value, 1000) for key, (value, _, _) in reader.front.items()}
    draft.places = {f"front:{key}": (f"front-matter:{key}", source[a:b]) for key, (_, a, b) in reader.front.items()}
    draft.title = draft.meta.get("front:title") or None
    draft.language = described.primary(draft.meta.get("front:lang") or draft.meta.get("front:language") or "")
    return compose.page(draft, problems)
