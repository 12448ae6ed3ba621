"""A sample reads no more of a file than is asked for, and within the bounds of its kind."""

import hashlib
import io
import os
import sqlite3
import sys
from types import SimpleNamespace

import pytest

from cookietui.core.errors import BadInput, MissingInput
from cookietui.sources import sample as module
from cookietui.sources.sample import Sample, open_sample


@pytest.fixture
def small_limits(monkeypatch):
    monkeypatch.setattr(module, "LIMIT", 1024 * 1024)
    monkeypatch.setattr(module, "LONG_LIMIT", 2 * 1024 * 1024)
    monkeypatch.setattr(module, "DATABASE_LIMIT", 4 * 1024 * 1024)


def test_a_file_is_read_when_it_is_asked_for(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"We use cookies.\n" * 1000)
    found = open_sample(str(file))
    assert found.head == file.read_bytes()[:4096]
    assert found._data is None
    assert found.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert found._data is None
    assert found.text.startswith("We use cookies.")


def test_long_texts_are_refused_where_they_are_policies_and_read_where_they_are_jars(tmp_path, small_limits):
    file = tmp_path / "long.txt"
    file.write_bytes(b"a" * (1024 * 1024 + 1))
    found = open_sample(str(file))
    with pytest.raises(BadInput, match="larger than 1 MB"):
        _ = found.text
    with pytest.raises(BadInput, match="larger than 1 MB"):
        _ = found.page
    assert len(found.long_text) == 1024 * 1024 + 1
    file.write_bytes(b"a" * (2 * 1024 * 1024 + 1))
    with pytest.raises(BadInput, match="larger than 2 MB"):
        open_sample(str(file))


def test_a_database_may_be_larger_and_is_never_text(tmp_path, small_limits):
    file = tmp_path / "cookies.sqlite"
    file.write_bytes(module.DATABASE + bytes(3 * 1024 * 1024))
    found = open_sample(str(file))
    for name in ("text", "long_text", "page"):
        with pytest.raises(BadInput, match="is a database"):
            getattr(found, name)
    file.write_bytes(module.DATABASE + bytes(4 * 1024 * 1024))
    with pytest.raises(BadInput, match="larger than 4 MB"):
        open_sample(str(file))


def test_standard_input(monkeypatch, small_limits):
    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    give(b"We use cookies.")
    assert open_sample("-").text == "We use cookies."
    give(b"a" * (2 * 1024 * 1024 + 1))
    with pytest.raises(BadInput, match="larger than 2 MB"):
        open_sample("-")
    give(module.DATABASE + bytes(5 * 1024 * 1024))
    with pytest.raises(BadInput, match="larger than 4 MB"):
        open_sample("-")


def test_a_database_on_standard_input_goes_through_a_private_file_that_vanishes(tmp_path, monkeypatch):
    file = tmp_path / "x.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE a(b)")
    connection.commit()
    connection.close()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(file.read_bytes())))
    found = open_sample("-")
    assert found.file is not None
    place = found.file.parent
    if os.name == "posix":
        assert place.stat().st_mode & 0o077 == 0
    assert found.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert found.beside("x") is None
    del found
    assert not place.exists()


def test_what_is_no_file_is_refused_at_once(tmp_path):
    with pytest.raises(MissingInput):
        open_sample(str(tmp_path / "no"))
    with pytest.raises(BadInput, match="directory"):
        open_sample(str(tmp_path))
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(BadInput, match="no regular file"):
            open_sample(str(tmp_path / "pipe"))


@pytest.mark.parametrize(
    ("name", "data", "structured"),
    [
        ("a.json", b'{"a": 1}', True),
        ("a", b' [{"a": 1}]', True),
        ("a", b"[]", True),
        ("a", "[{}]".encode("utf-16"), True),
        ("a.json", b"42", True),
        ("a.har", b"\xef\xbb\xbf{}", True),
        ("a.md", b"[Home](/) and [[Wiki]]", False),
        ("a.md", b'{"title": "x"}\n\n# Privacy\n', False),
        ("a.json", b"<html></html>", False),
        ("a.txt", b"We use cookies.", False),
        ("a", b"", False),
    ],
)
def test_what_begins_like_json_is_read_as_json(name, data, structured):
    assert (Sample(name, data).json is not None) is structured


def test_json_that_is_wrong_is_refused_with_its_line():
    with pytest.raises(BadInput, match="no valid JSON") as refused:
        _ = Sample("a.json", b'[\n{"a": 1},\n{"a"}').json
    assert refused.value.line == 3


def test_json_that_breaks_off_is_what_stands_before():
    sample = Sample("a.json", b'[\n{"a": 1},\n{"a"')
    assert sample.json == ([{"a": 1}, {}], ())
    assert sample.broken is not None
    assert (sample.broken.line, sample.broken.refusal.line) == (3, 3)
    value, (told,) = sample.json_of("[]")
    assert (value, told.kind) == ([{"a": 1}], "cut")
    assert Sample("a.json", b"[1]").json_of("[]") == ([1], ())
    assert Sample("a.json", b"[1]").broken is None
    assert Sample("a.txt", b"We use cookies.").broken is None


def test_files_beside_it(tmp_path):
    (tmp_path / "cookies.sqlite").write_bytes(b"x")
    (tmp_path / "containers.json").write_bytes(b"{}")
    found = open_sample(str(tmp_path / "cookies.sqlite"))
    assert found.beside("containers.json") == b"{}"
    assert found.beside("other.json") is None
