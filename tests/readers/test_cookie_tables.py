"""Cookies that pages list: tables with and without header, lists and prose, in several languages, all our own."""

import time

import pytest

from cookietui.core.declaration import Cookie, Declaration
from cookietui.core.knowledge import Knowledge, Named, Owner
from cookietui.readers import cookie_tables
from cookietui.sources.sample import Sample

DAY = 86400
Expected = dict[str, tuple[str | None, int | str | None]]


def read(html: str, name: str = "x.html") -> Declaration:
    body = html if name.endswith(".md") else f"<html><body>{html}</body></html>"
    sample = Sample(name, body.encode())
    declaration = cookie_tables.read(sample)
    for row in declaration.evidence:
        assert isinstance(row.start, int)
        assert isinstance(row.end, int)
        assert sample.page.text[row.start : row.end] == row.quote
    assert all(cookie.evidence for cookie in declaration.cookies)
    return declaration


def by_name(html: str, name: str = "x.html") -> dict[str, Cookie]:
    return {cookie.name: cookie for cookie in read(html, name).cookies}


CASES: dict[str, tuple[str, str, Expected]] = {
    "plain-cols": (
        "x.html",
        (
            "<h1>Cookies</h1><table><tr><th>Cookie</th><th>Expires</th><th>Notes</th></tr><tr><td>_ga</td><td>2 y"
            "ears</td><td>counts how many people visit</td></tr><tr><td>_gid</td><td>24 hours</td><td>Used to dis"
            "tinguish users</td></tr><tr><td></td><td></td><td></td></tr></table>"
        ),
        {"_ga": ("analytics", 63072000), "_gid": ("analytics", 86400)},
    ),
    "md": (
        "x.md",
        (
            "# Cookies\n\n## Essential\n\nCookie        | Provider   | Duration | Type | Purpose\n------|----|---|---|"
            "---\nCookieConsent | Cookiebot  | 1 year   | HTTP | Stores the consent state\n__cfduid | CloudFlare | "
            "1 month | HTTP | Used by the content network\n"
        ),
        {"CookieConsent": ("necessary", 31536000), "__cfduid": ("necessary", 2592000)},
    ),
    "br-names": (
        "x.html",
        (
            "<h1>Cookie policy</h1><table><tr><th>Name</th><th>Purpose</th><th>Expiry</th></tr><tr><td>_utma<br>_"
            "utmb<br>_utmc</td><td>Analytics</td><td>2 years</td></tr><tr><td>_pk_ref, _pk_id, _pk_ses</td><td>St"
            "atistics</td><td>13 months</td></tr></table>"
        ),
        {
            "_utma": ("analytics", 63072000),
            "_utmb": ("analytics", 63072000),
            "_utmc": ("analytics", 63072000),
            "_pk_ref": ("analytics", 33696000),
            "_pk_id": ("analytics", 33696000),
            "_pk_ses": ("analytics", 33696000),
        },
    ),
    "de": (
        "x.html",
        (
            "<h1>Cookies</h1><h2>Notwendige Cookies</h2><table><tr><th>Name</th><th>Speicherdauer</th><th>Funktio"
            "n</th></tr><tr><td>JSESSIONID</td><td>Sitzung</td><td>Eindeutige ID</td></tr><tr><td>cookieconsent_d"
            "ismissed</td><td>Ein Jahr ab dem letzten Besuch</td><td>Hinweis</td></tr></table>"
        ),
        {"JSESSIONID": ("necessary", "S"), "cookieconsent_dismissed": ("necessary", 31536000)},
    ),
    "fr-content-col": (
        "x.html",
        (
            "<h1>Cookies</h1><h2>Liste des cookies essentiels</h2><table><tr><th>Nom</th><th>Échéance</th><th>Con"
            "tenu</th><th>Objectif</th></tr><tr><td>AWSALBCORS</td><td>1 semaine</td><td>Suite de caractères</td>"
            "<td>Load balancing</td></tr><tr><td>locale</td><td>28 jours</td><td>fr</td><td>Choix de langue</td><"
            "/tr></table>"
        ),
        {"AWSALBCORS": ("necessary", 604800), "locale": ("necessary", 2419200)},
    ),
    "retention-table": (
        "x.html",
        (
            "<h1>Privacy policy</h1><p>We use cookies.</p><h2>Retention</h2><table><tr><th>Data</th><th>Purpose</"
            "th><th>Retention period</th></tr><tr><td>Name</td><td>Orders</td><td>10 years</td></tr><tr><td>E-mai"
            "l</td><td>Newsletter</td><td>2 years</td></tr></table>"
        ),
        {},
    ),
    "processors": (
        "x.html",
        (
            "<h1>Privacy and cookies</h1><h2>Third parties</h2><table><tr><th>Name</th><th>Purpose</th><th>Privac"
            "y policy</th></tr><tr><td>Hotjar</td><td>analytics</td><td>hotjar.com</td></tr><tr><td>Mailchimp</td"
            "><td>mail</td><td>x</td></tr></table>"
        ),
        {},
    ),
    "categories-table": (
        "x.html",
        (
            "<h1>Cookies</h1><table><tr><th>Category</th><th>Description</th><th>Examples</th></tr><tr><td>Necess"
            "ary</td><td>needed</td><td>login</td></tr><tr><td>Analytics</td><td>count</td><td>visits</td></tr></"
            "table>"
        ),
        {},
    ),
    "cookie-types": (
        "x.html",
        (
            "<h1>Cookies</h1><table><tr><th>Cookie</th><th>Purpose</th></tr><tr><td>Session cookies</td><td>login"
            "</td></tr><tr><td>Analytics cookies</td><td>count</td></tr></table>"
        ),
        {},
    ),
    "two-col": (
        "x.html",
        (
            "<h2>Cookies</h2><table><tr><th>Cookie name</th><th>What it does</th></tr><tr><td>cart</td><td>Rememb"
            "ers your shopping cart</td></tr><tr><td>lang</td><td>Remembers your language</td></tr></table>"
        ),
        {"cart": ("necessary", None), "lang": ("functional", None)},
    ),
    "group-rows": (
        "x.html",
        (
            "<h2>Cookies</h2><table><tr><th>Name</th><th>Provider</th><th>Duration</th></tr><tr><td colspan=3>Str"
            "ictly necessary</td></tr><tr><td>sid</td><td>us</td><td>session</td></tr><tr><td colspan=3>Marketing"
            "</td></tr><tr><td>_fbp</td><td>Facebook</td><td>3 months</td></tr></table>"
        ),
        {"sid": ("necessary", "S"), "_fbp": ("marketing", 7776000)},
    ),
    "rowspan-cat": (
        "x.html",
        (
            "<h2>Cookies</h2><table><tr><th>Category</th><th>Cookie</th><th>Duration</th></tr><tr><td rowspan=2>A"
            "nalytics</td><td>_ga</td><td>2 years</td></tr><tr><td>_gat</td><td>1 minute</td></tr><tr><td>Functio"
            "nal</td><td>lang</td><td>1 year</td></tr></table>"
        ),
        {"_ga": ("analytics", 63072000), "_gat": ("analytics", 60), "lang": ("functional", 31536000)},
    ),
    "borlabs": (
        "x.html",
        (
            "<h2>Statistik-Cookies</h2><table><tr><th>Name</th><td>Google Analytics</td></tr><tr><th>Anbieter</th"
            "><td>Google LLC</td></tr><tr><th>Zweck</th><td>Statistiken</td></tr><tr><th>Cookie Name</th><td>_ga,"
            "_gat,_gid</td></tr><tr><th>Cookie Laufzeit</th><td>2 Jahre</td></tr></table>"
        ),
        {"_ga": ("analytics", 63072000), "_gat": ("analytics", 63072000), "_gid": ("analytics", 63072000)},
    ),
    "no-header": (
        "x.html",
        (
            "<h2>Cookies we set</h2><table><tr><td>PHPSESSID</td><td>Keeps you logged in</td><td>Session</td></tr"
            "><tr><td>wp_lang</td><td>Language</td><td>1 year</td></tr></table>"
        ),
        {"PHPSESSID": ("necessary", "S"), "wp_lang": ("functional", 31536000)},
    ),
    "dl": (
        "x.html",
        (
            "<h2>Analytics cookies</h2><dl><dt>_ga</dt><dd>Google Analytics, kept for 2 years</dd><dt>_gid</dt><d"
            "d>Google Analytics, 24 hours</dd></dl>"
        ),
        {"_ga": ("analytics", 63072000), "_gid": ("analytics", 86400)},
    ),
    "bullets": (
        "x.html",
        (
            "<p>We set these cookies:</p><ul><li>PHPSESSID (session)</li><li><b>lang</b> – remembers your languag"
            "e, expires after 1 year</li><li><code>cart_id</code>: 30 days</li></ul>"
        ),
        {"PHPSESSID": (None, "S"), "lang": ("functional", 31536000), "cart_id": (None, 2592000)},
    ),
    "prose": (
        "x.html",
        (
            "<h2>CloudFlare</h2><p>The __cfduid cookie is used for security. The Google cookies __utma, __utmb an"
            "d __utmz register your visits. We call gat._anonymizeIp() in code.</p>"
        ),
        {"__utma": (None, None), "__utmb": (None, None), "__utmz": (None, None), "__cfduid": (None, None)},
    ),
    "prose-de": (
        "x.html",
        (
            "<p>Es wird ein Cookie namens „wordpress_test_cookie“ gesetzt, das nach der Sitzung gelöscht wird. De"
            "r Code wurde um „_anonymizeIp();“ erweitert, Cookies werden verwendet.</p>"
        ),
        {"wordpress_test_cookie": (None, "S")},
    ),
    "bullets-not": (
        "x.html",
        (
            "<p>We use the following cookies:</p><ul><li>Essential: needed for login</li><li>Analytics: to count "
            "visits</li><li>Marketing: ads</li></ul><p>Types: session cookies and persistent cookies.</p>"
        ),
        {},
    ),
    "es": (
        "x.html",
        (
            "<h1>Política de cookies</h1><h3>Cookies analíticas</h3><table><tr><th>Nombre</th><th>Titular</th><th"
            ">Finalidad</th><th>Duración</th></tr><tr><td>_ga</td><td>Google</td><td>Distinguir usuarios</td><td>"
            "2 años</td></tr></table>"
        ),
        {"_ga": ("analytics", 63072000)},
    ),
    "nl": (
        "x.html",
        (
            "<h1>Cookies</h1><table><tr><th>Naam</th><th>Categorie</th><th>Bewaartermijn</th><th>Doel</th></tr><t"
            "r><td>_hjid</td><td>Statistieken</td><td>1 jaar</td><td>x</td></tr><tr><td>sessie_id</td><td>Noodzak"
            "elijk</td><td>Sessie</td><td>y</td></tr></table>"
        ),
        {"_hjid": ("analytics", 31536000), "sessie_id": ("necessary", "S")},
    ),
    "pl": (
        "x.html",
        (
            "<h1>Polityka plików cookies</h1><table><tr><th>Nazwa</th><th>Dostawca</th><th>Cel</th><th>Okres ważn"
            "ości</th><th>Typ</th></tr><tr><td>_gcl_au</td><td>Google</td><td>Marketing</td><td>3 miesiące</td><t"
            "d>HTTP</td></tr></table>"
        ),
        {"_gcl_au": ("marketing", 7776000)},
    ),
    "it": (
        "x.html",
        (
            "<h1>Cookie policy</h1><h2>Cookie tecnici</h2><table><tr><th>Nome</th><th>Scadenza</th><th>Finalità</"
            "th></tr><tr><td>csrftoken</td><td>1 anno</td><td>Sicurezza</td></tr></table>"
        ),
        {"csrftoken": ("necessary", 31536000)},
    ),
    "days-unit": (
        "x.html",
        (
            "<h1>Cookies</h1><table><tr><th>Cookie</th><th>Lifetime (days)</th></tr><tr><td>uid</td><td>30</td></"
            "tr><tr><td>tmp</td><td>0</td></tr></table>"
        ),
        {"uid": (None, 2592000), "tmp": (None, "S")},
    ),
    "provider-first": (
        "x.html",
        (
            "<h1>Cookies</h1><table><tr><th>Provider</th><th>Cookie</th><th>Purpose</th><th>Expiry</th></tr><tr><"
            "td>Google Analytics</td><td>_ga_&lt;container-id&gt;</td><td>Used to persist session state</td><td>2"
            " years</td></tr><tr><td>YouTube</td><td>VISITOR_INFO1_LIVE</td><td>Estimates bandwidth</td><td>6 mon"
            "ths</td></tr></table>"
        ),
        {"_ga_<container-id>": ("analytics", 63072000), "VISITOR_INFO1_LIVE": (None, 15552000)},
    ),
    "storage": (
        "x.html",
        (
            "<h1>Cookies and local storage</h1><table><tr><th>Key</th><th>Type</th><th>Description</th><th>Durati"
            "on</th></tr><tr><td>theme</td><td>Local storage</td><td>Remembers dark mode</td><td>Persistent</td><"
            "/tr><tr><td>auth_token</td><td>Cookie</td><td>Login</td><td>7 days</td></tr></table>"
        ),
        {"theme": ("functional", None), "auth_token": ("necessary", 604800)},
    ),
    "grid": (
        "x.md",
        "Cookies\n=======\n\n| Cookie | Why |\n|--|--|\n| `sessionid` | login |\n| `_ga` / `_gid` | analytics |\n",
        {"sessionid": ("necessary", None), "_ga": ("analytics", None), "_gid": ("analytics", None)},
    ),
    "type-essential": (
        "x.html",
        (
            "<h1>Cookie policy</h1><table><tr><th>Name</th><th>Type</th><th>Duration</th><th>Purpose</th></tr><tr"
            "><td>session_token</td><td>Essential</td><td>7 days</td><td>Keeps you logged in</td></tr></table>"
        ),
        {"session_token": ("necessary", 604800)},
    ),
    "definitions": (
        "x.html",
        (
            "<h2>Cookies we set</h2><dl><dt>_pk_id</dt><dd>Matomo, statistics, 13 months</dd><dt>basket</dt><dd>Shopping "
            "basket</dd><dt>Name</dt><dd>x</dd></dl>"
        ),
        {"_pk_id": ("analytics", 33696000), "basket": ("necessary", None)},
    ),
    "labels-below-name": (
        "x.html",
        (
            "<h2>Cookies</h2><h4>_seen</h4><p>Provider: Hedge</p><p>Purpose: advertising</p><p>Duration: 2 weeks</p><h4>_two"
            "</h4><p>Purpose: statistics</p><p>Duration: session</p>"
        ),
        {"_seen": ("marketing", 1209600), "_two": ("analytics", "S")},
    ),
    "labels-and-values": (
        "x.html",
        (
            "<h2>Cookies</h2><h3>Statistik</h3><ul><li><div>Cookie</div><div>zaehler</div></li><li><div>Laufzeit</div><div>"
            "1 Jahr</div></li><li><div>Beschreibung</div><div>Besuche</div></li></ul>"
        ),
        {"zaehler": ("analytics", 31536000)},
    ),
    "labels-of-people": (
        "x.html",
        "<h2>Cookies</h2><p>Name: Ann Bell</p><p>Purpose: letters</p><h2>Us</h2><p>Name: acme_ltd</p><p>Provider: Acme</p>",
        {},
    ),
    "lifetimes-in-order": (
        "x.html",
        (
            "<h2>Cookies</h2><table><tr><th>Cookies</th><th>Purpose</th><th>Duration</th></tr><tr><td>_ga<br>_gid<br>_gat</td>"
            "<td>statistics</td><td>2 years / 24 hours / 1 minute</td></tr></table>"
        ),
        {"_ga": ("analytics", 63072000), "_gid": ("analytics", 86400), "_gat": ("analytics", 60)},
    ),
    "silent-header": (
        "x.html",
        (
            "<h2>Cookies</h2><table><tr><th></th><th>Purpose</th><th>Expires</th></tr><tr><td>_gat_UA-#</td><td>statistics"
            "</td><td>1 min</td></tr></table>"
        ),
        {"_gat_UA-#": ("analytics", 60)},
    ),
    "unknown-header": (
        "x.html",
        "<h2>Cookie-ak</h2><table><tr><th>Izena</th><th>Iraupena</th></tr><tr><td>_ga</td><td>2 years</td></tr></table>",
        {"_ga": ("unclassified", 63072000)},
    ),
    "two-columns": (
        "x.html",
        (
            "<h2>Cookies</h2><table><tr><th>Name</th><th>Description</th></tr><tr><td>csrftoken</td><td>Protects forms</td></tr>"
            "<tr><td>cart</td><td>Shopping cart, kept for 14 days</td></tr></table>"
        ),
        {"csrftoken": ("unclassified", None), "cart": ("necessary", 1209600)},
    ),
    "japanese": (
        "x.html",
        (
            "<h2>クッキー一覧</h2><table><tr><th>クッキー名</th><th>提供元</th><th>目的</th><th>有効期限</th></tr><tr><td>_ga</td>"
            "<td>count.example</td><td>アクセス解析</td><td>2年</td></tr></table>"
        ),
        {"_ga": ("analytics", 63072000)},
    ),
    "code-table": (
        "x.html",
        (
            "<h1>Set-Cookie attributes</h1><p>About cookies</p><table><tr><th>Attribute</th><th>Meaning</th></tr>"
            "<tr><td>HttpOnly</td><td>no script</td></tr></table>"
        ),
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_cookies_with_category_and_lifetime(name: str) -> None:
    source, html, wanted = CASES[name]
    found = by_name(html, source)
    assert set(found) == set(wanted)
    for cookie, (category, lifetime) in wanted.items():
        assert category in {None, found[cookie].category}
        assert ("S" if found[cookie].session else found[cookie].lifetime_seconds) == lifetime


def test_party_storage_match_and_domain() -> None:
    found = by_name(
        "<h2>Cookies</h2><table><tr><th>Cookie name</th><th>Domain</th><th>Party</th><th>Type</th></tr>"
        "<tr><td>_ga_*</td><td>.acme.example</td><td>First-party</td><td>HTTP cookie</td></tr>"
        "<tr><td>seen_#</td><td>ads.example</td><td>Third party</td><td>HTML Local Storage</td></tr></table>"
    )
    assert (found["_ga_*"].match, found["_ga_*"].party, found["_ga_*"].storage) == ("prefix", "first", "cookie")
    assert (found["seen_#"].match, found["seen_#"].party) == ("prefix", "third")
    assert found["seen_#"].storage == "local-storage"
    assert found["seen_#"].domain == "ads.example"


def test_the_provider_is_looked_up() -> None:
    owner = Owner(organisation="acme.example", name="Acme", category="analytics")
    place = "Acme Analytics"

    def named(text: str) -> list[Named]:
        at = text.find(place)
        return [Named(at, at + len(place), owner, place)] if at >= 0 else []

    html = "<h1>Cookies</h1><table><tr><th>Cookie</th><th>Provider</th></tr><tr><td>_x</td><td>Acme Analytics</td></tr></table>"
    sample = Sample("x.html", html.encode(), knowledge=Knowledge(named=named))
    (cookie,) = cookie_tables.read(sample).cookies
    assert (cookie.organisation, cookie.category) == ("acme.example", "analytics")


def test_the_same_cookie_twice_is_one_with_both_places() -> None:
    (cookie,) = read(
        "<p>The cookie _sid_x keeps you logged in.</p><table><tr><th>Cookie</th><th>Duration</th></tr>"
        "<tr><td>_sid_x</td><td>2 hours</td></tr></table>"
    ).cookies
    assert cookie.lifetime_seconds == 7200
    assert len(cookie.evidence) == 2


def test_an_unknown_lifetime_stays_text() -> None:
    found = by_name("<table><tr><th>Cookie</th><th>Duration</th></tr><tr><td>_x</td><td>it depends</td></tr></table>")
    assert (found["_x"].lifetime_seconds, found["_x"].session, found["_x"].lifetime_text) == (None, False, "it depends")


def test_a_page_without_cookies_gives_nothing() -> None:
    declaration = read("<table><tr><th>Name</th><th>Type</th></tr><tr><td>_x</td><td>y</td></tr></table>")
    assert declaration.cookies == ()


def test_a_huge_table_is_read_as_far_as_the_page_keeps_it() -> None:
    rows = "".join(f"<tr><td>c_{n}</td><td>{n % 400} days</td></tr>" for n in range(12_000))
    html = f"<h1>Cookies</h1><table><tr><th>Cookie</th><th>Duration</th></tr>{rows}</table>"
    begin = time.process_time()
    found = read(html).cookies
    assert time.process_time() - begin < 60
    assert len(found) == 5_000


def test_a_sentence_about_something_else_gives_a_table_no_category():
    row = "<table><tr><th>Name<th>Purpose<th>Expiry</tr><tr><td>sid_x<td>Keeps your basket<td>Session</tr></table>"
    head = "<h1>Cookie policy</h1>"
    other = f"{head}<p>We set cookies. We pay Spy Inc for advertising. Write to us.</p>{row}"
    assert by_name(other)["sid_x"].category != "marketing"
    for line in (
        "Marketing cookies.",
        "Advertising. These cookies are set:",
        "We use these advertising cookies. They follow you.",
    ):
        assert by_name(f"{head}<p>{line}</p>{row}")["sid_x"].category == "marketing"


def test_open_ends_and_regular_expressions_in_a_column_of_names():
    cells = (r"_ga_...", "_hjX_…", r"/^_pk_(id|ses)\..*$/", r"^sess_[0-9]+$", "plain")
    rows = "".join(f"<tr><td>{cell}<td>why<td>1 year</tr>" for cell in cells)
    found = read(f"<h1>Cookies</h1><table><tr><th>Cookie<th>Purpose<th>Duration</tr>{rows}</table>").cookies
    assert [(each.name, each.match) for each in found] == [
        ("_ga_...", "prefix"),
        ("_hjX_…", "prefix"),
        (r"/^_pk_(id|ses)\..*$/", "regex-text"),
        ("^sess_[0-9]+$", "regex-text"),
        ("plain", "exact"),
    ]


def test_a_name_may_begin_with_a_dot_and_end_with_a_placeholder() -> None:
    cells = (
        ".AspNetCore.Session",
        ".AspNetCore.Antiforgery.*",
        "_hjSession_&lt;SITEID&gt;",
        "KRT_COOKIE_[DSPID]",
        ". sid",
    )
    rows = "".join(f"<tr><td>{cell}<td>Keeps your Session<td>1 year</tr>" for cell in cells)
    found = by_name(f"<h1>Cookies</h1><table><tr><th>Cookie<th>Purpose<th>Duration</tr>{rows}</table>")
    assert [*found] == [
        ".AspNetCore.Session",
        ".AspNetCore.Antiforgery*",
        "_hjSession_<SITEID>",
        "KRT_COOKIE_[DSPID]",
        "sid",
    ]
    prose = "<h1>Cookies</h1><p>We set the cookies _hjSession_&lt;SITEID&gt; and SHOP_ID for a year.</p>"
    assert [*by_name(prose)] == ["_hjSession_<SITEID>", "SHOP_ID"]


def test_names_that_end_open_and_names_parted_by_a_slash() -> None:
    cells = ("wp-settings-", "Hm_lvt_", "sid -", "__utma/__utmb", "AWSALB/AWSALBCORS", "a/b")
    rows = "".join(f"<tr><td>{cell}<td>why<td>1 year</tr>" for cell in cells)
    found = read(f"<h1>Cookies</h1><table><tr><th>Cookie<th>Purpose<th>Duration</tr>{rows}</table>").cookies
    assert [(each.name, each.match) for each in found] == [
        ("wp-settings-", "prefix"),
        ("Hm_lvt_", "prefix"),
        ("sid", "exact"),
        ("__utma", "exact"),
        ("__utmb", "exact"),
        ("AWSALB", "exact"),
        ("AWSALBCORS", "exact"),
        ("a/b", "exact"),
    ]


def test_a_mark_behind_a_name_is_no_name() -> None:
    rows = "".join(f"<tr><td>{cell}<td>why<td>1 year</tr>" for cell in ("_gcl_au *", "_fbp **", "NID †", "_ga_ *", "*"))
    found = by_name(f"<h1>Cookies</h1><table><tr><th>Cookie<th>Purpose<th>Duration</tr>{rows}</table>")
    assert [*found] == ["_gcl_au", "_fbp", "NID", "_ga_", "*"]


def test_periods_of_a_sentence_belong_to_its_names_in_their_order() -> None:
    found = by_name(
        "<h1>Cookies</h1><p>Cookies: _pk_id and _pk_ses, which last 13 months and 30 minutes; logs 25 months.</p>"
    )
    assert (found["_pk_id"].lifetime_seconds, found["_pk_ses"].lifetime_seconds) == (390 * DAY, 1800)


def test_periods_that_nobody_can_assign_are_left_out() -> None:
    found = by_name(
        "<h1>Cookies</h1><p>Cookies: _pk_id and _pk_ses, which last 13 months, for some 30 minutes, else 2 days.</p>"
    )
    assert [cookie.lifetime_seconds for cookie in found.values()] == [None, None]


def test_aligned_lines_of_a_plain_text_are_a_table() -> None:
    rows = "   shop_sid     keeps the basket      session\n   shop_lang    your language         3 months\n"
    text = "Our site sets two cookies:\n\n" + rows
    found = {c.name: c for c in cookie_tables.read(Sample("x.txt", text.encode())).cookies}
    assert found["shop_sid"].session
    assert found["shop_lang"].lifetime_seconds == 90 * 86400


def test_under_a_heading_of_cookies_a_machine_name_in_prose_is_one() -> None:
    found = by_name("<h2>Cookies</h2><p>There is a single one, club_auth, which ends after 6 hours.</p>")
    assert found["club_auth"].lifetime_seconds == 6 * 3600
    assert by_name("<h2>Cookies</h2><p>None.</p><h2>API</h2><p>Send club_auth with it.</p>") == {}


def test_parts_of_a_sentence_have_a_name_and_a_period_each() -> None:
    found = by_name("<p>The cookie site_a remembers you for 20 days; site_b, of a partner, stays 5 months.</p>")
    assert {name: c.lifetime_seconds for name, c in found.items()} == {"site_a": 20 * 86400, "site_b": 150 * 86400}


def test_a_list_of_machine_names_with_lifetimes_needs_no_heading() -> None:
    page = "<p>Cookies are few.</p><h3>Essential</h3><dl><dt>app_sid</dt><dd>login; 40 minutes</dd></dl>"
    assert by_name(page)["app_sid"].lifetime_seconds == 40 * 60


def test_a_label_beside_the_name_and_names_under_one_label() -> None:
    """Headed "Cookie" and "Name", with one purpose for several names, below a sentence that requires something."""
    found = by_name(
        "<h1>Cookies</h1><p>The law has required us to tell you what we place on your computer. These are:</p><table>"
        "<tr><th>Cookie</th><th>Name</th><th>What for</th><th>Expires</th></tr>"
        "<tr><td>Basket</td><td>ASP.NET_SessionId</td><td>Essential, it keeps your basket</td><td>session</td></tr>"
        '<tr><td rowspan="2">Google Analytics</td><td>__utma</td><td rowspan="2">Statistics of how visitors use our site'
        "</td><td>2 years</td></tr><tr><td>__utmb</td><td>30 minutes</td></tr></table>"
    )
    assert {name: (cookie.category, cookie.lifetime_seconds) for name, cookie in found.items()} == {
        "ASP.NET_SessionId": ("necessary", None),
        "__utma": ("analytics", 2 * 365 * DAY),
        "__utmb": ("analytics", 1800),
    }


SIGNS = (
    "<sup>1</sup>",
    "<sup>*</sup>",
    "<sup><a href='#n'>[1]</a></sup>",
    "<sup>a</sup>",
    "<sup>1,2</sup>",
    "¹",
    "<sub>1</sub>",
)


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("name", ["_ga", "sid", "basket", "_ga4", "id", "PHPSESSID", "<code>uid</code>"])
def test_the_sign_of_a_note_is_no_part_of_a_name(name: str, sign: str) -> None:
    bare = name.removeprefix("<code>").removesuffix("</code>")
    cell = f"<td>{name}{sign}</td><td>counts</td><td>2 years{sign}</td>"
    (found,) = read(
        f"<table><tr><th>Cookie name</th><th>Purpose</th><th>Duration</th></tr><tr>{cell}</tr></table>"
    ).cookies
    assert (found.name, found.match, found.lifetime_seconds) == (bare, "exact", 730 * DAY)
    items = f"<h2>Cookies</h2><p>We use these cookies:</p><ul><li>{name}{sign}: counts for 2 years.</li><li>_gid: counts</li></ul>"
    assert bare in by_name(items)


def test_a_sentence_with_notes_is_understood() -> None:
    found = by_name("<h2>Cookies</h2><p>The cookie _ga<sup>1</sup> expires after 2 years<sup>2</sup>.</p>")
    assert found["_ga"].lifetime_seconds == 730 * DAY


@pytest.mark.parametrize("written", ["<h2>{}</h2>", "<p>{}</p>", "<p><b>{}</b></p>"])
@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("Functional Software, Inc. (Sentry)", "unclassified"),
        ("Performance Horizon Group Ltd", "unclassified"),
        ("Marketing Cloud Inc", "unclassified"),
        ("Analytics Engines Ltd", "unclassified"),
        ("Provider: Statistics Bureau S.A.", "unclassified"),
        ("Advertising Week B.V.", "unclassified"),
        ("Funktionale Software GmbH", "unclassified"),
        ("Analytics: Example LLC", "analytics"),
        ("Marketing cookies of Functional Software, Inc.", "marketing"),
        ("Example LLC - statistics", "analytics"),
        ("Necessary cookies set by Performance Horizon Group Ltd", "necessary"),
    ],
)
def test_the_name_of_a_firm_above_a_table_is_no_category(title: str, category: str, written: str) -> None:
    table = "<table><tr><th>Cookie name</th><th>Purpose</th></tr><tr><td>xyz_a</td><td>stored</td></tr></table>"
    (found,) = read(f"<h1>Cookie policy</h1>{written.format(title)}{table}").cookies
    assert found.category == category


