import datetime
from pathlib import Path

from cookietui.tui.showing import short, typed, until

TODAY = datetime.date(2026, 11, 21)


def test_days_are_counted_from_today() -> None:
    assert until(datetime.date(2026, 12, 3), TODAY) == "12 d"
    assert until(datetime.date(2026, 11, 19), TODAY) == "-2 d"
    assert until(None, TODAY) == ""


def test_paths_below_home_are_short() -> None:
    assert short(Path.home() / "drafts" / "a.eml") == "~/drafts/a.eml"
    assert short("/srv/a.eml") == "/srv/a.eml"


def test_a_typed_path_may_start_at_home() -> None:
    assert typed("~/a.html") == Path.home() / "a.html"
    assert typed("~nobody-of-this-name/a") == Path("~nobody-of-this-name/a")
