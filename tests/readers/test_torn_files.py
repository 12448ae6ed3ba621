"""Exports and recordings whose copy broke off: what stands whole is read, the rest is told, declarations are refused."""

import json
from typing import Any

import pytest

from cookietui.actions.read import read_sample
from cookietui.core.errors import BadInput
from cookietui.core.observation import Observation
from cookietui.sources.sample import Sample
from tests.readers import jars

COOKIES = [
    {"name": f"n{number}", "value": "v", "domain": ".shop.example", "path": "/p", "expires": 1_800_000_000 + number,
     "httpOnly": True, "secure": True, "sameSite": "Lax"} for number in range(3)
]  # fmt: skip
EXPORT = [
    {"domain": ".shop.example", "expirationDate": 1_800_000_000 + number, "hostOnly": False, "httpOnly": True,
     "name": f"n{number}", "path": "/", "sameSite": "lax", "secure": True, "session": False, "value": "v"}
    for number in range(3)
]  # fmt: skip
STATE = {
    "cookies": COOKIES,
    "origins": [
        {"origin": f"https://{host}.example", "localStorage": [{"name": f"{host}{n}", "value": "v"} for n in range(2)]}
        for host in ("shop", "news")
    ],
}
ENTRIES = [
    {
        "startedDateTime": "2027-01-15T08:00:00.000Z",
        "request": {"url": f"https://h{number}.example/", "headers": [{"name": "Cookie", "value": f"sent{number}=1"}]},
        "response": {"status": 200, "headers": [{"name": "Set-Cookie", "value": f"set{number}=1; Secure; Path=/"}]},
    }
    for number in range(3)
]
HAR = {"log": {"version": "1.2", "creator": {"name": "x"}, "pages": [], "entries": ENTRIES}}
INSPECTION = {
    "uri_ins": "https://shop.example", "uri_dest": "https://shop.example/", "host": "shop.example",
    "localStorage": {"https://shop.example": {"k1": {"value": "1"}, "k2": {"value": "2"}}},
    "cookies": [{**each, "expires": 1_800_000_000} for each in COOKIES],
    "beacons": [{"url": f"https://t{number}.example/p", "occurrances": 2} for number in range(2)],
    "hosts": {"requests": {"firstParty": ["shop.example"], "thirdParty": ["a.example", "b.example"]}},
    "start_time": "2027-01-15T08:00:00Z",
}  # fmt: skip
FILES: dict[str, tuple[Any, int]] = {
    "x.har": (HAR, 3),
    "state.json": (STATE, 3),
    "export.json": (EXPORT, 3),
    "j2.json": ({"url": "https://shop.example", "cookies": EXPORT}, 3),
    "inspection.json": (INSPECTION, 3),
}
BREAKS = "the file breaks off in line"


def read(name: str, data: bytes) -> Observation:
    found = read_sample(Sample(name, data)).observation
    assert found is not None
    return found


def shown(found: Observation) -> set[tuple[Any, ...]]:
    """All that may be shown of an observation, but for counts and days that grow with what comes after."""
    cookies = {
        (each.name, each.domain, each.path, each.expires, each.secure, each.http_only, each.same_site, each.host_only)
        for each in found.cookies
    }
    return cookies | {(each.host,) for each in found.requests} | {(each.name, each.origin) for each in found.storage}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("name", FILES)
def test_wherever_a_file_breaks_off_nothing_is_shown_that_the_whole_does_not_show(name, indent):
    data = json.dumps(FILES[name][0], indent=indent).encode()
    everything = shown(read(name, data))
    most = 0
    for end in range(1, len(data)):
        try:
            found = read(name, data[:end])
        except BadInput as error:
            lines = {part.count(b"\n") + 1 for part in (data[:end], data[:end].rstrip())}
            assert error.line in lines  # noqa: PT017 - where it breaks off
            assert most == 0, "once an item is whole, the file is read"
            continue
        seen = shown(found)
        assert seen <= everything
        assert len(seen) >= most
        most = len(seen)
        (told,) = [each for each in found.problems if each.message.startswith(BREAKS)]
        assert (told.kind, told.line) == ("cut", data[:end].rstrip().count(b"\n") + 1)
    assert most == len(everything)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_breaks_off_in_its_last_item_gives_the_others(name):
    data = json.dumps(FILES[name][0]).encode()
    last = b"set2" if name == "x.har" else b'"n2"'
    found = read(name, data[: data.index(last) + 2])
    assert len({each.name for each in found.cookies} & {"n0", "n1", "set0", "set1"}) == 2
    assert not {each.name for each in found.cookies} & {"n2", "set2", "sent2"}
    assert found.problems[0].message.endswith("the entry that was cut in two is left out: 1")


