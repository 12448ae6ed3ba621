"""A letter for the post: address block, date, subject, body; what is not known is left out."""

from pathlib import Path

import msgspec
import pytest

from cookietui.core.delivery import Settings
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft
from cookietui.deliveries import letter


@pytest.fixture
def posted(draft: Draft) -> Draft:
    return msgspec.structs.replace(
        draft,
        to="Harbour Books Ltd\n1 Quay Street\n\nPort Town PT1 2AB\n",
        channel="post",
        sender_name="Ann Example",
        sender_address="2 Hill Road\nOther Town",
        dated="21 novembre 2026",
    )


def test_the_letter_is_laid_out_and_saved(posted: Draft, settings: Settings, folder: Path) -> None:
    receipt = letter.deliver(posted, settings)
    assert receipt.path == folder / "ck-7f3a2c.txt"
    assert receipt.path.read_text("utf-8") == receipt.text
    assert receipt.warnings == ()
    assert receipt.text == (
        "Ann Example\n2 Hill Road\nOther Town\n\n\n"
        "Harbour Books Ltd\n1 Quay Street\nPort Town PT1 2AB\n\n\n"
        "21 novembre 2026\n\n\n"
        "Accès à mes données, harbour.example [ck-7f3a2c]\n\n\n"
        "Madame, Monsieur,\n\n  « phrase »\n\nCordialement\n"
    )


def test_what_is_not_known_leaves_no_gap(posted: Draft) -> None:
    bare = msgspec.structs.replace(posted, sender_name="", sender_address="", dated="")
    receipt = letter.deliver(bare, Settings())
    assert receipt.path is None
    assert receipt.text.startswith("Harbour Books Ltd\n")
    assert "no return address" in receipt.warnings[0]


def test_control_characters_and_long_addresses_are_cut(posted: Draft) -> None:
    nasty = "\n".join(f"line {n}\x1b[2J\u202e" + "x" * 200 for n in range(40))
    text = letter.lay_out(msgspec.structs.replace(posted, to=nasty, body="a\x1b]0;t\x07b"))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count("line ") == 12
    assert max(map(len, text.split("\n"))) <= 72


def test_a_letter_to_nowhere_is_refused(posted: Draft, settings: Settings) -> None:
    with pytest.raises(BadInput, match="no address"):
        letter.deliver(msgspec.structs.replace(posted, to=" \n "), settings)
