"""A program that is absent, fails, hangs or talks without end is one line, in bounded time."""

import sys
import time

import pytest

from cookietui.core.delivery import Launch, shown
from cookietui.core.errors import NotDelivered
from cookietui.deliveries import _running

PYTHON = (sys.executable, "-c")


def test_input_output_and_code_are_handed_through() -> None:
    ended = _running.run((*PYTHON, "import sys; print(sys.stdin.read() + '!'); sys.exit(3)"), feed="né".encode())
    assert (ended.code, ended.said.strip()) == (3, "né!")


def test_words_reach_the_program_as_they_are() -> None:
    hard = ("; rm -rf /", "$(id)", "a b", "`x`", "\\", "'", '"', "*")
    assert _running.run((*PYTHON, "import sys; print(sys.argv[1:])", *hard)).said.strip() == str(list(hard))


@pytest.mark.parametrize("command", [("no-such-program-here",), ("/",), ("a\0b",), ()])
def test_what_cannot_be_started_is_one_line(command: tuple[str, ...]) -> None:
    with pytest.raises(NotDelivered) as told:
        _running.run(command)
    assert "\n" not in str(told.value)


def test_what_hangs_is_stopped() -> None:
    begun = time.monotonic()
    with pytest.raises(NotDelivered, match="did not end within 1 seconds and was stopped"):
        _running.run((*PYTHON, "import time; time.sleep(60)"), seconds=1)
    assert time.monotonic() - begun < 20


def test_endless_talk_is_cut_and_control_codes_are_dropped() -> None:
    said = _running.run((*PYTHON, "print('\\x1b[31m' + 'x' * 1000000)")).said
    assert len(said) < 20_000
    assert "\x1b" not in said


def test_a_graphical_program_that_goes_on_has_taken_the_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_running, "SETTLED", 0.3)
    _running.start(Launch(command=(*PYTHON, "import time; time.sleep(1)")))
    assert _running._OUTLIVING.pop().wait() == 0
    monkeypatch.setattr(_running, "SETTLED", 20)
    with pytest.raises(NotDelivered, match="ended with 4: no display"):
        _running.start(Launch(command=(*PYTHON, "import sys; print('no display'); sys.exit(4)")))


def test_a_program_with_the_terminal_that_fails_is_told() -> None:
    _running.lend(Launch(command=(*PYTHON, "pass"), terminal=True))
    with pytest.raises(NotDelivered, match="ended with 5"):
        _running.lend(Launch(command=(*PYTHON, "raise SystemExit(5)"), terminal=True))


def test_a_command_is_shown_so_that_its_words_stay_apart() -> None:
    assert shown(("neomutt", "-H", "/my drafts/ck.eml")) == "neomutt -H '/my drafts/ck.eml'"
    long = shown(("xdg-email", "mailto:" + "x" * 5000))
    assert len(long) < 250
    assert "(5007 characters)" in long
    assert "\x1b" not in shown(("a\x1b[31m",))
