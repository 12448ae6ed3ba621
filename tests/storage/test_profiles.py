"""Profiles: the format of the design, built-in ones copied on the first change, broken ones opened from a backup."""

import datetime
import os
import pathlib
import random
from collections.abc import Callable

import pytest

from cookietui.core.difference import shared
from cookietui.core.errors import BadInput, CannotSave, ChangedUnderneath, MissingInput, UsageError
from cookietui.core.fact import Edit, Value
from cookietui.core.preference import Profile, Rules, SiteRules
from cookietui.storage import backups, journal, packaged, profiles
from cookietui.storage.places import Places, find_places
from tests.storage.toml_texts import Maker

DESIGN = """\
schema = 1
name = "strict"
[defaults]                      # category -> choice; "choice" is for all the rest
choice = "ask"
necessary = "allow"
functional = "session"
analytics = "deny"
marketing = "deny"
rights = ["stop-sale"]          # the requests this person wants made everywhere
[cookies]
"_ga*" = "deny"                 # this cookie, anywhere
[organisations."google.com"]
choice = "deny"
[tags.shopping]
analytics = "allow"
[sites."shop.example"]
choice = "session"              # the whole site
functional = "allow"            # a category here
tags = ["shopping"]
rights = ["object", "access"]
review = 2027-05-01             # look again then
share = true
[sites."shop.example".organisations]
"google.com" = "deny"
[sites."shop.example".cookies]
"session_id" = "allow"
"""
PROFILE = Profile(
    name="strict",
    defaults=Rules(
        choice="ask",
        categories={"necessary": "allow", "functional": "session", "analytics": "deny", "marketing": "deny"},
        rights=("stop-sale",),
    ),
    cookies={"_ga*": "deny"},
    organisations={"google.com": Rules(choice="deny")},
    tags={"shopping": Rules(categories={"analytics": "allow"})},
    sites={
        "shop.example": SiteRules(
            choice="session",
            categories={"functional": "allow"},
            tags=("shopping",),
            rights=("object", "access"),
            review=datetime.date(2027, 5, 1),
            organisations={"google.com": "deny"},
            cookies={"session_id": "allow"},
        )
    },
)


