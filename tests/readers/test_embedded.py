"""Third parties of a page: what loads counts, what is only linked, named or archived does not."""

import pytest

from cookietui.core.declaration import Declaration
from cookietui.core.knowledge import Knowledge, Named, Owner
from cookietui.readers import embedded
from cookietui.sources.sample import Sample

GOOGLE = Owner(
    organisation="google.com", name="Google", category="analytics", domains=("google-analytics.com", "google.com")
)
SHOP = Owner(organisation="shop.example", name="Shop", domains=("shop.example", "shop-assets.example"))


def _owner(host: str) -> Owner | None:
    for owner in (GOOGLE, SHOP):
        if any(host == d or host.endswith("." + d) for d in owner.domains):
            return owner
    return None


def _named(text: str) -> list[Named]:
    at = text.find("Google")
    return [Named(at, at + 6, GOOGLE, "Google")] if at >= 0 else []


KNOWLEDGE = Knowledge(owner=_owner, named=_named)


def read(source: str, site: str | None = "www.shop.example") -> Declaration:
    found = embedded.read(Sample("a.html", source.encode(), site=site, knowledge=KNOWLEDGE))
    for row in found.evidence:
        start, end = map(int, str(row.pointer).removeprefix("html:").split("-"))
        assert source[start:end] == row.quote
    for party in found.embedded:
        assert party.evidence
    return found


def hosts(source: str, site: str | None = "www.shop.example") -> set[str]:
    return {e.host for e in read(source, site).embedded}


def script(body: str) -> set[str]:
    return hosts(f"<p>x</p><script>{body}</script>")


