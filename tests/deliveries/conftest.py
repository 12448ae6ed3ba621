"""A draft and a save function that writes into a folder of the test."""

from pathlib import Path

import pytest

from cookietui.core.delivery import Settings
from cookietui.core.mail import Draft


@pytest.fixture
def draft() -> Draft:
    return Draft(
        reference="ck-7f3a2c",
        to="privacy@harbour.example",
        subject="Accès à mes données, harbour.example [ck-7f3a2c]",
        body="Madame, Monsieur,\n\n  « phrase »\n\nCordialement\n",
        message_id="<ck-7f3a2c.0011223344556677@home.example>",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def settings(folder: Path) -> Settings:
    def save(path: Path, data: bytes) -> None:
        path.write_bytes(data)

    return Settings(folder=folder, save=save)
