"""Fixtures of the full screen: a workspace in an empty home, and the stage of made-up sites."""

import os

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from cookietui.actions.workspace import Workspace, open_workspace
from cookietui.tui.screens import sites
from tests.tui.stage import Stage


class Screens(SingleFileSnapshotExtension):
    """One text file a screen: readable in a diff."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def ws(home: object) -> Workspace:
    return open_workspace(os.environ)


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(sites, "PAUSE", 0.0)
    made = Stage()
    made.install(monkeypatch)
    return made


@pytest.fixture
def shown(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Screens)