def test_a_row_with_the_name_of_a_firm_is_no_category() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>stored</td></tr>" for name in ("a_b", "c_d"))
    group = "<tr><td colspan=2>{}</td></tr>"
    head = "<tr><th>Cookie name</th><th>Purpose</th></tr>"
    firm = read(f"<table>{head}{group.format('Functional Software, Inc.')}{rows}</table>").cookies
    kind = read(f"<table>{head}{group.format('Functional')}{rows}</table>").cookies
    assert {each.category for each in firm} == {"unclassified"}
    assert {each.category for each in kind} == {"functional"}


@pytest.mark.parametrize(
    "line",
    [
        "Name: _ga, _gid Domain: .shop.example Purpose: counts visitors Duration: 2 years",
        "Cookie name: _ga, _gid; Provider: shop.example; Description: counts visitors; Expiry: 2 years",
        "Name: _ga, _gid | Anbieter: Google | Zweck: zählt Besuche | Laufzeit: 2 Jahre",
    ],
)
def test_labels_within_one_line(line: str) -> None:
    found = by_name(f"<h2>Cookies</h2><p>{line}</p>")
    assert set(found) == {"_ga", "_gid"}
    assert {each.lifetime_seconds for each in found.values()} == {730 * DAY}
    assert {each.purpose for each in found.values()} <= {"counts visitors", "zählt Besuche"}


