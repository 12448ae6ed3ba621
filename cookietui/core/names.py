"""One matcher for names of cookies: a `*` stands for any run, a placeholder is read as `*`, a regex is never run."""

import functools
import re

from cookietui.core.text import one_line
from cookietui.core.words import NameMatch

LIMIT = 512
"""Characters of a name that count; browsers refuse longer names than about this with their values (RFC 6265bis)."""
_PLACEHOLDER = re.compile(
    r"""
      \[[^\[\]*]*\]? | <[^<>*]*>? | \$?\{{1,2}[^{}*]*\}{0,2}   # [DSPID], <SITEID>, {id}, ${id}, {{id}}
    | (?<=[_.\-])\([^()*]{1,40}\)                               # X-Mapping-(unique value)
    | \#+ | %[sd] | …|\.{3,}                                     # _gat_UA-#, name_%s, name_...
    | @                                                          # AMCV_###@AdobeOrg, which jars hold as %40
    | (?<=[_.\-:])[nN]{4,}(?:[_.\-][nN]{1,4})?(?![A-Za-z0-9])   # UA-nnnnnnn-nn
    | (?<=[_.\-:])[xX]{2,}(?:[_.\-][xXyY](?![A-Za-z0-9]))?(?![a-z]) # s_xxxx, UA-XXXXX-Y
    """,
    re.VERBOSE,
)
_REGEX_SIGN = re.compile(
    r"\\[dwsDWSb.]|\.[*+](?!\w)|\(\?|\[\^|\[[^\]]{0,80}\][*+{]|^/.*/[a-z]{0,6}$|^\^|\$$|\{\d+(?:,\d*)?\}"
)
_PLAIN_REGEX = re.compile(r"/?\^?(?P<literal>\.?[\w\-]+(?:\.[\w\-]+)*)(?P<tail>\.\*)?(?P<end>\$?)/?")
"""A literal and `.*`, which in a list of names means the same: `.AspNetCore.*`; its dots are taken as dots."""
_STARS = re.compile(r"\*{2,}")
_BEGIN = re.compile(r".*[^_.\-][_.\-]", re.DOTALL)
"""Ends with one sign that parts the pieces of names; `__name__` is whole."""
_PREFIX = re.compile(r"__(?:host-http|host|secure|http)-", re.IGNORECASE)
"""What a browser reads at the begin of a name, in any case of letters (RFC 6265bis, "Cookie Name Prefixes")."""


def pattern_of(text: str) -> tuple[str, NameMatch]:
    """The name as written, on one line, and how it is to be compared (facts of real lists: `_ga_*`, `_gat_UA-#`, ...).

    `prefix` is a literal and then anything, `glob` any other use of `*` or a placeholder, `regex-text` a regular
    expression of others, of which only `^name`, `^name.*` and `^name$` are understood (as prefix and exact).
    """
    name = one_line(text)[:LIMIT].strip()
    if _REGEX_SIGN.search(name):
        return _from_regex(name)
    glob = _glob_of(name)
    if "*" not in glob or glob == "*" == name:
        return name, "exact" if "*" not in glob else "glob"
    return name, "prefix" if glob.index("*") == len(glob) - 1 and len(glob) > 1 else "glob"


def declared(text: str) -> tuple[str, NameMatch]:
    """As `pattern_of`, of a name in somebody's list of cookies, where `wp-settings-` is what names begin with."""
    name, match = pattern_of(text)
    return name, "prefix" if match == "exact" and _BEGIN.fullmatch(name) else match


def _from_regex(name: str) -> tuple[str, NameMatch]:
    plain = _PLAIN_REGEX.fullmatch(name)
    if plain is None:
        return name, "regex-text"
    if plain["tail"]:
        return f"{plain['literal']}*", "prefix"
    return (plain["literal"], "exact") if plain["end"] else (f"{plain['literal']}*", "prefix")


@functools.lru_cache(maxsize=65536)
def _glob_of(name: str) -> str:
    """The name with every placeholder as one `*`."""
    return _STARS.sub("*", _PLACEHOLDER.sub("*", name))


