"""Asking, widening and correcting the catalogue, with every write undone by `undo`."""

import json
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions.catalogue import CatalogueRow, find, stats
from cookietui.actions.catalogue_import import forget, import_files
from cookietui.actions.correct import correct, export
from cookietui.actions.undo import redo, undo
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import CannotSave, MissingInput, UsageError
from cookietui.storage.places import find_places
from tests.actions.conftest import TODAY

SERVICES = {"license": "x", "categories": {"Advertising": [{"Spy": {"https://spy.example": ["t.spy.example"]}}]}}


@pytest.fixture
def real(tmp_path: Path) -> Workspace:
    return Workspace(find_places({"COOKIETUI_HOME": str(tmp_path / "home")}), TODAY)


def saved(folder: Path, name: str, content: Any) -> str:
    file = folder / name
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return str(file)


def first(ws: Workspace, word: str) -> CatalogueRow:
    return find(ws, word)[0]


def test_a_cookie_leads_to_whom_to_write_to(real: Workspace) -> None:
    row = first(real, "_fbp")
    assert (row.cookie, row.category, row.organisation, row.lifetime_text) == (
        "_fbp",
        "marketing",
        "meta.com",
        "4 months",
    )
    assert {each.kind for each in row.contacts} >= {"form", "post"}
    assert all(each.source and each.date for each in row.contacts)
    assert row.source
    assert row.date


@pytest.mark.parametrize("word", ["_ga_X1Y2", "_ga_*"])
def test_a_real_name_or_its_pattern(real: Workspace, word: str) -> None:
    assert first(real, word).cookie == "_ga_*"


def test_an_organisation_by_domain_name_or_part_of_a_name(real: Workspace) -> None:
    by_domain, by_name = first(real, "doubleclick.net"), first(real, "Criteo")
    assert by_domain.organisation == "google.com"
    assert "IDE" in by_domain.cookies or len(by_domain.cookies) > 20
    assert by_name.tracking
    assert [row.organisation for row in find(real, "idealo")] == ["idealo.de"]


@pytest.mark.parametrize("word", ["", " ", "\x1b[2J", "*", "no-such-thing-at-all", "x" * 10_000])
def test_nothing_is_known(real: Workspace, word: str) -> None:
    assert find(real, word) == ()


def test_the_counts(real: Workspace) -> None:
    found = stats(real)
    assert found.with_organisation >= 1000
    assert found.reachable >= 3000
    assert {each.key for each in found.sources} >= {"open-cookie-database", "datenanfragen", "just-delete-me"}
    assert sum(each.cookies for each in found.sources) == found.cookies


def test_imports_are_kept_and_shown_with_their_source(real: Workspace, tmp_path: Path) -> None:
    done, refused = import_files(real, [saved(tmp_path, "services.json", SERVICES)])
    assert (done[0].key, done[0].organisations, refused) == ("disconnect", 1, ())
    row = first(real, "t.spy.example")
    assert (row.organisation, row.name) == ("spy.example", "Spy")
    assert row.sources == (f"Disconnect tracking protection, {TODAY}",)
    owner = real.knowledge.owner("a.t.spy.example")
    assert owner is not None
    assert owner.organisation == "spy.example"
    assert [each.kind for each in stats(real).sources if each.key == "disconnect"] == ["imported"]
    again = Workspace(real.places, TODAY)
    assert first(again, "t.spy.example").organisation == "spy.example"


def test_an_import_is_undone_and_forgotten(real: Workspace, tmp_path: Path) -> None:
    import_files(real, [saved(tmp_path, "services.json", SERVICES)])
    undo(real)
    assert not find(real, "t.spy.example")
    redo(real)
    assert find(real, "t.spy.example")
    forget(real, "disconnect")
    assert not find(real, "t.spy.example")
    with pytest.raises(MissingInput):
        forget(real, "disconnect")


