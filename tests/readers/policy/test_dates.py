"""Dates in every common form, and which of them says when a policy was changed."""

import pytest

from cookietui.readers.policy import dates
from cookietui.readers.policy.dates import Day, day_of
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.revised import revised
from cookietui.sources.sample import Sample


def told(text: str, *, site: str | None = None, language: str = "en", name: str = "x.txt") -> str | None:
    body = f"Privacy policy of the shop\n\n{text}\n\nWe collect data about you when you use the site, as told below.\n"
    sample = Sample(name, body.encode(), site=site)
    reading = Reading(sample.page, sample)
    reading.language = language
    return revised(reading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last updated: April 03, 2026", "2026-04-03"),
        ("Revision date: August 26, 2014", "2014-08-26"),
        ("Effective May 8, 2012", "2012-05-08"),
        ("Last updated\n\nMonday 9th February, 2026", "2026-02-09"),
        ("This policy is effective on March 31st, 2009.", "2009-03-31"),
        ("Effective as of 29-Nov-2018", "2018-11-29"),
        ("Last updated 2018/05/24", "2018-05-24"),
        ("This document was last updated on Dec 15, 2019", "2019-12-15"),
        ("Updated Sat, 31 Jul 2010", "2010-07-31"),
        ("Version of 03/2024", "2024-03"),
        ("Released: April 2015", "2015-04"),
        ("Updated 2019", "2019"),
        ("Date created: 2/8/01\nLast updated: 6/15/01", "2001-06-15"),
        ("Privacy Statement June 3, 2003", "2003-06-03"),
        ("(Last modified 2024-05)", "2024-05"),
        ("Effective: January 1, 2023. Last updated: March 5, 2024.", "2024-03-05"),
        ("Last updated March 2024. Effective as of March 5, 2024.", "2024-03-05"),
        ("Approved by the board on 12th May 2017. Next review: May 2019", "2017-05-12"),
        ("Adopted: June 2016 (replaces the policy of March 2009)", "2016-06"),
        ("Last checked 4 May 2022, due for review May 2024", "2022-05-04"),
    ],
)
def test_common_english_forms(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Stand: 24. August 2025", "de", "2025-08-24"),
        ("Gültig ab 1. März 2025", "de", "2025-03-01"),
        ("Stand 05/2018", "de", "2018-05"),
        ("Letzte Aktualisierung: 25.05.18", "de", "2018-05-25"),
        ("Datenschutzerklärung vom 12.01.2020", "de", "2020-01-12"),
        ("Dernière mise à jour : 1er mars 2019", "fr", "2019-03-01"),
        ("Politique mise à jour le 04/03/2021", "fr", "2021-03-04"),
        ("En vigueur depuis le 25 mai 2018", "fr", "2018-05-25"),
        ("Última actualización: 3 de mayo de 2021", "es", "2021-05-03"),
        ("Ultimo aggiornamento: 7 gennaio 2022", "it", "2022-01-07"),
        ("Laatst gewijzigd op 2 maart 2020", "nl", "2020-03-02"),
        ("Ostatnia aktualizacja: 5 maja 2023", "pl", "2023-05-05"),
        ("Senast uppdaterad: 2021-10-04", "sv", "2021-10-04"),
        ("Zuletzt überprüft am 3. Juni 2020", "de", "2020-06-03"),
        ("Texte relu en réunion le 2 mai 2019", "fr", "2019-05-02"),
        ("Délibération du conseil du 3 avril 2018, mise à jour le 07/06/2021", "fr", "2021-06-07"),
        ("Aprobada por la junta el 4 de abril de 2020", "es", "2020-04-04"),
    ],
)
def test_other_languages(text: str, language: str, expected: str) -> None:
    assert told(text, language=language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Copyright 2019 The Shop",
        "© 2001-2019 The Shop. All rights reserved.",
        "The GDPR has been effective since May 25, 2018.",
        "Regulation (EU) 2016/679 of 27 April 2016, as last amended in 2018",
        "Die DSGVO gilt ab dem 25. Mai 2018.",
        "La loi du 6 janvier 1978 modifiée le 6 août 2004",
        "The shop was founded on May 3, 1999.",
        "Cookie declaration last updated on 5 January 2024 by the consent tool",
        "We will answer until 31 December 2025.",
        "Last updated 31/31/2019",
        "Last updated February 30, 2020",
    ],
)
def test_other_dates_do_not_count(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("Mary, March 2nd, 2012", "2012-03-02"),
        ("Waldkirch, im Juni 2020", "2020-06"),
        ("Fait à Lyon, le 3 mars 2021", "2021-03-03"),
        ("Copyright The Shop, March 2012", None),
        ("Our next fair is in Springfield, May 2031", None),
        ("Founded by Mary in 1999", None),
    ],
)
def test_a_page_is_signed_with_a_day(last: str, expected: str | None) -> None:
    """A name or place and a day that stand alone count at the end of a page, nowhere else."""
    body = f"Privacy policy\n\nWe collect data about you.\n\n{last}\n"
    sample = Sample("x.txt", body.encode())
    assert revised(Reading(sample.page, sample)) == expected
    sample = Sample("x.txt", f"{last}\n\n{'We collect data about you.' + chr(10)}".encode() + b"More is told.\n\n" * 6)
    assert revised(Reading(sample.page, sample)) is None