@pytest.mark.parametrize(
    "tag",
    [
        "<script src=https://a.third.example/x.js></script>",
        "<script async src='//a.third.example/x.js'></script>",
        '<SCRIPT SRC="HTTP://A.THIRD.EXAMPLE:8080/x.js"></SCRIPT>',
        '<iframe src="https://a.third.example/embed"></iframe>',
        "<img src=https://a.third.example/p.gif width=1>",
        '<img srcset="/own.png 1x, https://a.third.example/p.png 2x">',
        '<img data-src="https://a.third.example/lazy.png">',
        '<link rel="stylesheet" href="https://a.third.example/css?family=X">',
        '<link rel="preconnect" href="https://a.third.example">',
        "<link rel=dns-prefetch href=//a.third.example>",
        '<link rel="shortcut icon" href="https://a.third.example/f.ico">',
        '<link rel=preload as=font href="https://a.third.example/f.woff2">',
        '<form action="https://a.third.example/subscribe" method=post>',
        '<button formaction="https://a.third.example/x">go</button>',
        '<embed src="https://a.third.example/x.swf">',
        '<object data="https://a.third.example/x.swf"></object>',
        '<video poster="https://a.third.example/p.jpg"></video>',
        '<audio><source src="https://a.third.example/a.mp3"></audio>',
        '<input type=image src="https://a.third.example/b.gif">',
        '<body background="http://a.third.example/bg.gif">',
        '<table background="http://a.third.example/bg.gif"><tr><td>x</table>',
        "<div style=\"background: url('https://a.third.example/bg.png')\">x</div>",
        "<style>@import url(https://a.third.example/s.css);</style>",
        '<style>@import "https://a.third.example/s.css";</style>',
        "<style>@font-face{src:url(//a.third.example/f.woff)}</style>",
        '<noscript><img src="https://a.third.example/tr?id=1"></noscript>',
        '<div style="display:none"><iframe src="https://a.third.example/ns"></iframe></div>',
        "<frameset><frame src=https://a.third.example/>",
    ],
)
def test_what_loads_counts(tag: str) -> None:
    assert hosts(f"<p>text</p>{tag}") == {"a.third.example"}


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="https://a.third.example/">link</a>',
        '<link rel="canonical" href="https://a.third.example/">',
        '<link rel="alternate" type="application/rss+xml" href="https://a.third.example/feed">',
        '<link rel="author" href="https://a.third.example/">',
        '<link rel=profile href="http://gmpg.org/xfn/11">',
        '<!--[if lt IE 9]><script src="https://a.third.example/shiv.js"></script><![endif]-->',
        '<!-- <script src="https://a.third.example/x.js"></script> -->',
        '<meta property="og:image" content="https://a.third.example/i.png">',
        '<script type="application/ld+json">{"@context":"https://schema.org","logo":{"src":"https://a.third.example/l.png"}}</script>',
        '<script>var share = "https://www.facebook.com/sharer.php?u=x"; el.src = "/own.js";</script>',
        "<script>location.href = 'https://a.third.example/'; img.src='/x.gif'</script>",
        "<script>window.open('https://a.third.example/'); img.src='/x.gif'</script>",
        "<script>// see https://a.third.example/docs\nvar s = document.createElement('script'); s.src='/own.js'</script>",
        "<script>/* from http://a.third.example/ */ s.src='/own.js'</script>",
        '<script>document.createElementNS("http://www.w3.org/2000/svg", "svg")</script>',
        "<script>document.write('<a href=\"https://a.third.example/\">x</a>')</script>",
        '<script src="/own.js"></script><img src="pic.png"><form action="?q=1">',
        '<script src="https://static.shop.example/x.js"></script>',
        '<img src="https://cdn.shop-assets.example/x.png">',
        '<img src="data:image/gif;base64,R0lGOD//a.third.example/">',
        '<iframe src="about:blank"></iframe><iframe src="javascript:void(0)"></iframe>',
        '<img src="http://localhost/x.png"><img src="http://server/x.png">',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="x"/></svg>',
    ],
)
def test_what_does_not_load_is_left_out(tag: str) -> None:
    assert hosts(f"<p>text</p>{tag}") == set()


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            (
                "var ga = document.createElement('script'); ga.src = ('https:' == document.location.protocol ? 'https://ssl' : 'http://www')"
                " + '.third-stats.com/ga.js'; s.parentNode.insertBefore(ga, s);"
            ),
            {"ssl.third-stats.com", "www.third-stats.com"},
        ),
        (
            (
                'var host = (("https:" == document.location.protocol) ? "https://ssl." : "http://www.");\n'
                "document.write(unescape(\"%3Cscript src='\" + host + \"third-stats.com/ga.js' type='text/javascript'%3E%3C/script%3E\"));"
            ),
            {"ssl.third-stats.com", "www.third-stats.com"},
        ),
        (
            "(function(i,s,o,g,r,a,m){a=s.createElement(o);a.src=g;m.parentNode.insertBefore(a,m)})(window,document,'script','//www.third-stats.com/analytics.js','ga');",
            {"www.third-stats.com"},
        ),
        (
            "(function(w,d,s,l,i){var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.src='https://www.tags.third.com/gtm.js?id='+i;f.parentNode.insertBefore(j,f);})(window,document,'script','dataLayer','X-1');",
            {"www.tags.third.com"},
        ),
        (
            "!function(f,b,e,v,n,t,s){t=b.createElement(e);t.src=v;s.parentNode.insertBefore(t,s)}(window, document,'script','https://connect.third.net/en_US/events.js');fbq('init','1');",
            {"connect.third.net"},
        ),
        (
            "(function(h,o,t,j,a,r){r=o.createElement('script');r.src=t+h._hj.id+j;a.appendChild(r);})(window,document,'https://static.third.com/c/hot-','.js?sv=');",
            {"static.third.com"},
        ),
        (
            'var _paq=[];(function(){var u="//stats.third.de/";_paq.push(["setTrackerUrl",u+"m.php"]);var g=document.createElement("script");g.src=u+"m.js";})();',
            {"stats.third.de"},
        ),
        (
            (
                'var base = (("https:" == document.location.protocol) ? "https://piwik.third.de/" : "http://piwik.third.de/");'
                "document.write(unescape(\"%3Cscript src='\" + base + \"piwik.js' type='text/javascript'%3E%3C/script%3E\"));"
            ),
            {"piwik.third.de"},
        ),
        (
            'elem.src = (document.location.protocol == "https:" ? "https://secure" : "http://edge") + ".third.com/quant.js";',
            {"secure.third.com", "edge.third.com"},
        ),
        (
            (
                'var sc=1; var scHost = (("https:" == document.location.protocol) ? "https://secure." : "http://www.");'
                'document.write("<sc"+"ript type=\'text/javascript\' src=\'" + scHost+ "third.com/counter.js\'></"+"script>");'
            ),
            {"secure.third.com", "www.third.com"},
        ),
        (
            "var shortname = 'myshop'; (function(){ var dsq = document.createElement('script'); dsq.src = '//' + shortname + '.third.com/embed.js'; })();",
            {"myshop.third.com"},
        ),
        (
            "var s=document.createElement('script'); s.src = 'https://' + unknown + '.third.com/embed.js';",
            {"third.com"},
        ),
        ("s.src = document.location.protocol + '//script.third.com/p.js';", {"script.third.com"}),
        (
            "d.src='//d111111abcdef8.cloudfront.net/tracker.js';q.parentNode.insertBefore(d,q)",
            {"d111111abcdef8.cloudfront.net"},
        ),
        ("document.write('<img src=\"http://third.de/cgi?r='+escape(document.referrer)+'\" width=1>');", {"third.de"}),
        ('document.write("<iframe src=\\"https:\\/\\/third.com\\/x\\"></iframe>")', {"third.com"}),
        ("new Image().src = 'https://px.third.com/p?x=' + Math.random();", {"px.third.com"}),
        ("fetch('https://api.third.com/v1/hit', {method:'POST'})", {"api.third.com"}),
        ("$.ajax({url: 'https://api.third.com/v1', type: 'GET'})", {"api.third.com"}),
        ("import('https://cdn.third.com/m.mjs')", {"cdn.third.com"}),
        ('t.src="https://www.third.ms/tag/"+i;y.parentNode.insertBefore(t,y)', {"www.third.ms"}),
        ("var s=document.createElement('script'); s.setAttribute('src','https://third.com/x.js')", {"third.com"}),
        ('window.settings = {"baseUrl":"https:\\/\\/s.third.org\\/emoji\\/"}; c.src = a.url;', set()),
        (
            'window.settings = {"source":{"file":"https:\\/\\/s.third.org\\/emoji.min.js?v=4"}}; c.src = a.url;',
            {"s.third.org"},
        ),
        (
            "document.write('<scr'+'ipt src=\"http://ads.third.com/rover/f?refurl='+escape(document.location)+'\"></scr'+'ipt>');",
            {"ads.third.com"},
        ),
        (
            "var useSSL = 'https:' == document.location.protocol;\ngads.src = (useSSL ? 'https:' : 'http:') +\n'//www.third.com/tag/js/gpt.js';",
            {"www.third.com"},
        ),
        ("var x = 'https://third.com/about';", set()),
        ("if (a) { b = 1 } // no address at all", set()),
    ],
)
def test_what_inline_loaders_build(body: str, wanted: set[str]) -> None:
    assert script(body) == wanted


