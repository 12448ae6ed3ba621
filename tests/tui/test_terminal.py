import pytest

from cookietui.tui.terminal import speaks_utf8


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LC_ALL": "C.utf8", "LANG": "C"}, True),
        ({"LC_ALL": "", "LC_CTYPE": "en_US.UTF-8"}, True),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, False),
        ({}, False),
    ],
)
def test_the_locale_decides_in_the_order_of_posix(env: dict[str, str], expected: bool) -> None:
    assert speaks_utf8(env, "linux") is expected


def test_windows_and_macos_always_do() -> None:
    assert speaks_utf8({}, "win32")
    assert speaks_utf8({}, "darwin")
