"""How long data are kept, in four languages, and what looks like it but is not."""

import pytest

from cookietui.core.declaration import Retention
from cookietui.readers import policy
from cookietui.sources.sample import Sample

FILLER = {
    "en": "This is the policy of our shop and it is written for all of you who buy from us. ",
    "de": "Dies ist die Erklärung unseres Ladens und sie ist für alle geschrieben, die bei uns kaufen. ",
    "fr": "Ceci est la politique de notre boutique et elle est écrite pour tous ceux qui achètent chez nous. ",
    "es": "Esta es la política de nuestra tienda y está escrita para todos los que compran con nosotros. ",
}


def kept(text: str, language: str = "en", suffix: str = "txt") -> list[Retention]:
    """The retentions that a text states, after words enough to tell its language."""
    page = FILLER[language] + "\n\n" + text if suffix == "txt" else f"<p>{FILLER[language]}</p>{text}"
    facts = policy.read(Sample(f"policy.{suffix}", page.encode())).practices
    return [fact.retention for fact in facts if fact.category == "retention" and fact.retention]


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "Messages are kept for a maximum period of seven (7) days.", "P7D"),
        ("en", "We retain backups for 45 days.", "P45D"),
        ("en", "Log files are deleted after 90 days.", "P90D"),
        ("en", "Accounting records are stored for ten years.", "P10Y"),
        ("en", "Server logs are anonymised within 2 weeks.", "P2W"),
        ("en", "We store the recordings for up to 18 months.", "P18M"),
        ("de", "Die Logfiles werden für maximal 30 Tage gespeichert.", "P30D"),
        ("de", "Nach 14 Tagen werden die Daten gelöscht.", "P14D"),
        ("de", "Rechnungen bewahren wir zehn Jahre auf.", "P10Y"),
        ("fr", "Vos données sont conservées pendant 3 ans.", "P3Y"),
        ("fr", "Les journaux sont supprimés au bout de 12 mois.", "P12M"),
        ("es", "Conservamos sus datos durante 5 años.", "P5Y"),
        ("es", "Los registros se eliminan a los 6 meses.", "P6M"),
    ],
)
def test_periods(language: str, text: str, period: str) -> None:
    assert [r.period for r in kept(text, language)] == [period]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We keep your data only as long as necessary for these purposes."),
        ("en", "These logs may be preserved indefinitely."),
        ("de", "Wir speichern Ihre Daten nur so lange, wie es für diese Zwecke erforderlich ist."),
        ("fr", "Nous conservons vos données pendant la durée nécessaire."),
        ("es", "Conservamos sus datos mientras sean necesarios."),
    ],
)
def test_vague_retention_has_no_period_but_its_words(language: str, text: str) -> None:
    found = kept(text, language)
    assert found
    assert all(r.period is None and r.text in text for r in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We answer your request within 30 days."),
        ("en", "We review this policy every 12 months."),
        ("en", "Our staff has more than 5 years of experience in keeping gardens."),
        ("en", "You must be at least 18 years old to shop here."),
        ("en", "The cookie is stored for 2 years."),
        ("en", "These cookies expire after 30 days."),
        ("en", "If a dispute remains unresolved 45 days after we recorded it, we meet a mediator."),
        ("en", "You may return the goods within 14 days of delivery for a refund."),
        ("de", "Unser Angebot richtet sich an Personen ab 18 Jahren."),
        ("de", "Wir beantworten Ihre Anfrage innerhalb von 30 Tagen."),
        ("de", "Das Cookie wird für 2 Jahre gespeichert."),
        ("fr", "Nous répondons à votre demande dans un délai d'un mois."),
        ("fr", "Ces cookies sont conservés pendant 13 mois."),
        ("es", "Responderemos a su solicitud en el plazo de un mes."),
        ("es", "El servicio es para mayores de 14 años."),
    ],
)
def test_periods_of_other_things(language: str, text: str) -> None:
    assert [r for r in kept(text, language) if r.period] == []


@pytest.mark.parametrize(
    "text",
    [
        "A persistent cookie is a small text file that is stored on the hard drive for an extended period.",
        "You can read the prior version of our privacy policy, which we keep for you, on another page.",
        "This cookie holds no personal data and is discarded when you close your browser.",
    ],
)
def test_what_is_no_retention(text: str) -> None:
    assert kept(text) == []


