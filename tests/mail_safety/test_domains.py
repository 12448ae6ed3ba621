"""Domains in other scripts: IDNA 2008, look-alikes flagged and honest names left alone, both forms shown."""

import itertools
from importlib import resources
from pathlib import Path

import idna
import pytest
from babel import Locale

from cookietui.actions.order import Composition, Order
from cookietui.core.address import in_both_forms, parse
from cookietui.core.errors import BadInput
from cookietui.core.request import Request
from cookietui.core.site import display
from cookietui.tui import composing
from tests.cli.conftest import run

TWINS = {
    "a": "аɑα", "b": "ьƅ", "c": "сϲᴄ", "d": "ԁժ", "e": "еҽ", "f": "քẝ", "g": "ɡց", "h": "һհ", "i": "іıɩ", "j": "јϳ", "k": "κᴋ",
    "l": "ӏʟ", "m": "ᴍ", "n": "ոпη", "o": "оοօჿഠ", "p": "рρ", "q": "ԛգ", "r": "гᴦʀ", "s": "ѕꜱ", "t": "τᴛ", "u": "սυʋ",
    "v": "ѵνᴠ", "w": "ԝωᴡ", "x": "хχ", "y": "уүყ", "z": "ᴢ",
}  # fmt: skip
"""Letters to others that look like them: Cyrillic, Greek, Armenian, Georgian, Malayalam, phonetic (UTS 39)."""
NAMES = (
    "apple", "booking", "cargo", "deepsea", "express", "fjord", "google", "hotel", "icecream", "joyride", "kiosk", "library",
    "mailbox", "netbank", "openshop", "paypal", "queue", "rosegarden", "safebank", "teahouse", "university", "vineyard",
    "windows", "xray", "yoghurt", "zephyr",
)  # fmt: skip
"""Words that any shop or bank could be called."""


def mixed_hosts() -> list[str]:
    """Each name with one letter of another script in its place."""
    return [
        f"{name[:at]}{twin}{name[at + 1 :]}.com"
        for name in NAMES
        for at in {name.index(letter) for letter in name}
        for twin in TWINS[name[at]]
        if twin != "ı"
    ]


def whole_hosts() -> list[str]:
    """Names written in one other script altogether, as far as it has the letters."""
    cyrillic = dict(zip("acdehijlnopqrsvwxy", "асԁеһіјӏпорԛгѕѵԝху", strict=True))
    greek = dict(zip("aeikopruvnwytx", "αεικορηυνηωγτχ", strict=True))
    words = [
        *NAMES,
        "coop",
        "sapphire",
        "peace",
        "oasis",
        "capri",
        "sea",
        "pyro",
        "one",
        "tape",
        "reason",
        "piano",
        "cocoa",
        "nova",
    ]
    return [
        f"{''.join(table[letter] for letter in word)}.{top}"
        for word in words
        for table in (cyrillic, greek)
        if set(word) <= set(table)
        for top in ("com", "org", "de")
    ]


def honest_hosts() -> list[str]:
    """Names people really have: the public suffix list's in their own scripts, countries and languages of the world."""
    text = (resources.files("publicsuffixlist") / "public_suffix_list.dat").read_text(encoding="utf-8")
    lines = {line.strip().lstrip("*!.") for line in text.splitlines() if line and not line.startswith("//")}
    found = {line if "." in line else f"nic.{line}" for line in lines if not line.isascii()}
    tongues = "ar az be bg bn cs da de el es et fa fi fr gu he hi hr hu hy is ja ka km kn ko lo lt lv mk ml mn mr my nb nl pa pl"
    for code in f"{tongues} pt ro ru si sk sl sq sr sv ta te th tr uk ur uz vi zh".split():
        locale = Locale.parse(code)
        names = [
            *itertools.islice(locale.territories.values(), 60, 120),
            *itertools.islice(locale.languages.values(), 40),
        ]
        found |= {f"{name.lower().replace(' ', '-')}.com" for name in names if not name.isascii()}
    return sorted(name for name in found if _is_name(name))


def _is_name(name: str) -> bool:
    try:
        return bool(idna.encode(name, uts46=True))
    except idna.IDNAError:
        return False


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("faß.de", "xn--fa-hia.de"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("ⅽompany.com", "company.com"),
        ("ＳＨＯＰ.example", "shop.example"),
        ("βόλος.com", "xn--nxasmm1c.com"),
    ],
)
def test_a_domain_goes_out_by_idna_2008(written: str, sent: str) -> None:
    assert parse(f"p@{written}").domain == sent


def test_look_alikes_are_flagged_one_and_all() -> None:
    hosts = mixed_hosts() + whole_hosts()
    passed = [name for name in hosts if not parse(f"p@{name}").suspicious]
    assert len(mixed_hosts()) >= 200
    assert len(whole_hosts()) >= 40
    assert not passed


def test_what_differs_in_its_letters_alone_is_the_same_domain() -> None:
    for name in ("ⅽompany.com", "ｐａｙｐａｌ.com", "PAYPAL.com", "ﬁle.com"):
        found = parse(f"p@{name}")
        assert (found.domain.startswith("xn--"), found.suspicious) == (False, False)


def test_honest_names_pass() -> None:
    hosts = honest_hosts()
    flagged = [name for name in hosts if "xn--" in display(name)]
    assert len(hosts) >= 1000
    assert len(flagged) <= len(hosts) / 100, flagged


@pytest.mark.parametrize("name", ["paypaı", "wıkıpedia", "lınkedın", "mıcrosoft", "twıtter", "emaıl", "fırefox"])
def test_an_i_without_a_dot_outside_of_turkish(name: str) -> None:
    assert parse(f"p@{name}.com").suspicious
    assert not parse(f"p@{name}.com.tr").suspicious


@pytest.mark.parametrize(
    "text", ["p@xn--a.com", "p@xn--0.com", "p@\u0300a.com", "p@a\u200bb.com", "p@a\u202eb.com", "pé@shop.com"]
)
def test_what_idna_does_not_allow_is_no_address(text: str) -> None:
    with pytest.raises(BadInput):
        parse(text)


@pytest.mark.parametrize("written", ["p@bücher.example", "p@раypal.com", "p@xn--bcher-kva.example"])
def test_both_forms_are_shown_in_the_full_screen(written: str) -> None:
    both = f"{parse(written).spec} ({parse(written).shown})"
    assert in_both_forms(written) == both
    request = Request(
        reference="ck-000000", site="shop.example", organisation="shop.example", rights=("object",), to=written
    )
    made = Composition(order=Order(target="shop.example"), request=request)
    assert composing.letter_rows(request)[0].cells == (f"To: {both}",)
    (to,) = (row for row in composing.form_rows(made, None) if row.key == "recipient:")
    assert both in str(to.cells[1])


def test_both_forms_are_shown_on_the_command_line(tmp_path: Path) -> None:
    page = tmp_path / "shop.txt"
    page.write_text("Bücher Shop runs https://bücher.example. You may object: write to us at privacy@bücher.example.\n")
    assert run("add", str(page), "--site", "bücher.example").code == 0
    both = "privacy@xn--bcher-kva.example (privacy@bücher.example)"
    look = run("draft", "bücher.example", "--right", "object", "--dry-run")
    assert look.out.startswith(f"To: {both}\n")
    done = run("draft", "bücher.example", "--right", "object")
    assert f"by email to {both}" in done.err
    assert b"\r\nTo: privacy@xn--bcher-kva.example\r\n" in b"\r\n" + Path(done.out.strip()).read_bytes()
    assert "xn--bcher-kva.example" in run("read", str(page)).out