@pytest.fixture(name="places")
def _places(monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setattr(packaged, "profiles", lambda: {"balanced": DESIGN.replace("strict", "balanced").encode()})
    return find_places(os.environ)


def own(places: Places, text: str | bytes, name: str = "mine") -> pathlib.Path:
    """A profile of the person's own, written with an editor, and in use."""
    file = places.profiles / f"{name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    places.settings.write_text(f'profile = "{name}"\n')
    return file


def put(places: Places, *path: str, value: Value | None = "deny", name: str | None = None) -> profiles.Opened:
    with journal.change(places, "put") as change:
        return profiles.edit(change, [Edit(path, value)], name=name)


def test_the_format_of_the_design_is_read_and_written(places: Places) -> None:
    opened = profiles.parse(DESIGN.encode(), "p.toml")
    assert opened.profile == PROFILE
    assert opened.notices == ()
    text = profiles.render(PROFILE)
    assert profiles.parse(text.encode(), "p").profile == PROFILE
    assert 'rights = ["object", "access"]' in text
    assert not profiles.load(places).read_only


def test_a_built_in_profile_is_copied_on_the_first_change(places: Places) -> None:
    opened = profiles.load(places)
    assert (opened.id, opened.path) == ("balanced", None)
    opened = put(places, "sites", "new.example", "analytics")
    assert opened.path == places.profiles / "balanced.toml"
    assert (
        opened.path.read_text()
        == opened.text
        == DESIGN.replace("strict", "balanced").replace(
            '[sites."shop.example"]\n', '[sites."new.example"]\nanalytics = "deny"\n[sites."shop.example"]\n'
        )
    )
    assert profiles.load(places).profile.sites["new.example"] == SiteRules(categories={"analytics": "deny"})
    journal.undo(places)
    assert profiles.load(places).path is None


def test_an_edit_that_says_the_same_copies_nothing(places: Places) -> None:
    assert put(places, "defaults", "choice", value="ask").path is None
    assert not places.profiles.exists()


def test_without_built_in_profiles_one_begins_empty(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "profiles", dict)
    assert profiles.load(places).profile == Profile(name="own")
    assert put(places, "defaults", "choice").text == 'schema = 1\nname = "own"\n\n[defaults]\nchoice = "deny"\n'


def test_new_use_and_list(places: Places) -> None:
    with journal.change(places, "new") as change:
        profiles.new(change, "mine", base="balanced")
        profiles.use(change, "mine")
    rows = {row.id: row for row in profiles.listed(places)}
    assert (rows["mine"].own, rows["mine"].built_in, rows["mine"].active) == (True, False, True)
    assert (rows["balanced"].own, rows["balanced"].built_in, rows["balanced"].active) == (False, True, False)
    assert "# the whole site" in profiles.load(places).text
    assert profiles.load(places).profile.name == "mine"
    for name in ("mine", "balanced", "../x", "con", "", "Größe", "a" * 65, "a.b", "-x"):
        with pytest.raises(UsageError), journal.change(places, "new") as change:
            profiles.new(change, name)
    with pytest.raises(MissingInput), journal.change(places, "use") as change:
        profiles.use(change, "nobody")
    with journal.change(places, "given") as change:
        profiles.new(change, "given", profile=PROFILE)
    assert profiles.load(places, "given").profile.sites == PROFILE.sites
    journal.undo(places)
    journal.undo(places)
    assert profiles.active(places) == "balanced"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('[defaults]\nchoice = "maybe"', "'maybe' is no choice"),
        ('[defaults]\nchoice = "ALLOW "', "no choice (deny, session, ask, allow)"),
        ("[defaults]\nchoice = true", "no choice"),
        ('[cookies]\n"_ga" = 1', "no choice"),
        ("[cookies]\n\"a\\u001b]0;x\" = 'deny'", "no cookie"),
        ('[cookies]\n"' + "*a" * 17 + "\" = 'deny'", "stars"),
        ("[sites]\n'shop.example' = 'deny'", "must be a table"),
        ("[sites]\n'../../etc' = { choice = 'deny' }", "no host"),
        ("[sites]\n'https://shop.example/' = { choice = 'deny' }", "no host"),
        ("[sites.'a.example']\n[sites.'A.example.']", "second time"),
        ("[sites.'bücher.example']\n[sites.'xn--bcher-kva.example']", "second time"),
        ("[sites.'a.example']\nrights = ['fly']", "no right"),
        ("[sites.'a.example']\nrights = 'object'", "list of texts"),
        ("[sites.'a.example']\nreview = '2027-05-01'", "review must be a day"),
        ("[sites.'a.example']\nreview = 0001-01-01T00:00:00+23:59", "review must be a day"),
        ("[sites.'a.example']\nshare = 'no'", "share must be true or false"),
        ("[sites.'a.example']\ntags = ['\\n']\ncookies = 1", "must be a table"),
        ("extends = ['../x.toml']", "no name of a profile"),
        ("[[sites]]", "must be a table"),
        ("name = []", "name must be a text"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line: str, said: str) -> None:
    text = f"schema = 1\n{line}\n"
    with pytest.raises(BadInput, match=r"^p\.toml:") as caught:
        profiles.parse(text.encode(), "p.toml")
    assert said in str(caught.value)
    assert str(caught.value).isprintable()
    assert caught.value.line == text.rstrip("\n").count("\n") + 1 or "tags" in line


@pytest.mark.parametrize("schema", ["", "schema = 'x'", "schema = -1", "schema = true", "schema = 0", "schema = 1.0"])
def test_what_is_no_profile_is_refused(schema: str) -> None:
    with pytest.raises(BadInput, match="schema"):
        profiles.parse(f"{schema}\n[defaults]\nchoice = 'deny'\n".encode(), "p.toml")


def test_foreign_text_is_made_harmless_and_unknown_keys_are_named() -> None:
    text = 'schema = 1\nname = "a\\u001b]0;x\\u0007\\u202eb"\n[hooks]\nrun = "rm -rf"\n[sites."a.example"]\nnote = "secret"\n'
    opened = profiles.parse(text.encode(), "p.toml")
    assert opened.profile.name == "a]0;xb"
    assert [notice.split(" ")[0] for notice in opened.notices] == ["hooks", 'sites."a.example".note']


def test_unknown_keys_comments_and_spelling_survive_an_edit(places: Places) -> None:
    text = "schema = 1 # mine\nfuture = { x = 1 }\n\n[sites.'Bücher.Example'] # books\nnote = 'x'\nchoice = 'deny'\n"
    file = own(places, text)
    put(places, "sites", "xn--bcher-kva.example", "choice", value="session")
    assert file.read_text() == text.replace("'deny'", '"session"')
    put(places, "sites", "shop.example", "organisations", "google.com")
    assert list(profiles.load(places).profile.sites) == ["xn--bcher-kva.example", "shop.example"]


def test_a_newer_schema_opens_read_only_with_what_is_understood(places: Places) -> None:
    text = "schema = 2\nname = 'later'\n[defaults]\nchoice = 'sometimes'\nanalytics = 'deny'\n[sites.'*.example']\nchoice = 'deny'\n"
    file = own(places, text)
    opened = profiles.load(places)
    assert opened.read_only
    assert "schema 2" in opened.notices[0]
    assert opened.profile.defaults == Rules(categories={"analytics": "deny"})
    with pytest.raises(CannotSave, match="newer"):
        put(places, "defaults", "analytics")
    assert file.read_text() == text


def test_an_edit_of_what_was_not_seen_is_refused(places: Places) -> None:
    file = own(places, DESIGN)
    opened = profiles.load(places)
    file.write_text(DESIGN + "# edited in another window\n")
    with pytest.raises(ChangedUnderneath), journal.change(places, "put") as change:
        profiles.edit(change, [Edit(("defaults", "choice"), "deny")], seen=opened.sha256)
    assert file.read_text().endswith("window\n")


def test_an_edit_that_makes_no_profile_is_refused(places: Places) -> None:
    file = own(places, DESIGN)
    for path, value in ((("defaults", "choice"), "maybe"), (("sites", "a b", "choice"), "deny"), (("schema",), 0)):
        with pytest.raises(UsageError):
            put(places, *path, value=value)
    assert file.read_text() == DESIGN


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "torn": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "nuls": lambda data: b"\0" * len(data),
    "tail": lambda data: data + b"\0" * 50,
    "glued": lambda data: data + data,
    "utf-16": lambda data: data.decode().encode("utf-16"),
    "word": lambda data: data.replace(b'"ask"', b'"a\x00k"'),
}


