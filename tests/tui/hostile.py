"""A stage on which every text of every answer is a payload."""

import itertools
import types
import typing
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

from tests.tui.stage import Stage

_SITE = "kettle.example"


def plant(value: Any, payload: Callable[[], str]) -> Any:
    """The same struct with a payload in every field that is free text."""
    if isinstance(value, tuple):
        return tuple(plant(item, payload) for item in value)
    if not isinstance(value, msgspec.Struct):
        return value
    hints = typing.get_type_hints(type(value))
    changed = {
        name: _planted(getattr(value, name), hints[name], payload)
        for name in value.__struct_fields__
        if name != "schema"
    }
    return msgspec.structs.replace(value, **changed)


def _planted(value: Any, hint: Any, payload: Callable[[], str]) -> Any:
    free = hint is str or (isinstance(hint, types.UnionType) and str in typing.get_args(hint))
    if free and isinstance(value, str):
        return payload() + value
    if isinstance(value, tuple) and typing.get_args(hint)[:1] == (str,):
        return tuple(payload() + item for item in value)
    return plant(value, payload)


class HostileStage(Stage):
    """Answers with planted structs; asked for a planted name it answers for the site it knows."""

    def __init__(self, *payloads: str) -> None:
        super().__init__()
        self.payloads: Sequence[str] = payloads
        self._next = itertools.count()

    def payload(self) -> str:
        """One payload after the other, round and round."""
        return self.payloads[next(self._next) % len(self.payloads)]

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put the planted answers in the place of the actions."""
        super().install(monkeypatch)
        for module, name, _ in self.answers():
            monkeypatch.setattr(module, name, self._hostile(name, getattr(module, name)))

    def _hostile(self, name: str, answer: Callable[..., Any]) -> Callable[..., Any]:
        def call(ws: Any, *given: Any, **options: Any) -> Any:
            if name in ("site_view", "mark"):
                given = (_SITE, *given[1:])
            if name == "mark":
                given = (_SITE, self.view(ws, _SITE).facts[0].id)
            if name == "find_request":
                given = ("CT-7F3A",)
            made = answer(ws, *given, **options)
            if isinstance(made, str):
                return self.payload() + made
            return plant(made, self.payload)

        return call
