"""Every test runs in an empty home of its own, on a fixed day, with the network closed."""

import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long one example takes says nothing on a busy machine; growth is tested by itself.
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples everywhere, so that who changed nothing sees nothing fail; `--hypothesis-profile search` seeks new ones.
settings.register_profile("same", settings.get_profile("search"), derandomize=True)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private HOME and COOKIETUI_HOME; the day is 2026-11-21."""
    place = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("COOKIETUI_HOME", str(place / "cookietui"))
    monkeypatch.setenv("COOKIETUI_TODAY", "2026-11-21")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return place


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection but to this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