def test_a_table_of_labels_whose_first_value_speaks_of_cookies() -> None:
    rows = (
        ("Name", "Quill cookie settings"),
        ("Provider", "Quill"),
        ("Purpose", "Keeps what you chose."),
        ("Cookie Name", "quill-choice"),
        ("Cookie Expiry", "1 Year"),
    )
    table = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows)
    found = by_name(f"<h2>Essential cookies</h2><table>{table}</table>")
    assert {name: each.lifetime_seconds for name, each in found.items()} == {"quill-choice": 365 * DAY}


def test_plain_words_beside_others_are_no_name() -> None:
    rows = ("Basket / checkout state", "<code>basket</code> / <code>shop_session</code>", "XSRF-TOKEN")
    body = "".join(f"<tr><td>{row}</td><td>12 months</td></tr>" for row in rows)
    found = by_name(f"<h2>Cookies</h2><table><tr><th>Cookie name</th><th>Duration</th></tr>{body}</table>")
    assert set(found) == {"basket", "shop_session", "XSRF-TOKEN"}


def test_a_name_that_ends_in_words_for_what_varies() -> None:
    row = "<tr><td>X-Route-(unique value)</td><td>Session</td></tr><tr><td>_sid (our own)</td><td>Session</td></tr>"
    found = by_name(f"<h2>Cookies</h2><table><tr><th>Name</th><th>Expiry</th></tr>{row}</table>")
    assert {name: each.match for name, each in found.items()} == {"X-Route-(unique value)": "prefix", "_sid": "exact"}