def test_items_of_an_origin_that_was_cut_are_read():
    data = json.dumps(STATE)
    found = read("state.json", data[: data.index('"news1"')].encode())
    assert [each.name for each in found.storage] == ["shop0", "shop1", "news0"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_that_breaks_off_within_a_character_is_read_in_any_encoding(encoding):
    text = json.dumps([{**EXPORT[0], "value": "é"}, {**EXPORT[1], "value": "é😀"}], ensure_ascii=False)
    data = text[: text.index("😀") + 1].encode(encoding)
    for lost in range(1, 5):
        found = read("export.json", data[:-lost])
        assert [each.name for each in found.cookies] == ["n0"]


def test_a_torn_export_is_known_by_its_content_whatever_its_name():
    for name in ("-", "cookies.txt", "export.json.part"):
        assert len(read(name, json.dumps(EXPORT)[:-30].encode()).cookies) == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_cookies_txt_that_breaks_off_anywhere(end):
    rows = [f"#HttpOnly_.h{n}.example\tTRUE\t/p\tTRUE\t180000000{n}\tname{n}\tvalue{n}" for n in range(5)]
    data = end.join(["# Netscape HTTP Cookie File", *rows, ""]).encode()
    everything = shown(read("cookies.txt", data))
    for stop in range(len("# Netscape HTTP Cookie File") + 1, len(data)):
        found = read("cookies.txt", data[:stop])
        assert shown(found) <= everything
        begun = data[:stop].decode().replace("\r\n", "\n").replace("\r", "\n").rpartition("\n")[2]
        told = [each.kind for each in found.problems]
        assert told == ([] if len(begun) < len("#HttpOnly_") else ["note"] if begun.count("\t") == 6 else ["cut"])
        assert not told or found.problems[0].line == len(found.cookies) + 2 - (told == ["note"])


def safari() -> bytes:
    def record(page: int, number: int) -> bytes:
        return jars.safari_record(f"h{page}.example", f"n{page}.{number}", value="v" * number, expiry=8e8, created=7e8)

    return jars.safari([[record(page, number) for number in range(6)] for page in range(5)])


@pytest.mark.parametrize("zeros", [False, True])
def test_a_safari_jar_that_breaks_off_or_ends_in_zeros_anywhere(zeros):
    data = safari()
    everything = shown(read("Cookies.binarycookies", data))
    most = 0
    for end in range(28, len(data) - 100 if zeros else len(data) - 12, 7):
        found = read("Cookies.binarycookies", data[:end] + bytes(len(data) - end if zeros else 0))
        seen = shown(found)
        assert seen <= everything
        assert most <= len(seen)
        assert seen == everything or "cut" in [each.kind for each in found.problems]
        most = len(seen)
    assert most >= 27
    with pytest.raises(BadInput, match="list of its pages"):
        read("Cookies.binarycookies", data[:20])


VENDORS = {"vendorListVersion": 1, "vendors": {str(n): {"id": n, "name": "x"} for n in range(9)}}
DISCLOSED = {"disclosures": [{"identifier": f"c{n}", "type": "cookie", "maxAgeSeconds": 1} for n in range(9)]}
SETS = {"sets": [{"primary": "https://a.example", "associatedSites": ["https://b.example"]}] * 9}
PRIVACY = {"gpc": True, "lastUpdate": "2027-01-15", "version": 1, "more": "xxxxxxxxxxxxxxxxxxx"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vendor-list.json", VENDORS),
        ("disclosure.json", DISCLOSED),
        ("sets.json", SETS),
        ("gpc.json", PRIVACY),
        ("other.json", {"people": [{"age": 1}] * 9}),
        ("strings.json", ["1YNN"] * 20),
    ],
)
def test_a_declaration_or_list_that_breaks_off_is_refused_with_its_line(name, value):
    data = json.dumps(value, indent=1).encode()[:-20]
    with pytest.raises(BadInput, match=r"is no valid JSON") as raised:
        read_sample(Sample(name, data))
    assert raised.value.line is not None


def test_a_text_that_only_begins_like_json_stays_a_text():
    found = read_sample(Sample("policy.md", b'["We use cookies", they say. Write to privacy@shop.example.'))
    assert found.declaration is not None
    found = read_sample(Sample("policy.txt", b'["We use cookies. Write to privacy@shop.example.'))
    assert found.declaration is not None


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("", "is empty"),
        (" \n", "is no valid JSON"),
        ('{"a": 1}\n{"b": 2}', "Extra data"),
        ("nonsense", "no valid JSON"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_is_no_json_at_all_is_one_clear_line(body, word, encoding):
    with pytest.raises(BadInput) as raised:
        read("x.har", body.encode(encoding))
    assert "\n" not in str(raised.value)
    assert word in str(raised.value) or not body