def test_under_a_heading_of_cookies_a_period_is_theirs() -> None:
    heading = "<h2>Cookies</h2><p>They are permanent and are kept for up to two years.</p>"
    assert [r.period for r in kept(heading, suffix="html") if r.period] == []
    logs = "<h2>Cookies</h2><p>They are permanent. Our logs are kept for 30 days.</p>"
    assert [r.period for r in kept(logs, suffix="html")] == ["P30D"]


TABLE = (
    "<table><tr><th>{0}</th><th>{1}</th></tr><tr><td>Orders</td><td>10 years (tax law)</td></tr>"
    "<tr><td>Support mails</td><td>after 3 years</td></tr><tr><td>Photos</td><td>until you delete them</td></tr></table>"
)


def test_a_table_speaks_by_the_title_of_its_column() -> None:
    found = kept(TABLE.format("Data", "Retention period"), suffix="html")
    assert {r.period for r in found} == {"P10Y", "P3Y", None}


@pytest.mark.parametrize("titles", [("Cookie", "Storage period"), ("Data", "Delivery time")])
def test_tables_of_cookies_or_of_other_times_say_nothing(titles: tuple[str, str]) -> None:
    assert kept(TABLE.format(*titles), suffix="html") == []


def test_a_cell_that_says_nothing_is_no_retention() -> None:
    table = "<table><tr><th>Data</th><th>How long</th></tr><tr><td>Cards</td><td>n/a</td></tr></table>"
    assert kept(table, suffix="html") == []


def test_short_lines_under_a_heading_of_retention() -> None:
    found = kept("<h2>How long we keep data</h2><ul><li>Web logs: 4 weeks</li></ul>", suffix="html")
    assert [r.period for r in found] == ["P4W"]
    assert kept("<h2>Delivery</h2><ul><li>Books: 4 weeks</li></ul>", suffix="html") == []


def test_the_same_period_said_twice_is_one_fact_with_two_places() -> None:
    page = FILLER["en"] + "\n\nLogs are kept for 7 days.\n\nMails are kept for 7 days."
    facts = policy.read(Sample("p.txt", page.encode())).practices
    (fact,) = [f for f in facts if f.category == "retention"]
    assert len(fact.evidence) == 2


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "The proxy's records are overwritten every 21 days.", "P21D"),
        ("de", "Die Mitschnitte der Anlage werden alle 10 Tage überschrieben.", "P10D"),
        ("fr", "Les copies du serveur sont écrasées tous les 20 jours.", "P20D"),
        ("es", "Las copias del servidor se sobrescriben cada 20 días.", "P20D"),
    ],
)
def test_what_is_overwritten_at_a_rate_is_kept_as_long(language: str, text: str, period: str) -> None:
    assert [r.period for r in kept(text, language)] == [period]


def test_a_password_changed_at_a_rate_is_not_kept() -> None:
    assert kept("Passwords are rotated every 60 days.") == []


def test_a_title_at_the_begin_of_a_paragraph_speaks_for_it() -> None:
    assert [r.period for r in kept("<p><b>Wie lange.</b> Teilnehmerlisten vier Jahre.</p>", "de", "html")] == ["P4Y"]
    assert kept("<p><b>Lieferung.</b> Bücher vier Wochen.</p>", "de", "html") == []
    said = "<p><b>IX. Cookies.</b> La de acceso se borra tras 40 días.</p>"
    assert [r for r in kept(said, "es", "html") if r.period] == []


def test_a_list_goes_on_with_what_its_lead_says_of_keeping() -> None:
    entries = "<ul><li>Visitor book: 2 years</li><li>Door camera: 9 days</li></ul>"
    found = kept("<p>Health forms are burnt or shredded after ten months.</p>" + entries, suffix="html")
    assert {r.period for r in found} == {"P10M", "P2Y", "P9D"}
    assert kept("<p>Our trips take you to:</p>" + entries, suffix="html") == []


def test_dotted_lines_of_a_plain_text_are_rows_with_periods() -> None:
    text = "4. DURÉES\n\n  Fiches ............. 4 ans\n  Journaux .......... 5 mois\n"
    assert {r.period for r in kept(text, "fr")} == {"P4Y", "P5M"}
