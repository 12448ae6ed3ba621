"""The dialogue: the main way with numbers alone, and a word for every state."""

import os
from collections.abc import Callable
from typing import Any

import click
import pytest

from cookietui.actions.workspace import open_workspace
from cookietui.cli.plain import converse
from cookietui.storage import ledger


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Answer the questions one after the other; afterwards every answer is empty."""

    def _talk(*answers: str, code: int = 0) -> str:
        left = list(answers)

        def prompt(_text: str, **more: Any) -> str:
            if not left:
                raise click.Abort
            return left.pop(0) or str(more.get("default", ""))

        monkeypatch.setattr(click, "prompt", prompt)
        monkeypatch.setattr(click, "confirm", lambda *_args, **_more: True)
        assert converse(open_workspace(os.environ)) == code
        done = capsys.readouterr()
        return " ".join((done.out + done.err).split())

    return _talk


def test_leaving_at_once(talk):
    assert "leave" in talk()


def test_from_the_list_to_a_draft(talk, tea_kept):
    said = talk("1", "1", "3", "1", "", "1", "")
    assert "tea.example, ok, Tea House" in said
    assert "access (offered by the site)" in said
    (request,) = ledger.load_all(open_workspace_places())[0]
    assert request.rights == ("access",)
    assert "nothing was sent" in said


def open_workspace_places() -> Any:
    return open_workspace(os.environ).places


def test_deciding_and_taking_it_back(talk, tea_kept):
    said = talk("sites", "tea", "2", "4", "1", "", "5")
    assert 'sites."tea.example".analytics: not set -> deny' in said
    assert 'undone: set sites."tea.example".analytics = deny' in said


def test_inherit_takes_a_choice_away(talk, tea_kept):
    said = talk("1", "1", "2", "1", "1", "2", "1", "5")
    assert 'sites."tea.example".choice: deny -> not set' in said


def test_looking_at_what_it_declares(talk, tea_kept):
    said = talk("1", "1", "1")
    assert "2 | We use cookies to count visits." in said


def test_a_wrong_path_is_said_and_the_dialogue_goes_on(talk, tmp_path):
    said = talk("2", str(tmp_path / "no.txt"), "3", "4", "strict")
    assert "no such file" in said
    assert "There is no request yet." in said
    assert "strict is in use" in said


def test_nonsense_is_answered_with_what_is_possible(talk):
    assert "A number from 1 to 6" in talk("99", "perhaps")


def test_a_friends_profile(talk, tmp_path):
    file = tmp_path / "p.toml"
    file.write_text('schema = 1\nname = "x"\n[defaults]\nfunctional = "deny"\nmarketing = "allow"\n')
    said = talk("6", str(file))
    assert "no loosens: defaults.marketing: deny -> allow" in said
    assert "applied 1" in said


def test_a_right_that_is_not_offered_is_said_and_a_law_helps(talk, tea_kept):
    said = talk("1", "1", "3", "3", "", "4", "", "3", "us-ca", "1")
    assert "not yet: " in said
    (request,) = ledger.load_all(open_workspace_places())[0]
    assert (request.law, request.rights) == ("us-ca", ("delete",))
