"""Consent managers leave scripts and tables in files of their own or inside pages: both are found here, with places."""

import re
import weakref
from collections.abc import Iterator, Sequence
from typing import Literal

from cookietui.core.declaration import EvidenceBook
from cookietui.core.errors import BadInput
from cookietui.core.script import Script
from cookietui.core.script_node import Node
from cookietui.core.script_tokens import LIMIT
from cookietui.sources.page import Page, Table
from cookietui.sources.sample import Sample

_SCRIPTS = (".js", ".mjs", ".cjs", ".ts", ".mts", ".tsx", ".jsx", ".es6")
_TEXTS = (".md", ".markdown", ".html", ".htm")
_MARKUP = re.compile(r"\s*<")
_CODE = re.compile(
    r"^\s*(?:(?:var|let|const|export|import|function|window|document|class|async|if|try)\b|\(|!|;|/[/*]|['\"]use strict"
    r"|[\w$.\[\]'\"]{1,100}\s*(?:=|\())"
)
_PAGES = 20
"""Scripts of one page that are read."""
_LEAD = 10_000
"""Characters before the first word of interest that are read in a script too long to be read whole."""
_QUOTE = 2000
"""Characters of a literal that are quoted; of longer ones the first line."""
_HEAD = 6000
_HOST_HEADER = re.compile(r"""\bclass(?:Name)?\s*=\s*["'][^"']{0,200}\bot-(?:host|cookies)\b""")
Manager = Literal["cookiebot", "onetrust"]


class Text:
    """One script with the kind of its pointers and its offset in the source."""

    def __init__(self, kind: str, offset: int, text: str, paths: bool = False) -> None:
        self.script = Script(text)
        self.cut = len(text) > LIMIT
        self._kind = kind
        self._offset = offset
        self._text = text
        self._paths = _paths(self.script) if paths else {}

    def at(self, book: EvidenceBook, node: Node) -> int:
        """The evidence of a literal: its place and its characters."""
        quote = self._text[node.start : node.end]
        end = node.end
        if len(quote) > _QUOTE:
            quote = quote[:_QUOTE].split("\n", 1)[0]
            end = node.start + len(quote)
        if id(node) in self._paths and end == node.end:
            return book.pointer(f"json:{self._paths[id(node)]}", quote)
        return book.pointer(f"{self._kind}:{self._offset + node.start}-{self._offset + end}", quote)

    def where(self, book: EvidenceBook, word: str) -> tuple[int, ...]:
        """The evidence of the first place of a word; nothing where it does not occur."""
        place = self._text.find(word)
        if place < 0:
            return ()
        start = self._offset + place
        return (book.pointer(f"{self._kind}:{start}-{start + len(word)}", word),)

    def meant(self, node: Node | None) -> Node | None:
        """The literal itself, or the one that the variable it names is set to."""
        if node is not None and node.kind == "other":
            return self.script.named(node.value) or node
        return node


def _paths(script: Script) -> dict[int, str]:
    """RFC 6901 paths of all literals of a JSON text, by identity."""
    found: dict[int, str] = {}
    waiting = [(node, "") for _, node in script.literals[:1]]
    while waiting:
        node, path = waiting.pop()
        found[id(node)] = path
        inner = node.items() or tuple((str(number), row) for number, row in enumerate(node.rows()))
        for key, row in inner:
            waiting.append((row, f"{path}/{key.replace('~', '~0').replace('/', '~1')}"))
    return found


def is_script(sample: Sample) -> bool:
    """Whether a file is JavaScript (or TypeScript): by its name, else by how it begins. JSON and pages are none."""
    try:
        if sample.json is not None or b"\0" in sample.head:
            return False
        head = sample.head.decode("utf-8", "replace").removeprefix("\ufeff")
    except BadInput:
        return False
    if _MARKUP.match(head):
        return False
    name = sample.name.lower()
    return name.endswith(_SCRIPTS) or (not name.endswith(_TEXTS) and bool(_CODE.match(head)))


def mentions(sample: Sample, marks: Sequence[str]) -> bool:
    """Whether the source holds one of these words; a cheap question to ask of every file."""
    try:
        text = sample.text
    except BadInput:
        return False
    return any(mark in text for mark in marks)


def texts(sample: Sample, marks: tuple[str, ...]) -> tuple[Text, ...]:
    """The scripts of a source that hold one of these words: the file itself, or the inline scripts of a page."""
    kept = _kept.setdefault(sample, {})
    whole = sample.json is not None or is_script(sample)
    begin = _begin(sample.text, marks) if whole else 0
    key = begin if whole else marks
    if key not in kept:
        kept[key] = (_file(sample, begin),) if whole else tuple(_inline(sample, marks))
    return kept[key]


_kept: "weakref.WeakKeyDictionary[Sample, dict[int | tuple[str, ...], tuple[Text, ...]]]" = weakref.WeakKeyDictionary()
"""Scripts are taken apart once, to know the file and to read it, by where they begin or by the words looked for."""


def _file(sample: Sample, begin: int) -> Text:
    text = sample.text[begin:] if begin else sample.text
    return Text("js", begin, text, paths=sample.json is not None)


def _inline(sample: Sample, marks: Sequence[str]) -> Iterator[Text]:
    page = sample.page
    inline = (tag.content() for tag in page.tags if tag.name == "script")
    found = ((at, text) for at, text in inline if any(mark in text for mark in marks))
    for _, (at, text) in zip(range(_PAGES), found, strict=False):
        yield Text(page.kind, at, text)


def _begin(text: str, marks: Sequence[str]) -> int:
    """Where to begin in a script that is longer than what is read: some way before the first of the words."""
    place = min((at for mark in marks if (at := text.find(mark)) >= 0), default=0)
    if len(text) <= LIMIT or place < LIMIT // 2:
        return 0
    near = max(text.rfind("\n", 0, place - _LEAD), text.rfind(";", 0, place - _LEAD)) + 1
    return max(near, place - LIMIT // 2)


def manager_of(page: Page, table: Table) -> Manager | None:
    """The consent manager whose table it is, by the class names that it gives to every one of its tables."""
    if any("CookieDeclaration" in name for name in table.classes):
        return "cookiebot"
    return "onetrust" if page.kind == "html" and _HOST_HEADER.search(source_of(page, table)[:_HEAD]) else None


def source_of(page: Page, table: Table) -> str:
    """The source characters of a table."""
    place = re.fullmatch(r"\w+:(\d+)-(\d+)", table.pointer)
    return page.source[int(place[1]) : int(place[2])] if place else ""