@pytest.mark.parametrize(
    ("text", "site", "language", "expected"),
    [
        ("Last revised 04/03/2019", None, "en", None),
        ("Last revised 04/03/2019", "shop.gov", "en", "2019-04-03"),
        ("Last revised 04/03/2019", "shop.co.uk", "en", "2019-03-04"),
        ("Last revised 04/03/2019. Our office: Springfield, IL 62701", None, "en", "2019-04-03"),
        ("Last revised 04/03/2019. Registered in England", None, "en", "2019-03-04"),
        ("Last revised 04/03/2019. An older one was of 12/25/2018", None, "en", "2019-04-03"),
        ("Last revised 04/13/2019", None, "en", "2019-04-13"),
        ("Last revised 05/05/2019", None, "en", "2019-05-05"),
        ("Stand: 04/03/2019", None, "de", "2019-03-04"),
    ],
)
def test_figures_that_can_be_read_two_ways(text: str, site: str | None, language: str, expected: str | None) -> None:
    body = f"Privacy policy\n\n{text}\n\nWe collect data about you when you use the site.\n"
    sample = Sample("x.txt", body.encode(), site=site)
    reading = Reading(sample.page, sample)
    reading.language = language
    if site:
        from cookietui.core.declaration import SiteName

        reading.site = SiteName(site)
    assert revised(reading) == expected


def test_front_matter_is_asked_last() -> None:
    matter = "---\ntitle: Privacy\nlastmod: 2022-03-11\n---\n\n"
    sample = Sample("x.md", f"{matter}We collect data.\n".encode())
    assert revised(Reading(sample.page, sample)) == "2022-03-11"
    sample = Sample("x.md", f"{matter}Last updated: May 2, 2023.\n".encode())
    assert revised(Reading(sample.page, sample)) == "2023-05-02"


def test_a_page_was_not_changed_after_it_was_archived() -> None:
    note = "The following text is extracted and transformed from the shop.example privacy policy that was archived on 2016-04-07."
    sample = Sample("x.txt", f"{note}\nPrivacy Policy\nLast updated: May 1, 2019\nWe collect data.\n".encode())
    assert revised(Reading(sample.page, sample)) is None


def test_a_date_is_a_day_that_exists() -> None:
    assert day_of(2020, 2, 29) == Day(2020, 2, 29)
    assert day_of(2019, 2, 29) is None
    assert day_of(2019, 13) is None
    assert day_of(1989) is None
    assert str(Day(2019, 5)) == "2019-05"


def test_east_asian_and_figures_alone() -> None:
    found = [d.day for d in dates.find("改定日 2018年5月25日, 2019-07-01, 7.8.2020, 01/02/03")]
    assert found == [Day(2018, 5, 25), Day(2019, 7, 1), Day(2020, 8, 7), Day(2003, 2, 1)]


def test_a_letter_that_only_looks_like_one_of_a_month() -> None:
    assert [d.day for d in dates.find("2019 \u0130Un and 7 \u0130UN 2020, 8 Jun 2021")] == [Day(2021, 6, 8)]


def test_many_figures_are_bounded() -> None:
    assert len(list(dates.find("2019 1/2/2019 " * 10_000))) <= 2000
