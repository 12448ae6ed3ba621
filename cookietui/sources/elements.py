"""What the elements of HTML mean for text: which end a line, which are not shown, which weigh more."""

import re
from typing import Final

from cookietui.sources.markup import attributes


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
BLOCKS: Final = _set(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset header hgroup hr html label legend li listing main menu noframes ol "
    "optgroup p plaintext pre section summary table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6"
)
HIDDEN: Final = _set("audio canvas datalist dialog nav noscript object select svg template video")
"""Elements whose content is not read as text."""
VOID: Final = _set("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
WHOLE: Final = _set("script style textarea title xmp iframe noembed")
"""Elements that the tokenizer gives in one piece, end tag included."""
BOLD: Final = _set("b big strong u")
LOADING: Final = _set(
    "area audio base embed form frame html iframe img input link meta object script source style track video"
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
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0+(?:px|pt|em|%)?\s*(?:;|$|!)", re.IGNORECASE
)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration\s*:\s*underline", re.IGNORECASE)
_LARGE = re.compile(r"\+[1-6]|[4-7]")
_MENU_ROLES = frozenset({"navigation", "menu", "menubar", "search"})
_DECORATION = _set("span i svg em b a img small")


def may_hide(tag: str) -> bool:
    """Whether a start tag in lower case can say that it is not shown; quick, and right when it says no."""
    return "hidden" in tag or "display" in tag or "visib" in tag or "role" in tag or "font-size" in tag


def may_load(tag: str) -> bool:
    """Whether any other element may load or post by this start tag in lower case."""
    return "background" in tag or "url" in tag or "formaction" in tag


def hidden(name: str, tag: str) -> bool:
    """Whether a start tag says that its element is not shown, or is a menu."""
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
    low = tag.lower()
    if "size" not in low and "weight" not in low and "decoration" not in low:
        return False
    for attribute in attributes(tag):
        if attribute.name == "style" and _HEAVY.search(attribute.value):
            return True
        if attribute.name == "size" and _LARGE.fullmatch(attribute.value.strip()):
            return True
    return False