def test_archives_are_unwrapped() -> None:
    source = (
        "<!-- FILE ARCHIVED ON 12:01:02 Apr 07, 2016 AND RETRIEVED -->"
        '<script src="//archive.org/includes/analytics.js"></script><link rel=stylesheet href="/_static/css/banner.css">'
        '<script src="https://web.archive.org/_static/js/wombat.js"></script>'
        '<script src="https://web.archive.org/web/20160407101112js_/http://a.third.example/x.js"></script>'
        '<img src="/web/20160407101112im_/https://b.third.example/x.gif"><img src="/web/20160407101112im_/http://www.shop.example/x.gif">'
    )
    assert hosts(source) == {"a.third.example", "b.third.example"}


def test_the_site_may_be_told_by_the_page() -> None:
    own = '<script src="https://cdn.shop.example/x.js"></script>'
    assert hosts(f'<link rel=canonical href="https://www.shop.example/p">{own}', None) == set()
    assert hosts(f"<!-- saved from url=(0024)https://www.shop.example/ -->{own}", None) == set()
    assert (
        hosts('<p>Write to info@little.example.</p><script src="https://cdn.little.example/x.js"></script>', None)
        == set()
    )
    assert hosts(own, None) == {"cdn.shop.example"}


def test_owner_category_and_declared() -> None:
    tag = '<script src="https://www.google-analytics.com/ga.js"></script><script src="https://cdn.unknown-stats.com/x.js"></script>'
    silent = read(f"<p>We use cookies.</p>{tag}").embedded
    assert [(e.domain, e.organisation, e.category, e.declared) for e in silent] == [
        ("unknown-stats.com", None, "unclassified", False),
        ("google-analytics.com", "google.com", "analytics", False),
    ]
    told = read(f"<p>We use Google products and Unknown-Stats.</p>{tag}").embedded
    assert [e.declared for e in told] == [True, True]


def test_the_domain_is_by_the_icann_part() -> None:
    (found,) = read('<img src="https://d111.cloudfront.net/x.png">').embedded
    assert (found.host, found.domain) == ("d111.cloudfront.net", "cloudfront.net")


def test_evidence_of_one_host_is_bounded() -> None:
    found = read('<img src="https://third.example/x.png">' * 1000)
    assert len(found.embedded) == 1
    assert len(found.evidence) <= 5


def test_plain_text_loads_nothing() -> None:
    assert embedded.read(Sample("a.txt", b"We use https://third.example/x.js", knowledge=KNOWLEDGE)).embedded == ()


@pytest.mark.parametrize(
    "body",
    [
        "'" * 200_000,
        "'//" * 100_000,
        "'a'+" * 50_000,
        "/*" * 100_000,
        "`" * 100_001,
        '"https://a.b/"+' * 20_000 + ".src",
    ],
)
def test_hostile_scripts_cost_little(body: str) -> None:
    import time

    start = time.process_time()
    script(f"x.src='//third.com/';{body}")
    assert time.process_time() - start < 3