@pytest.mark.parametrize("kind", sorted(DAMAGE))
def test_a_broken_profile_is_opened_from_its_backup_and_said_once(places: Places, kind: str) -> None:
    file = own(places, DESIGN)
    good = put(places, "defaults", "unclassified").text
    broken = DAMAGE[kind](file.read_bytes())
    file.write_bytes(broken)
    opened = profiles.load(places)
    assert opened.text == good
    assert len(opened.notices) == 1
    assert "\n" not in opened.notices[0]
    kept = [each for each in file.parent.iterdir() if ".broken-" in each.name]
    assert [each.read_bytes() for each in kept] == [broken]
    assert kept[0].name in opened.notices[0]
    assert profiles.load(places).notices == ()
    assert file.read_text() == good
    assert journal.undo(places) is not None
    assert file.read_text() == DESIGN


def test_random_damage_never_stops_the_program(places: Places) -> None:
    """Whatever a bad disk does to the file, a profile opens: the file's own where it still makes sense."""
    rolls = random.Random(3)
    file = own(places, DESIGN)
    put(places, "defaults", "unclassified")
    good = file.read_bytes()
    for _ in range(150):
        data = bytearray(good)
        for _ in range(rolls.randint(1, 4)):
            place = rolls.randrange(len(data))
            data[place : place + rolls.randint(0, 40)] = rolls.randbytes(rolls.randint(0, 20))
        file.write_bytes(data)
        opened = profiles.load(places)
        assert opened.text.encode() in {good, bytes(data)}


def test_a_broken_profile_without_a_backup_is_told_and_left(places: Places) -> None:
    file = own(places, "schema = 1\n[defaults\n")
    with pytest.raises(BadInput, match=r"mine.toml:2: is no TOML"):
        profiles.load(places)
    assert file.read_text() == "schema = 1\n[defaults\n"
    rows = {row.id: row for row in profiles.listed(places)}
    assert "mine.toml:2" in rows["mine"].problem