def test_a_source_that_comes_record_by_record_adds_up(real: Workspace, tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = f"name: {name}\ncategory: advertising\n\n--- domains\n{name}.example\n--- domains\n"
        import_files(real, [saved(tmp_path, f"{name}.eno", text)])
    assert {first(real, f"{name}.example").name for name in ("one", "two")} == {"one", "two"}
    import_files(real, [saved(tmp_path, "services.json", SERVICES)])
    other = {"license": "x", "categories": {"Advertising": [{"Else": {"https://e.example": ["e.example"]}}]}}
    import_files(real, [saved(tmp_path, "services.json", other)])
    assert not find(real, "t.spy.example")
    assert find(real, "e.example")


def test_one_record_adds_to_the_database_that_ships_and_comes_before_it(real: Workspace, tmp_path: Path) -> None:
    record = {"slug": "criteo", "name": "Criteo", "web": "https://www.criteo.com", "email": "new@criteo.com"}
    before = stats(real)
    import_files(real, [saved(tmp_path, "criteo.json", {**record, "sources": [], "quality": "verified"})])
    assert stats(real).reachable == before.reachable
    mails = [each for each in first(real, "criteo.com").contacts if each.kind == "email"]
    assert [each.value for each in mails][:2] == ["new@criteo.com", "dpo@criteo.com"]
    assert [each.date for each in mails][:1] == [TODAY.isoformat()]


def test_a_folder_gives_what_it_holds(real: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "db"
    folder.mkdir()
    saved(folder, "services.json", SERVICES)
    saved(folder, "package.json", {"name": "x"})
    saved(folder, "README.md", "no")
    done, refused = import_files(real, [str(folder)])
    assert [each.files for each in done] == [1]
    assert refused == ()
    empty = tmp_path / "empty"
    empty.mkdir()
    done, refused = import_files(real, [str(empty)])
    assert not done
    assert len(refused) == 1


def test_bad_files_are_told_and_the_rest_is_read(real: Workspace, tmp_path: Path) -> None:
    paths = [
        saved(tmp_path, "bad.json", "{"),
        saved(tmp_path, "services.json", SERVICES),
        str(tmp_path / "missing"),
        saved(tmp_path, "bad.toml", "cookies = 3"),
        saved(tmp_path, "worse.toml", '[cookies."a"]\ncategory = "nice"'),
    ]
    done, refused = import_files(real, paths)
    assert len(done) == 1
    assert {each.exit_code for each in refused} == {65, 66}
    assert len(refused) == 4
    assert all("\n" not in each.message for each in refused)


def test_a_cookie_is_corrected(real: Workspace) -> None:
    row = correct(real, "_fbp", {"category": "functional", "lifetime": "2 days"})
    assert (row.category, row.lifetime_text, row.organisation, row.own) == ("functional", "2 days", "meta.com", True)
    assert (row.source, row.date) == ("your correction", TODAY.isoformat())
    assert [each.own for each in find(real, "_fbp")] == [True, False]
    asked = real.knowledge.cookie("_fbp", "shop.example")
    assert asked is not None
    assert asked.own
    correct(real, "_fbp", {"category": "", "lifetime": ""})
    assert not first(real, "_fbp").own


def test_a_cookie_nobody_knew(real: Workspace) -> None:
    correct(real, "zq_visits_*", {"category": "analytics", "organisation": "facebook.com"})
    row = first(real, "zq_visits_17")
    assert (row.cookie, row.match, row.organisation, row.own) == ("zq_visits_*", "prefix", "meta.com", True)


def test_an_organisation_is_corrected_by_any_of_its_names(real: Workspace) -> None:
    row = correct(
        real, "www.criteo.net", {"email": "new@criteo.com", "needs": "name, cookie number", "without": "post"}
    )
    assert (row.organisation, row.needs) == ("criteo.com", ("name", "cookie number"))
    assert [(each.kind, each.value) for each in row.contacts if each.kind in {"email", "post"}] == [
        ("email", "new@criteo.com")
    ]
    step = undo(real)
    assert step is not None
    assert "criteo.com" in step.title
    assert first(real, "Criteo").contacts[0].value == "dpo@criteo.com"


def test_a_new_organisation(real: Workspace) -> None:
    row = correct(
        real, "tea.example", {"name": "Tea House", "email": "a@tea.example", "post": "1 Leaf Street\\nDublin"}
    )
    assert (row.organisation, row.name) == ("tea.example", "Tea House")
    assert [each.value for each in row.contacts] == ["a@tea.example", "1 Leaf Street\nDublin"]


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        ("_fbp", {}),
        ("_fbp", {"bar": "1"}),
        ("_fbp", {"category": "nice"}),
        ("_fbp", {"category": "analytics", "email": "a@b.example"}),
        ("_fbp", {"lifetime": "soon"}),
        ("_fbp", {"organisation": "not a host"}),
        ("criteo.com", {"email": "a@b\r\nBcc: x@y.example"}),
        ("criteo.com", {"form": "javascript:alert(1)"}),
        ("criteo.com", {"without": "phone"}),
        ("criteo.com", {"language": "German"}),
        ("nobody of that name", {"email": "a@b.example"}),
    ],
)
def test_what_does_not_fit_is_refused(real: Workspace, word: str, fields: dict[str, str]) -> None:
    with pytest.raises(UsageError) as error:
        correct(real, word, fields)
    assert "\n" not in str(error.value)
    assert not real.places.catalogue.exists()


def test_corrections_are_given_away_and_taken_in(real: Workspace, tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        export(real)
    correct(real, "zq", {"category": "marketing"})
    correct(real, "spy.example", {"email": "a@spy.example"})
    file = tmp_path / "ours.toml"
    text = export(real, file)
    assert file.read_text() == text
    with pytest.raises(CannotSave):
        export(real, file)
    other = Workspace(find_places({"COOKIETUI_HOME": str(tmp_path / "other")}), TODAY)
    done, refused = import_files(other, [str(file)])
    assert (len(done), refused) == (1, ())
    row = first(other, "spy.example")
    assert [(each.value, each.own) for each in row.contacts] == [("a@spy.example", False)]
    assert "corrections in ours.toml" in row.contacts[0].source
    assert first(other, "zq").source == "corrections in ours.toml"


def test_a_comment_in_the_corrections_stays(real: Workspace) -> None:
    correct(real, "zq", {"category": "marketing"})
    file = real.places.catalogue / "corrections.toml"
    file.write_text("# mine\n" + file.read_text())
    correct(real, "zq", {"category": "analytics"})
    assert file.read_text().startswith("# mine\n")
    assert first(real, "zq").category == "analytics"


def test_damaged_files_are_told_and_passed_over(real: Workspace) -> None:
    real.places.catalogue.mkdir(parents=True)
    (real.places.catalogue / "disconnect.json").write_text("{")
    (real.places.catalogue / "corrections.toml").write_text("[[[")
    assert first(real, "_fbp").organisation == "meta.com"
    told = real.untold()
    assert len(told) == 2
    assert any("disconnect" in line for line in told)
