"""The tables of a profile become a typed Profile here: what is wrong is told with its line, what is unknown is kept."""

import datetime
import re
from typing import Any

from cookietui.core.errors import BadInput
from cookietui.core.fact import Path
from cookietui.core.preference import SCHEMA_VERSION, Profile, Rules, SiteRules
from cookietui.core.site import host
from cookietui.core.text import clean, one_line
from cookietui.core.words import CHOICES, COOKIE_CATEGORIES, RIGHTS, Choice, CookieCategory, Right
from cookietui.storage import toml, toml_write

MAX_WORD = 256
"""Characters of a cookie pattern, organisation or tag."""
MAX_STARS = 16
"""Of one cookie pattern."""
_CHOICES: dict[str, Choice] = {choice: choice for choice in CHOICES}
_CATEGORIES: dict[str, CookieCategory] = {category: category for category in COOKIE_CATEGORIES}
_PLAIN = re.compile(r"[!-~]{1,256}")
_OF_SITES = frozenset({"tags", "review", "share", "organisations", "cookies"})


class _Reader:
    """One reading of one file; with `lenient` (a newer schema) what is not understood is passed over."""

    def __init__(self, data: bytes, source: str, *, lenient: bool) -> None:
        self._data = data
        self._source = source
        self._lenient = lenient
        self.unknown: list[Path] = []

    def fail(self, path: Path, message: str) -> None:
        """Raise BadInput with the line, or pass over it in a file of a newer schema."""
        if not self._lenient:
            line = toml.line_of(self._data, path, self._source)
            raise BadInput(one_line(message, 300), input=self._source, line=line)

    def table(self, parent: dict[str, Any], path: Path) -> dict[str, Any]:
        """The table at the last key of `path` in `parent`, empty where there is none."""
        found = parent.get(path[-1], {})
        if isinstance(found, dict):
            return found
        self.fail(path, f"[{toml_write.dotted(path)}] must be a table")
        return {}

    def text(self, parent: dict[str, Any], path: Path, limit: int) -> str:
        """A cleaned text on one line."""
        found = parent.get(path[-1], "")
        if isinstance(found, str):
            return one_line(found, limit)
        self.fail(path, f"{path[-1]} must be a text in quotes")
        return ""

    def choice(self, found: Any, path: Path) -> Choice | None:
        """One of the four choices."""
        if isinstance(found, str) and found in _CHOICES:
            return _CHOICES[found]
        self.fail(path, f"{_shown(found)} is no choice ({', '.join(CHOICES)})")
        return None

    def words(self, found: Any, path: Path) -> tuple[str, ...]:
        """A list of texts, each once."""
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return tuple(dict.fromkeys(found))
        self.fail(path, f"{path[-1]} must be a list of texts in quotes")
        return ()

    def rights(self, found: Any, path: Path) -> tuple[Right, ...]:
        """A list of rights."""
        rights: list[Right] = []
        for word in self.words(found, path):
            right = next((known for known in RIGHTS if known == word), None)
            if right is None:
                self.fail(path, f"{_shown(word)} is no right ({', '.join(RIGHTS)})")
            else:
                rights.append(right)
        return tuple(rights)

    def word(self, found: str, path: Path, what: str) -> bool:
        """Whether a key may stand for a cookie, organisation or tag."""
        if _PLAIN.fullmatch(found):
            return True
        if found.strip() and len(found) <= MAX_WORD and clean(found) == found and not {"\n", "\t"} & set(found):
            return True
        self.fail(path, f"{_shown(found)} is no {what}")
        return False

    def choices(self, table: dict[str, Any], base: Path, what: str) -> dict[str, Choice]:
        """Names or patterns to choices."""
        found: dict[str, Choice] = {}
        for key, value in table.items():
            path = (*base, key)
            if not self.word(key, path, what):
                continue
            if key.count("*") > MAX_STARS:
                self.fail(path, f"a pattern of more than {MAX_STARS} stars is not read")
                continue
            choice = self.choice(value, path)
            if choice is not None:
                found[key] = choice
        return found

    def rules(self, table: dict[str, Any], base: Path) -> Rules:
        """The rules of the defaults, a tag or an organisation."""
        choice, categories, rights = None, dict[CookieCategory, Choice](), tuple[Right, ...]()
        for key, value in table.items():
            path = (*base, key)
            if key == "choice":
                choice = self.choice(value, path)
            elif key == "rights":
                rights = self.rights(value, path)
            elif not self._category(key, value, path, categories):
                self.unknown.append(path)
        return Rules(choice=choice, categories=categories, rights=rights)

    def _category(self, key: str, value: Any, path: Path, into: dict[CookieCategory, Choice]) -> bool:
        category = _CATEGORIES.get(key)
        if category is None:
            return False
        choice = self.choice(value, path)
        if choice is not None:
            into[category] = choice
        return True

    def named_rules(self, table: dict[str, Any], base: Path, what: str) -> dict[str, Rules]:
        """One table of rules a name."""
        names = [key for key in table if self.word(key, (*base, key), what)]
        return {key: self.rules(self.table(table, (*base, key)), (*base, key)) for key in names}

    def site(self, table: dict[str, Any], base: Path) -> SiteRules:
        """The rules of one site."""
        common = self.rules({key: value for key, value in table.items() if key not in _OF_SITES}, base)
        tags = self.words(table.get("tags", []), (*base, "tags"))
        return SiteRules(
            choice=common.choice,
            categories=common.categories,
            rights=common.rights,
            tags=tuple(tag for tag in tags if self.word(tag, (*base, "tags"), "tag")),
            review=self._review(table.get("review"), (*base, "review")),
            share=self._share(table.get("share", True), (*base, "share")),
            organisations=self.choices(
                self.table(table, (*base, "organisations")), (*base, "organisations"), "organisation"
            ),
            cookies=self.choices(self.table(table, (*base, "cookies")), (*base, "cookies"), "cookie"),
        )

    def _review(self, found: Any, path: Path) -> datetime.date | None:
        if found is None or (isinstance(found, datetime.date) and not isinstance(found, datetime.datetime)):
            return found
        self.fail(path, "review must be a day such as 2027-05-01, without quotes")
        return None

    def _share(self, found: Any, path: Path) -> bool:
        if isinstance(found, bool):
            return found
        self.fail(path, "share must be true or false, without quotes")
        return False

    def sites(self, table: dict[str, Any]) -> dict[str, SiteRules]:
        """The rules by host in A-label form."""
        found: dict[str, SiteRules] = {}
        for key in table:
            path = ("sites", key)
            name = host(key) if "/" not in key and ":" not in key and "@" not in key else None
            if name is None:
                self.fail(path, f"{_shown(key)} is no host name")
            elif name in found:
                self.fail(path, f"the site {name} stands here a second time, as {_shown(key)}")
            else:
                found[name] = self.site(self.table(table, path), path)
        return found