def test_the_word_cookie_within_a_name_is_no_word() -> None:
    assert set(by_name("<p>Once you agree, COOKIE_NOTE_SEEN is set, a cookie that remembers it.</p>")) == {
        "COOKIE_NOTE_SEEN"
    }


def test_the_session_of_a_purpose_is_no_lifetime() -> None:
    found = by_name(
        "<h2>Cookies</h2><ul><li>shop_sid: holds the number of your session</li><li>shop_tmp: removed when you close the "
        "browser</li></ul><table><tr><th>Cookie</th><th>Purpose</th></tr><tr><td>shop_state</td><td>Stores the state of your "
        "session.</td></tr><tr><td>shop_once</td><td>A session cookie for the basket.</td></tr></table>"
    )
    assert {name: each.session for name, each in found.items()} == {
        "shop_sid": False,
        "shop_tmp": True,
        "shop_state": False,
        "shop_once": True,
    }


def test_an_entry_of_several_names_and_a_category_of_the_line_above_the_list() -> None:
    found = by_name(
        "<h2>Storage</h2><p>We set strictly necessary cookies only:</p><ul><li><b>quill_sid</b> - keeps you logged in (30 days)"
        "</li><li><b>quill_a</b>, <b>QUILLSESSID</b> and <b>once</b> (basket) - 2 hours - hold the basket.</li></ul>"
    )
    hours = dict.fromkeys(("quill_a", "QUILLSESSID", "once"), 7200)
    assert {name: each.lifetime_seconds for name, each in found.items()} == {"quill_sid": 30 * DAY, **hours}
    assert {each.category for each in found.values()} == {"necessary"}