def test_a_backup_is_used_even_when_nothing_can_be_written(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    file = own(places, DESIGN)
    put(places, "defaults", "unclassified")
    file.write_bytes(b"torn = ")

    def refuse(*_args: object, **_more: object) -> None:
        raise CannotSave("the disk is full")

    monkeypatch.setattr(journal, "change", refuse)
    opened = profiles.load(places)
    assert opened.profile.defaults.categories["unclassified"] == "deny"
    assert "could not be put right" in opened.notices[0]
    assert file.read_bytes() == b"torn = "


def test_backups_keep_the_hand_edited_file_too(places: Places) -> None:
    file = own(places, DESIGN)
    put(places, "defaults", "unclassified")
    copies = [copy.read_text() for _, copy in backups.copies(places, file)]
    assert copies == [file.read_text(), DESIGN]


@pytest.mark.parametrize("seed", range(40))
def test_made_up_profiles_load_edit_and_undo(places: Places, seed: int) -> None:
    made = Maker(seed)
    made.facts = {path: value for path, value in made.facts.items() if "" not in path}
    text = made.text
    try:
        profiles.parse(text.encode(), "p")
    except BadInput:  # it holds an empty cookie name, which is none of ours
        assert '""' in text or "''" in text
        return
    file = own(places, text)
    paths = [path for path, value in made.facts.items() if isinstance(value, str)]
    for path in paths[:3]:
        put(places, *path, value="session")
    for _ in range(3):
        journal.undo(places)
    assert file.read_text() == text or file.read_bytes() == text.encode()


def test_a_profile_that_is_a_link_into_a_folder_of_dotfiles_stays_one(places: Places, home: pathlib.Path) -> None:
    (home / "dotfiles").mkdir()
    target = home / "dotfiles" / "mine.toml"
    target.write_text(DESIGN)
    target.chmod(0o644)
    file = own(places, DESIGN)
    file.unlink()
    file.symlink_to(target)
    put(places, "defaults", "unclassified")
    assert file.is_symlink()
    assert 'unclassified = "deny"' in target.read_text()
    assert target.stat().st_mode & 0o777 == 0o644
    journal.undo(places)
    assert target.read_text() == DESIGN
    assert file.is_symlink()


def test_the_shipped_profiles_open() -> None:
    for name, data in packaged.profiles().items():
        opened = profiles.parse(data, name)
        assert opened.notices == ()
        assert opened.profile.name == name


def test_two_hundred_canaries_stay_at_home(places: Places) -> None:
    """Whatever is private in a profile file, by table, key, comment or spelling, is not in what is shared."""
    canaries = [f"canary{number:03}" for number in range(200)]
    lines = [
        "schema = 1 # {}",
        'name = "shown"',
        'description = "{}"',
        "extends = ['{}']",
        'note = "{}"',
        'path = "/home/{}/x"',
    ]
    lines += [
        "[identity]",
        'name = "{}"',
        'customer_number = "{}"',
        "[[requests]]",
        'body = "{}"',
        "[values]",
        'sid = "{}"',
    ]
    lines += ["[defaults] # {}", 'choice = "deny" # {}', 'why = "{}"', "# {}", "[cookies]", '"sid" = "deny" # {}']
    lines += [
        "[organisations.'g.example']",
        "choice = 'deny'",
        "contact = '{}'",
        "[tags.'{}']",
        "choice = 'deny'",
        "note = '{}'",
    ]
    while sum("{}" in line for line in lines) < 196:
        number = len(lines)
        lines += [
            f"[sites.'s{number}.example'] # {{}}",
            "choice = 'deny'",
            "note = '{}'",
            "value = ['{}', { x = '{}' }]",
        ]
        lines += [
            f"[sites.'s{number}.example'.history]",
            "'{}' = '{}'",
            f"[sites.'{{}}{number}.example']",
            "share = false",
        ]
        lines += ["choice = 'deny'", "tags = ['canary020']", f"[sites.'www.{{}}{number}.example']", "choice = 'deny'"]
    text, used = "", 0
    private = ""
    for line in lines:
        filled = line
        while "{}" in filled:
            canary = canaries[used % 200]
            if "www.{}" in line:
                canary = private
            elif line.startswith("[sites.'{}"):
                private = canary
            elif line.startswith("[tags"):
                canary = "canary020"
            filled = filled.replace("{}", canary, 1)
            used += 1
        text += filled + "\n"
    opened = profiles.parse(text.encode(), "p.toml")
    assert used >= 200
    assert "canary" in profiles.render(opened.profile)
    shared_text = profiles.render(shared(opened.profile))
    assert "canary" not in shared_text
    assert profiles.parse(shared_text.encode(), "p").profile.sites
