"""Templates from a config folder: found by name, checked with file and line, everything else left alone."""

from pathlib import Path

import pytest

from cookietui.core.errors import BadInput
from cookietui.letters.own import own_templates


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_templates_are_found_by_language_and_name(tmp_path: Path) -> None:
    put(tmp_path, "en/access.txt.j2", "\ufeffMine: {{ site }}")
    put(tmp_path, "de/extra-part.txt.j2", "{{ today }}")
    for other in ("en/notes.txt", "README.txt.j2", "en/deep/x.txt.j2", "EN/x.txt.j2", "en/.hidden.txt.j2"):
        put(tmp_path, other, "{{ nonsense }}")
    (tmp_path / "fr" / "folder.txt.j2").mkdir(parents=True)
    assert own_templates(tmp_path) == {"en/access.txt.j2": "Mine: {{ site }}", "de/extra-part.txt.j2": "{{ today }}"}


def test_no_folder_means_no_templates(tmp_path: Path) -> None:
    assert own_templates(tmp_path / "letters") == {}
    assert own_templates(put(tmp_path, "file", "")) == {}


def test_an_unknown_name_is_refused_with_file_and_line(tmp_path: Path) -> None:
    path = put(tmp_path, "en/access.txt.j2", "Hello\n\n{{ sit }}\n")
    with pytest.raises(BadInput, match="unknown variable 'sit'") as refused:
        own_templates(tmp_path)
    assert (refused.value.input, refused.value.line) == (str(path), 3)


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"x" * 300_000, b"x" * 65_000])
def test_what_can_not_be_a_template_is_refused(tmp_path: Path, text: bytes) -> None:
    put(tmp_path, "en/access.txt.j2", text)
    with pytest.raises(BadInput, match=r"access\.txt\.j2"):
        own_templates(tmp_path)


def test_too_many_are_refused(tmp_path: Path) -> None:
    for number in range(201):
        put(tmp_path, f"en/t{number}.txt.j2", "x")
    with pytest.raises(BadInput, match="more than 200"):
        own_templates(tmp_path)
