"""What a policy leaves out, and pages that are no policy."""

from cookietui.core.declaration import Contact, OfferedRight, Practice, Retention, SiteName
from cookietui.readers.policy import gaps
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample


def reading_of(body: str) -> Reading:
    sample = Sample("x.html", body.encode())
    return Reading(sample.page, sample)


def test_everything_is_missing_from_a_bare_policy_in_a_fixed_order() -> None:
    reading = reading_of("<h1>Privacy policy</h1><p>We collect data.</p>")
    gaps.add(reading)
    assert reading.missing == ["access", "correct", "delete", "object", "contact", "retention", "revised", "controller"]


def test_nothing_is_missing_from_a_complete_one() -> None:
    reading = reading_of("<h1>Privacy policy</h1><p>We collect data.</p>")
    reading.rights = [
        OfferedRight(right="access"),
        OfferedRight(right="correct"),
        OfferedRight(right="delete"),
        OfferedRight(right="object"),
    ]
    reading.contacts = [Contact(kind="email", value="a@shop.example")]
    reading.practices = [Practice(category="retention", retention=Retention(None, "as long as needed"))]
    reading.revised = "2020"
    reading.site = SiteName("shop.example", "Shop")
    gaps.add(reading)
    assert reading.missing == []


def test_an_unread_language_is_not_judged() -> None:
    reading = reading_of("<h1>Polityka prywatności</h1><p>Zbieramy dane osobowe.</p>")
    reading.language = "pl"
    gaps.add(reading)
    assert reading.missing == []
    assert reading.problems == []


def test_a_page_without_a_policy_says_so() -> None:
    reading = reading_of(
        "<h1>Oat biscuits</h1><p>Mix butter and sugar, bake the cookies for ten minutes.</p><p>Privacy</p>"
    )
    gaps.add(reading)
    assert [p.kind for p in reading.problems] == ["no-policy"]
    assert reading.missing == []


def test_words_alone_make_a_policy() -> None:
    body = "<p>We respect your privacy. Personal information is kept. Your personal data stays here. Data protection matters.</p>"
    reading = reading_of(body)
    gaps.add(reading)
    assert reading.problems == []
