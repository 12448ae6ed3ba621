"""Settings survive edits, with comments and keys of other versions."""

import os

import pytest

from cookietui.core.errors import BadInput, UsageError
from cookietui.storage import journal, settings
from cookietui.storage.places import Places, find_places, make_folder
from cookietui.storage.settings import Settings


@pytest.fixture(name="places")
def _places() -> Places:
    return find_places(os.environ)


def test_settings_are_set_taken_away_and_undone(places: Places) -> None:
    assert settings.load(places) == Settings()
    make_folder(places.config)
    places.settings.write_text("# mine\nfuture = 1\n")
    with journal.change(places, "settings") as change:
        assert settings.set_value(change, "language", "de").language == "de"
        assert settings.of(change).language == "de"
    assert places.settings.read_text() == '# mine\nfuture = 1\nlanguage = "de"\n'
    with journal.change(places, "settings") as change:
        settings.set_value(change, "language", "")
        settings.set_value(change, "delivery", "maildir\n\x1b[31m")
    assert settings.load(places) == Settings(delivery="maildir [31m")
    journal.undo(places)
    journal.undo(places)
    assert places.settings.read_text() == "# mine\nfuture = 1\n"
    with pytest.raises(UsageError, match="language"), journal.change(places, "x") as change:
        settings.set_value(change, "colour", "red")


def test_settings_of_a_wrong_type_are_told_with_their_line(places: Places) -> None:
    make_folder(places.config)
    places.settings.write_text("profile = 'x'\nlanguage = 7\n")
    with pytest.raises(BadInput, match=r"config.toml:2: language"):
        settings.load(places)