def test_rows_of_headings_below_one_another() -> None:
    def group(*titles: str, names: tuple[str, ...]) -> str:
        heads = "".join(f'<tr><td colspan="3">{title}</td></tr>' for title in titles)
        return heads + "".join(f"<tr><td>{name}</td><td>Holds a number.</td><td>1 day</td></tr>" for name in names)

    rows = group("NECESSARY COOKIES", "Program: our own", names=("quill_a", "quill_b", "quill_c"))
    rows += group("ANALYTICAL COOKIES", "Program: Inkwell", names=("ink_a", "ink_b", "ink_c"))
    found = by_name(f"<h2>Cookies</h2><table><tr><th>Cookie</th><th>Purpose</th><th>Expiry</th></tr>{rows}</table>")
    assert {name[:3]: each.category for name, each in found.items()} == {"qui": "necessary", "ink": "analytics"}


def test_a_product_is_no_cookie() -> None:
    rows = (
        "FeedInk (feed.inkwell.example)",
        "InkWell cookies",
        "YouTube preferences",
        "QuillSession cookie",
        "cartId (basket)",
    )
    body = "".join(f"<tr><td>{row}</td><td>12 months</td></tr>" for row in rows)
    found = by_name(f"<h2>Cookies</h2><table><tr><th>Cookie name</th><th>Duration</th></tr>{body}</table>")
    assert set(found) == {"QuillSession", "cartId"}


