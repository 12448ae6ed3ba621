"""`laws` shows sources, the day of checking, and what is only from memory."""

from tests.cli.conftest import run


def test_every_law_is_listed_with_how_sure_it_is():
    rows = run("laws", "--json").rows
    assert len(rows) == 37
    assert all(row["schema"] == "cookietui.law/1" and row["checked_on"] and row["sources"] for row in rows)
    assert "verify" in run("laws").out
    assert "from 2027-01-01" in run("laws").out


def test_one_law_shows_rights_times_sources_and_authorities():
    ran = run("laws", "hk")
    assert ran.code == 0
    text = " ".join(ran.out.split())
    assert "access: s. 18 PDPO; 40 days" in text
    assert "stop-sale: s. 35L PDPO; no number in the law; 10 business days are asked for (verify)" in text
    assert "Privacy Commissioner for Personal Data" in text
    assert "Sources:" in text
    assert "form OPS003" in text
    assert "https://www.pcpd.org.hk/english/publications/files/Dforme.pdf" in text
    assert run("laws", "atlantis").code == 2


def test_rows_from_memory_say_verify():
    shaky = {("us-ca", "port"), ("ch", "port"), ("ca-qc", "withdraw-consent"), ("kr", "access"), ("za", "access")}
    for law, right in shaky:
        row = run("laws", law, "--json").rows[0]
        assert next(each for each in row["rights"] if each["right"] == right)["sure"] == "verify", law


def test_the_laws_that_could_apply_are_named_with_why(tmp_path):
    policy = tmp_path / "policy.html"
    policy.write_text(
        "<h1>Privacy policy of Harbour Books</h1><p>You have the right of access; write to privacy@harbour.example. "
        "Harbour Books GmbH, Hauptstr. 1, 10115 Berlin, Germany.</p>"
    )
    run("add", str(policy), "--site", "harbour.example")
    run("identity", "set", "country=US", "region=CA")
    rows = {row["id"]: row for row in run("laws", "--for", "harbour.example", "--json").rows}
    assert all(
        row["schema"] == "cookietui.law-proposal/1" and row["site"] == "harbour.example" for row in rows.values()
    )
    assert next(iter(rows)) == "us-ca"
    assert rows["us-ca"]["why"] == "you say that you live in US-CA"
    assert "stop-sale" in rows["us-ca"]["rights"]
    assert "gives an address in DE" in rows["eu"]["why"]
    assert "in" not in rows
    text = " ".join(run("laws", "--for", "harbour.example").out.split())
    assert "eu: GDPR: the organisation gives an address in DE" in text
    assert run("laws", "eu", "--for", "harbour.example").code == 2
    assert run("laws", "--for", "nobody.example").code == 66