def spelt(regex: str) -> tuple[str, ...]:
    """The names that a regular expression of others spells out, as texts for `pattern_of`; itself where it does not.

    `/^(_ga|_gid)$/i` is `^_ga$` and `^_gid$`; slashes and flags are no part of a name.
    """
    body = _SLASHED.fullmatch(regex.strip())
    inner = body[1] if body else regex.strip()
    listed = _LISTED.fullmatch(inner)
    if listed is None:
        return (inner if body else regex,)
    words = (listed["inside"] or listed["bare"]).split("|")
    return tuple(f"{listed['start']}{word.strip('^$')}{listed['end']}" for word in words if word.strip("^$"))


_SLASHED = re.compile(r"/(.{1,500})/[a-z]{0,8}", re.DOTALL)
_LISTED = re.compile(
    r"(?P<start>\^?)(?:\((?:\?:)?(?P<inside>[\w|^$-]{1,400})\)|(?P<bare>[\w^$-]{1,100}(?:\|[\w^$-]{1,100}){1,20}))(?P<end>\$?)"
)


def perhaps(regex: str, name: str) -> bool:
    """Whether a regular expression of others could mean a name, by letters that both hold: it is not run."""
    body = _SLASHED.fullmatch(regex.strip())
    letters = _VARYING.sub(" ", body[1] if body else regex)
    return any(run in name.casefold() for run in _RUN.findall(letters.casefold()))


_VARYING = re.compile(r"\\.|\[[^\]]{0,80}\]|\([^()]{0,400}\)|.(?=[?*{])|\{[^}]{0,20}\}", re.DOTALL)
"""What stands for several letters, or for none."""
_RUN = re.compile(r"[\w-]{2,}")


def literal_prefix(pattern: str, match: NameMatch) -> str:
    """The characters that every matching name starts with; empty for a regex."""
    if match == "exact":
        return pattern
    return "" if match == "regex-text" else _glob_of(pattern).split("*", 1)[0]


def matches(pattern: str, match: NameMatch, name: str) -> bool:
    """Whether the real name `name` is meant; case counts (RFC 6265), a regex means only its own spelling."""
    if match in {"exact", "regex-text"}:
        return pattern == name
    if match == "prefix":
        return name.startswith(literal_prefix(pattern, match))
    return _matches_glob(_glob_of(pattern), name)


def _matches_glob(glob: str, name: str) -> bool:
    """Each piece between stars is taken at its first place, so that no choice is ever tried twice."""
    first, *rest = glob.split("*")
    if not rest:
        return glob == name
    last = rest.pop()
    if len(name) < len(first) + len(last) or not name.startswith(first) or not name.endswith(last):
        return False
    place, end = len(first), len(name) - len(last)
    for piece in rest:
        found = name.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True


def specificity(pattern: str, match: NameMatch) -> tuple[int, int, int]:
    """Sort key, most specific first: exact, then the longest literal prefix, then globs (design.md, "Preference")."""
    order = {"exact": 0, "prefix": 1, "glob": 2, "regex-text": 3}[match]
    literal = len(_glob_of(pattern).replace("*", ""))
    return order, -len(literal_prefix(pattern, match)), -literal


def without_prefix(name: str) -> str:
    """The name without `__Host-`, `__Secure-` and the like, which lists of cookies often leave out; itself if bare."""
    prefix = _PREFIX.match(name) if name.startswith("__") else None
    return name[prefix.end() :] if prefix else name


def overlaps(pattern: str, match: NameMatch, other: str, other_match: NameMatch) -> bool:
    """Whether two patterns can mean the same name: one names the other, or both could (declared against wanted)."""
    if other_match in {"exact", "regex-text"}:
        return matches(pattern, match, other)
    if match in {"exact", "regex-text"}:
        return matches(other, other_match, pattern)
    mine, theirs = literal_prefix(pattern, match), literal_prefix(other, other_match)
    return mine.startswith(theirs) or theirs.startswith(mine)
