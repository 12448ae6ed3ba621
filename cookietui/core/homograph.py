"""A label deceives when it mixes scripts, or could be read as Latin letters that it does not have (Unicode UTS 39)."""

import functools
import re
import unicodedata

_RECOMMENDED = frozenset({
    "ARABIC", "ARMENIAN", "BENGALI", "BOPOMOFO", "CJK", "CYRILLIC", "DEVANAGARI", "ETHIOPIC", "GEORGIAN",
    "GREEK", "GUJARATI", "GURMUKHI", "HANGUL", "HEBREW", "HIRAGANA", "KANNADA", "KATAKANA", "KHMER", "LAO",
    "LATIN", "MALAYALAM", "MYANMAR", "ORIYA", "SINHALA", "TAMIL", "TELUGU", "THAANA", "THAI", "TIBETAN",
})  # fmt: skip
"""Scripts in everyday use (Unicode UAX 31, table 5); names in others are made to deceive, or for nobody to read."""
_SCRIPT_OF = {"KATAKANA-HIRAGANA": "KATAKANA", "IDEOGRAPHIC": "CJK", "ARABIC-INDIC": "ARABIC", "EXTENDED": "ARABIC"}
"""First word of a character's name to its script, where that is another: long vowels, repeated signs, digits."""
_SHARED = frozenset("·ʻʼ\u200c\u200d")
"""Catalan's dot, two apostrophes, and the joiners that IDNA allows only where a script needs them: of no script."""
_EAST = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
"""Scripts that are written together, and with Latin letters (UTS 39, section 5.2)."""
_STROKES = frozenset("ノソゾンヘへべぺー一〇ニ工口卜丶丿")
"""Signs that look like a stroke, a ring or a slash beside Latin letters."""
_ODD_LATIN = re.compile("[ƅƍƨƽƿǀ-ǃȝȣȷɐ-ɒɕɘɚɜ-ʯᴀ-ᶿẜẝỿⱠ-Ɀꜰ-ꞿꬰ-ꭩ]|[\u0334-\u0338]|[ijl]\u0307|[0-9-][\u0300-\u036f]")
"""Phonetic and old letters that look like common ones, strokes laid over letters, marks on what bears none."""
_TURKISH = re.compile("[çğöşüəâ]")
_NOT_TURKISH = re.compile("[qwx]|[aeiou]ı|ı[aeiou]|ı[^aeıiou.-]+[eiou]|[ei][^aeıiou.-]+ı")
"""Letters that it lacks, and vowels that do not go with this one in a word (vowel harmony)."""
_DOTLESS_AT_HOME = frozenset({"tr", "az"})
_TWINS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    script: (frozenset(letters), frozenset(home.split()))
    for script, letters, home in (
        ("CYRILLIC", "асԁеһіјӏорԛѕԝхуъьҽпгѵѡүұҫӕꙇꙅԍы", "ru su ua by bg kz kg mk mn rs uz"),
        ("GREEK", "οαερνυικτγωσηβχϲϳᴦ", "gr cy"),
        ("ARMENIAN", "ոսցհօզաւգռք", "am"),
        ("GEORGIAN", "ყჿიოძხჽ", "ge"),
        ("HEBREW", "וןסחװײ", "il"),
        ("ETHIOPIC", "ሀዐሰስበነከዘጠ", "et er"),
        ("THAI", "ทนบพรหเแดลปฟม", "th"),
        ("MYANMAR", "ဝငပ", "mm"),
        ("MALAYALAM", "ടഠധനറ", "in"),
        ("ORIYA", "ଠ", "in"),
    )
}
"""Letters with a Latin twin, and the country domains where people write so: a label of these alone is read as Latin."""


def deceives(label: str, top: str) -> bool:
    """Whether a label in its own letters could pass for another one, in a name that ends in the label `top`."""
    if label.isascii():
        return False
    scripts = _scripts(label)
    if not scripts <= _RECOMMENDED or _ODD_LATIN.search(label) or _is_dotless(label, top) or _odd_digits(label):
        return True
    if scripts & _EAST:
        strokes = all(char in _STROKES for char in label if _script(char) in _EAST)
        return not scripts - {"LATIN"} <= _EAST or (
            strokes and any(char.isascii() and char.isalnum() for char in label)
        )
    return len(scripts) > 1 or _is_whole(label, scripts, top)


def _is_whole(label: str, scripts: frozenset[str], top: str) -> bool:
    """Whether a label of one script has no letter that Latin lacks, outside of where that script is at home."""
    script = next(iter(scripts), "")
    if script not in _TWINS or _scripts(top) == scripts:
        return False
    twins, home = _TWINS[script]
    return top not in home and all(char in twins for char in label if not char.isascii())


def _is_dotless(label: str, top: str) -> bool:
    """Whether an i without its dot stands in what is no Turkish word."""
    odd = top not in _DOTLESS_AT_HOME and not _TURKISH.search(label)
    return "ı" in label and odd and _NOT_TURKISH.search(label) is not None


def _odd_digits(label: str) -> bool:
    """Whether digits of another script stand alone, or beside Latin letters or digits."""
    if not any(char.isdecimal() and not char.isascii() for char in label):
        return False
    beside = any(char.isascii() and char.isalnum() for char in label)
    return beside or not any(char.isalpha() for char in label)


def _scripts(label: str) -> frozenset[str]:
    return frozenset(_script(char) for char in label) - {""}


@functools.lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """The script of a letter or digit by its Unicode name; empty for what all scripts share."""
    if char.isascii():
        return "LATIN" if char.isalpha() else ""
    if char in _SHARED or unicodedata.combining(char):
        return ""
    word = unicodedata.name(char, "UNKNOWN").split(" ", 1)[0]
    return _SCRIPT_OF.get(word, word)
