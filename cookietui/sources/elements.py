"""What the elements of HTML mean for text: which end a line, which are not shown, which weigh more."""

import re
from typing import Final

from cookietui.sources.markup import attributes

HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
BLOCKS: Final = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form frameset header hgroup hr html label legend li listing main menu noframes ol optgroup p"
    " plaintext pre section summary table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6".split()
)
HIDDEN: Final = frozenset("audio canvas datalist dialog nav noscript object select svg template video".split())
"""Elements whose content is not read as text."""
VOID: Final = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
WHOLE: Final = frozenset("script style textarea title xmp iframe noembed".split())
"""Elements that the tokenizer gives in one piece, end tag included."""
BOLD: Final = frozenset("b big strong u".split())
LOADING: Final = frozenset(
    "area audio base embed form frame html iframe img input link meta object script source style track video".split()
)
"""Elements whose attributes later readers look at."""
ENDED_BY: Final = {
    "p": BLOCKS - {"button", "label"},
    "li": frozenset({"li"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
    "tr": frozenset({"tr", "tbody"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
"""Start tags that end an open element of that name (HTML 13.1.2.4, optional tags)."""
_HINT = re.compile(r"hidden|display|visib|role|font-size", re.IGNORECASE)
_WEIGHT_HINT = re.compile(r"font-weight|decoration|size\s*=", re.IGNORECASE)
LOADS = re.compile(r"\bbackground\s*=|url\s*\(", re.IGNORECASE)
"""Any element may load something by these."""
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0+(?:px|pt|em|%)?\s*(?:;|$|!)", re.IGNORECASE
)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration\s*:\s*underline", re.IGNORECASE)
_LARGE = re.compile(r"\+[1-6]|[4-7]")
_MENU_ROLES = frozenset({"navigation", "menu", "menubar", "search"})
_DECORATION = frozenset("span i svg em b a img small".split())


def hidden(name: str, tag: str) -> bool:
    """Whether a start tag says that its element is not shown, or is a menu."""
    if not _HINT.search(tag):
        return False
    for attribute in attributes(tag):
        value = attribute.value.lower()
        if attribute.name == "hidden" and value != "until-found":
            return True
        if attribute.name == "style" and _UNSEEN.search(value):
            return True
        if attribute.name == "role" and value in _MENU_ROLES:
            return True
        if attribute.name == "aria-hidden" and value == "true" and name in _DECORATION:
            return True
    return False


def heavy(tag: str) -> bool:
    """Whether a `font` or `span` start tag sets its text bold, underlined or large."""
    if not _WEIGHT_HINT.search(tag):
        return False
    for attribute in attributes(tag):
        if attribute.name == "style" and _HEAVY.search(attribute.value):
            return True
        if attribute.name == "size" and _LARGE.fullmatch(attribute.value.strip()):
            return True
    return False