def profile_of(tables: dict[str, Any], data: bytes, source: str, name: str) -> tuple[Profile, bool, tuple[Path, ...]]:
    """The profile, whether its schema is newer than ours (it is then read-only), and the keys we do not know.

    `data` is the file the tables came from, for line numbers; `name` stands in where the file names none.
    Raises BadInput (file and line).
    """
    schema = tables.get("schema")
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        message = "schema = 1 is missing; is this a profile?" if schema is None else "schema must be a number from 1"
        line = None if schema is None else toml.line_of(data, ("schema",), source)
        raise BadInput(message, input=source, line=line)
    newer = schema > SCHEMA_VERSION
    reader = _Reader(data, source, lenient=newer)
    known = {"schema", "name", "description", "extends", "defaults", "cookies", "organisations", "tags", "sites"}
    profile = Profile(
        name=reader.text(tables, ("name",), 100) or name,
        schema=schema,
        description=reader.text(tables, ("description",), 500),
        extends=_extends(reader, tables),
        defaults=reader.rules(reader.table(tables, ("defaults",)), ("defaults",)),
        cookies=reader.choices(reader.table(tables, ("cookies",)), ("cookies",), "cookie"),
        organisations=reader.named_rules(reader.table(tables, ("organisations",)), ("organisations",), "organisation"),
        tags=reader.named_rules(reader.table(tables, ("tags",)), ("tags",), "tag"),
        sites=reader.sites(reader.table(tables, ("sites",))),
    )
    return profile, newer, ((*((key,) for key in tables if key not in known), *reader.unknown))


def _extends(reader: _Reader, tables: dict[str, Any]) -> tuple[str, ...]:
    """Reserved; names of profiles only, never a path or an address."""
    words = reader.words(tables.get("extends", []), ("extends",))
    for word in words:
        if not is_id(word):
            reader.fail(("extends",), f"{_shown(word)} is no name of a profile")
    return words


def is_id(word: str) -> bool:
    """Whether a word can be the id of a profile, which is a file name: a-z, 0-9, `-`, `_`, at most 64."""
    return 0 < len(word) <= 64 and set(word) <= _ID and word[0] not in "-_" and word not in _TAKEN  # noqa: PLR2004


_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")
_TAKEN = frozenset(("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))))
"""Names of devices on Windows."""


def _shown(found: Any) -> str:
    return one_line(repr(found), 60)
