"""Reading TOML is bounded, agrees with tomllib, and fails in one way only."""

import importlib.util
import pathlib
import time
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cookietui.core.errors import BadInput
from cookietui.storage import toml
from cookietui.storage.toml_compare import same
from cookietui.storage.toml_scan import MAX_DEPTH, MAX_PARTS, scan
from tests.storage.toml_texts import Maker
from tests.timing import Work, assert_growth


def read(text: str) -> object:
    """The tables, or None where they are refused; whatever else is raised fails the test."""
    try:
        return toml.parse(text.encode(errors="surrogatepass"), "p.toml")
    except BadInput as error:
        said = error
    assert said.input == "p.toml"
    assert str(said).isprintable()
    return None


def by_tomllib(text: str) -> object:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None


@pytest.mark.parametrize("seed", range(300))
def test_made_up_profiles_read_as_tomllib_reads_them(seed: int) -> None:
    text = Maker(seed).text
    assert same(read(text), by_tomllib(text))
    assert "".join(one.raw for one in scan(text, "p")) == text


@pytest.mark.parametrize("seed", range(300))
def test_damaged_profiles_are_refused_or_read_as_tomllib_reads_them(seed: int) -> None:
    made = Maker(seed)
    for _ in range(15):
        text = made.text
        for _ in range(made.random.randint(1, 3)):
            place = made.random.randrange(len(text) + 1)
            piece = made.random.choice(
                (
                    "",
                    "",
                    '"',
                    "'",
                    "[",
                    "]",
                    "{",
                    "}",
                    "=",
                    ".",
                    "\n",
                    "\r",
                    "#",
                    ",",
                    "\\",
                    "\0",
                    "é",
                    '"""',
                    "1",
                    "[a]\n",
                    "a=1\n",
                )
            )
            text = text[:place] + piece + text[place + made.random.randint(0, 3) :]
        assert same(read(text), by_tomllib(text)), text


@given(st.text(st.sampled_from("ab=.[]{}\"'#,\\ \n\t1-_\r\0é"), max_size=60))
@settings(max_examples=1500, deadline=None)
def test_short_texts_of_marks_read_as_tomllib_reads_them(text: str) -> None:
    assert same(read(text), by_tomllib(text))


@given(st.binary(max_size=200))
@settings(max_examples=500, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    said = "p.toml"
    try:
        toml.parse(data, "p.toml")
    except BadInput as error:
        said = str(error)
    assert said.startswith("p.toml")


def _suite() -> list[pathlib.Path]:
    """The cases that Python's own tests bring along, where they are installed."""
    found = importlib.util.find_spec("test")
    if found is None or not found.submodule_search_locations:
        return []
    folder = pathlib.Path(next(iter(found.submodule_search_locations))) / "test_tomllib" / "data"
    return sorted(folder.rglob("*.toml"))


@pytest.mark.skipif(not _suite(), reason="this Python was installed without its tests")
def test_the_cases_of_pythons_own_suite_agree() -> None:
    for file in _suite():
        data = file.read_bytes()
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        if by_tomllib(text) is not None and "dotted" in file.name and text.count(".") > 100:
            continue
        assert same(read(text), by_tomllib(text)), file


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), 1),
        ("a = " + "[" * 100_000, 1),
        ("x = 1\na = " + "{b = " * 500 + "1" + "}" * 500, 2),
        ("x = 1\n" + "a." * MAX_PARTS + "a = 1", 2),
        ("a." * 20_000 + "a = 1", 1),
        ("[" + "a." * 200 + "a]", 1),
        ("a = " + "1" * 5_000, 1),
        ("a = 0x" + "f" * 5_000, 1),
        ("a = 1\n\nb = '" + "x" * 70_000 + "'", 3),
        ("a = 1\na = 2", None),
        ("a = 1\nb = \n", 2),
        ("a = 1\n[b\n", 2),
        ('a = 1\nb = "\0"', 2),
    ],
)
def test_what_is_too_much_or_wrong_is_refused_at_its_line(text: str, line: int | None) -> None:
    start = time.perf_counter()
    with pytest.raises(BadInput) as caught:
        toml.parse(text.encode(), "p.toml")
    assert time.perf_counter() - start < 2
    if line is not None:
        assert caught.value.line == line
    assert caught.value.exit_code == 65


@pytest.mark.parametrize(
    "data", [b"\xff\xfea\0=\01\0", "a = 'ü'".encode("latin-1"), b"\0" * 4096, b"a = 1\nb = '\xff'\n"]
)
def test_bytes_that_are_no_utf8_are_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        toml.parse(data, "p.toml")


def test_a_byte_order_mark_is_accepted() -> None:
    assert toml.parse("\ufeffa = 1".encode(), "p") == {"a": 1}


def test_more_than_the_limit_is_not_even_read() -> None:
    with pytest.raises(BadInput, match="MB"):
        toml.parse(b"#" * (toml.MAX_BYTES + 1), "p")


def test_time_grows_with_size_only() -> None:
    site = '[sites."s{}.example"]\nchoice = "deny" # x\nlist = [ "a",\n "b" ]\n'

    def prepare(count: int) -> Work:
        toml.tables.cache_clear()
        text = "".join(site.format(number) for number in range(count)).encode()
        return lambda: toml.parse(text, "p")

    assert_growth(prepare, 300, 3_000, most=25)


def test_the_line_of_a_fact_is_found_in_every_form() -> None:
    text = (
        b"a = 1\n[sites]\n'x.example'.choice = 'y'\n'z.example' = { choice = 1 }\n[sites.'b.example'.cookies]\nc = 1\n"
    )
    assert toml.line_of(text, ("a",), "p") == 1
    assert toml.line_of(text, ("sites", "x.example", "choice"), "p") == 3
    assert toml.line_of(text, ("sites", "z.example", "choice"), "p") == 4
    assert toml.line_of(text, ("sites", "b.example", "cookies", "c"), "p") == 6
    assert toml.line_of(text, ("sites", "b.example", "cookies"), "p") == 5
    assert toml.line_of(text, ("nowhere",), "p") is None