def test_a_lifetime_in_a_column_of_other_words() -> None:
    row = "<tr><td>quill_a</td><td>Remembers you.</td><td>Expires two months after the last visit.</td></tr>"
    head = "<tr><th>Cookie</th><th>Purpose</th><th>More information</th></tr>"
    assert by_name(f"<h2>Cookies</h2><table>{head}{row}</table>")["quill_a"].lifetime_seconds == 60 * DAY


def test_labels_with_the_value_among_them() -> None:
    entry = (
        "<p><b>Name:</b> {}<br><b>Wert:</b> {}<br><b>Verwendungszweck:</b> Das Cookie unterscheidet Besucher.<br>"
        "<b>Ablaufdatum:</b> nach {}</p>"
    )
    body = entry.format("_quill", "1564498958.1", "2 Jahren") + entry.format("_ink", "keine Angabe", "30 Minuten")
    found = by_name(f"<h2>Welche Daten werden gespeichert?</h2><p>Diese Daten:</p>{body}<p>Wert: hoch</p>")
    assert {name: each.lifetime_seconds for name, each in found.items()} == {"_quill": 730 * DAY, "_ink": 1800}


def test_a_value_alone_is_no_entry() -> None:
    assert by_name("<h2>Cookies</h2><p>Wert: 1</p><p>Value: none</p>") == {}
