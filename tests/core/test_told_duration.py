"""Running text tells how long a cookie lives only where it speaks of its end."""

import pytest

from cookietui.core.told_duration import told_duration

YEAR, MONTH = 31_536_000, 2_592_000


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Stores the number of your session.", "en"),
        ("Used to keep the session id of a logged-in user.", "en"),
        ("maintains session state", "en"),
        ("A temporary number for the shopping session", "en"),
        ("Speichert die verschlüsselte Session-ID eines angemeldeten Benutzers.", "de"),
        ("Speichert die Sitzung", "de"),
        ("Conserve votre session ouverte", "fr"),
        ("Remembers your choice.", "en"),
        ("", None),
    ],
)
def test_what_a_cookie_is_for_tells_no_time(text: str, language: str | None) -> None:
    assert told_duration(text, language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Keeps you logged in. Removed when you close your browser.", "en"),
        ("Expires on exit of browser", "en"),
        ("Expires at the end of the session.", "en"),
        ("A session cookie that keeps your basket", "en"),
        (" (session): keeps your basket", "en"),
        ("Keeps the basket. Session.", "en"),
        ("Browser session", "en"),
        ("It lasts for the duration of your browsing session only", "en"),
        ("Wird nach der Sitzung gelöscht", "de"),
        ("Merkt sich den Warenkorb bis zum Ende der Sitzung.", "de"),
        ("Supprimé à la fin de la session", "fr"),
        ("Bewaart de taal; sessie", "nl"),
    ],
)
def test_words_about_its_end_tell_the_session(text: str, language: str) -> None:
    found = told_duration(text, language)
    assert found is not None
    assert (found.session, found.seconds) == (True, None)


def test_a_period_is_told_in_its_own_words() -> None:
    found = told_duration("Tells visitors of a session apart. Expires after 2 years.", "en")
    assert found is not None
    assert (found.seconds, found.text, found.session) == (2 * YEAR, "2 years", False)
    found = told_duration("Kept 30 minutes, with your consent 6 months", "en")
    assert found is not None
    assert (found.seconds, found.text) == (6 * MONTH, "6 months")


def test_without_an_end_is_told_as_that() -> None:
    found = told_duration("Stays permanently", "en")
    assert found is not None
    assert (found.seconds, found.session, found.unknown) == (None, False, False)
