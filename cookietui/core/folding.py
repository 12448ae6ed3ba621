"""Letters are compared without their accents: people and machines leave them out, and offsets have to stay."""

import unicodedata

_LAST = 0x180


def _bases() -> dict[int, str]:
    """Every accented letter of Latin-1 and Latin Extended-A with the letter below the accent."""
    found = {}
    for code in range(0xC0, _LAST):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            found[code] = base
    return found


_BASES = _bases()


def fold(text: str) -> str:
    """The text without accents on Latin letters, character for character as long as the text."""
    return text if text.isascii() else text.translate(_BASES)
