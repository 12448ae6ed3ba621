"""Reading: which reader gets a source, what a folder gives, and which inputs are refused how."""

import io
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from cookietui import plugins
from cookietui.actions.add import add
from cookietui.actions.read import read_source, read_sources
from cookietui.actions.text import text_of
from cookietui.core.declaration import Contact, Declaration, SiteName, Source, Technology
from cookietui.core.errors import BadInput, MissingInput, UsageError
from cookietui.core.observation import Observation, ObservedSource


def _reader(title: str, kind: str, answer: str, **fields: Any) -> Any:
    def found(sample: Any) -> str:
        return answer

    def read_it(sample: Any) -> Declaration:
        site = SiteName(sample.site, None)
        return Declaration(site=site, source=Source(reader=title, path=sample.path, sha256=sample.sha256), **fields)

    return SimpleNamespace(
        TITLE=title, KIND=kind, LEADS=title == "policy", identify=found, read=read_it, __name__=f"readers.{title}"
    )


@pytest.fixture
def with_readers(monkeypatch):
    def _with(*found):
        modules = {module.TITLE: module for module in found}
        monkeypatch.setattr(plugins, "names", lambda package: tuple(sorted(modules)))
        monkeypatch.setattr(plugins, "load", lambda package, name: modules[name])

    return _with


POLICY = _reader("policy", "page", "fallback", technologies=(Technology(kind="cookies"),))
TABLES = _reader("a-table", "page", "certain", contacts=(Contact(kind="email", value="a@tea.example"),))


def test_page_readers_all_contribute_and_the_one_for_any_text_leads(ws, with_readers, tmp_path):
    with_readers(POLICY, TABLES, _reader("other", "page", "no"))
    (tmp_path / "p.txt").write_text("We use cookies.")
    found: Any = read_source(ws, str(tmp_path / "p.txt"))
    assert found.declaration.source.reader == "policy"
    assert found.declaration.technologies
    assert found.declaration.contacts
    assert found.text.strip() == "We use cookies."


def test_a_certain_whole_file_reader_reads_alone(ws, with_readers, tmp_path):
    with_readers(POLICY, _reader("jar", "file", "certain"))
    (tmp_path / "p.txt").write_text("x")
    found: Any = read_source(ws, str(tmp_path / "p.txt"))
    assert found.declaration.source.reader == "jar"


def test_a_jar_is_an_observation_and_no_policy_to_keep(ws, with_readers, tmp_path):
    jar = _reader("jar", "file", "certain")
    jar.read = lambda sample: Observation(source=ObservedSource(reader="jar", path=sample.path))
    with_readers(POLICY, jar)
    (tmp_path / "p.txt").write_text("x")
    outcome = read_source(ws, str(tmp_path / "p.txt"))
    assert outcome.declaration is None
    assert outcome.observation == Observation(source=ObservedSource(reader="jar", path=str(tmp_path / "p.txt")))
    results: Any = add(ws, [str(tmp_path / "p.txt")], "tea.example")
    (refused,) = results
    assert (refused.failure.exit_code, refused.site) == (2, None)


def test_two_certain_whole_file_readers_are_an_error_that_names_both(ws, with_readers, tmp_path):
    with_readers(POLICY, _reader("jar", "file", "certain"), _reader("har", "file", "certain"))
    (tmp_path / "p.txt").write_text("x")
    with pytest.raises(BadInput, match="har and jar"):
        read_source(ws, str(tmp_path / "p.txt"))


def test_a_folder_gives_every_file_and_the_bad_ones_do_not_stop_it(ws, with_readers, tmp_path):
    with_readers(POLICY)
    folder = tmp_path / "policies"
    (folder / "sub").mkdir(parents=True)
    (folder / "page_files").mkdir()
    (folder / "page_files" / "ad.js").write_text("x")
    (folder / ".hidden").write_text("x")
    (folder / "page.html").write_text("<p>We use cookies.</p>")
    (folder / "a.pdf").write_bytes(b"%PDF-1.7\n\x00\x01\x02")
    (folder / "sub" / "z.txt").write_text("We use cookies.")
    outcomes: list[Any] = list(read_sources(ws, [str(folder)]))
    assert [outcome.input.rpartition("/")[2] for outcome in outcomes] == ["a.pdf", "page.html", "z.txt"]
    assert [outcome.failure.exit_code if outcome.failure else 0 for outcome in outcomes] == [65, 0, 0]
    assert "PDF" in outcomes[0].failure.message


def test_missing_empty_folder_and_stdin(ws, with_readers, tmp_path, monkeypatch):
    with_readers(POLICY)
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"We use cookies.")))
    results: Any = read_sources(ws, [str(tmp_path / "no"), str(tmp_path / "empty"), "-"])
    missing, empty, stdin = results
    assert missing.failure.exit_code == 66
    assert empty.failure.exit_code == 65
    assert stdin.input == "-"
    assert stdin.declaration.technologies


def test_a_url_is_refused_with_the_line_to_use(ws):
    url = "https://www.tea.example/privacy?a=1&b=2"
    with pytest.raises(UsageError) as refused:
        next(read_sources(ws, [url]))
    assert f"curl -sSL '{url}' | cookietui read - --site www.tea.example" in str(refused.value)
    with pytest.raises(UsageError, match=r"\| cookietui add - --site other.example"):
        next(add(ws, [url], "other.example"))
    with pytest.raises(UsageError, match=r"\| cookietui text -$"):
        text_of(ws, url)


def test_a_site_must_be_a_host(ws, tmp_path):
    (tmp_path / "p.txt").write_text("x")
    for bad in ("not a host", "localhost", "", "a..b"):
        with pytest.raises(UsageError, match="--site"):
            next(read_sources(ws, [str(tmp_path / "p.txt")], bad))


def test_adding_without_a_site_asks_for_it(ws, with_readers, tmp_path):
    with_readers(POLICY)
    (tmp_path / "p.txt").write_text("We use cookies.")
    results: Any = add(ws, [str(tmp_path / "p.txt")])
    (asked,) = results
    assert asked.failure.exit_code == 2
    assert "--site" in asked.failure.message
    (kept,) = add(ws, [str(tmp_path / "p.txt")], "https://Tea.example/privacy")
    assert (kept.site, kept.new) == ("tea.example", True)
    (again,) = add(ws, [str(tmp_path / "p.txt")], "tea.example")
    assert not again.new


def test_text_of_a_folder_and_of_nothing(ws, tmp_path):
    with pytest.raises(BadInput, match="folder"):
        text_of(ws, str(tmp_path))
    with pytest.raises(MissingInput):
        text_of(ws, str(tmp_path / "no.txt"))
