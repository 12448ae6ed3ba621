"""What is said after an event is the day that counts now, an extension included."""

from tests.cli.conftest import run


def test_an_extension_is_told_with_its_own_last_day(tmp_path):
    policy = tmp_path / "policy.html"
    policy.write_text(
        "<h1>Privacy policy of Harbour Books</h1><p>For a copy of your data: privacy@harbour.example.</p>"
    )
    run("add", str(policy), "--site", "harbour.example")
    run("draft", "harbour.example", "--right", "access", "--law", "eu")
    reference = run("requests", "--json").rows[0]["reference"]
    assert "answer due 2026-11-20" in run("request", reference, "sent", "--on", "2026-10-20").err
    assert "answer due 2027-01-20" in run("request", reference, "extended", "--on", "2026-11-10").err
