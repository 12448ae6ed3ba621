"""A letter is ticked facts poured into a template of its language; what is unknown is left out, never asked for."""

import re
from collections.abc import Mapping
from typing import Any

from cookietui.core.deadline import Clock, Dates, legal, promised
from cookietui.core.law import Ground, Law, Period, ground
from cookietui.core.letter import FIELD_LIMIT, QUOTE_LIMIT, Item, Letter, LetterText, Quote, cautions
from cookietui.core.mail import subject_with
from cookietui.core.text import clean, one_line
from cookietui.core.words import Right
from cookietui.letters.dates import as_precise, written
from cookietui.letters.templates import check, render
from cookietui.letters.words import Words, closest, words
from cookietui.letters.wrapping import wrap

REASON_LIMIT = 4000
"""Characters of the person's own words, and of each further paragraph."""
_PARAGRAPHS = re.compile(r"\n\s*\n")


def letter(facts: Letter, own: Mapping[str, str] | None = None) -> LetterText:
    """The finished letter; `own` maps template names (`en/access.txt.j2`) to the person's own templates.

    Raises BadInput, with file and line, for a template that uses what no letter knows. Rights that the law does not
    give are the caller's to refuse (`core.law.grounds`); here they carry no article.
    """
    code = closest(facts.language)
    terms = words(code)
    mine = own or {}
    values = values_of(facts, terms, code)
    subject = one_line(render(f"{code}/subject.txt.j2", values, mine))
    body = wrap(clean(render(f"{code}/letter.txt.j2", values, mine)))
    said = list(cautions(facts))
    if code != facts.language.replace("_", "-").partition("-")[0].lower():
        said.append(f"there are no letters in {one_line(facts.language, 20)!r}; this one is in {terms.name}")
    articles = dict.fromkeys(a for row in _rows(facts) if row for a in row.articles)
    return LetterText(
        subject=subject_with(subject, facts.reference),
        body=body,
        language=code,
        articles=tuple(articles),
        dated=written(facts.today, code),
        warnings=tuple(dict.fromkeys(said)),
    )


def check_own(own: Mapping[str, str]) -> None:
    """Refuse templates of the person's own that can not work, before a letter needs them; raises BadInput."""
    for name, text in own.items():
        check(name, text)


def _rows(facts: Letter) -> list[Ground | None]:
    return [ground(facts.law, right) if facts.law else None for right in facts.rights]


def values_of(facts: Letter, terms: Words, code: str) -> dict[str, Any]:
    """What a template may say; plain strings, lists and dictionaries, all cleaned."""
    name, domain = one_line(facts.site_name, FIELD_LIMIT), one_line(facts.domain, FIELD_LIMIT)
    site = f"{name} ({domain})" if name and domain and name.lower() != domain.lower() else name or domain
    rows = _rows(facts)
    rights = [_right(facts, right, row, terms, code) for right, row in zip(facts.rights, rows, strict=True)]
    return {
        "alone": len(rights) == 1,
        "case": None,
        "brief": terms.brief([terms.rights[right].short for right in facts.rights]),
        "channel": facts.channel,
        "domain": domain,
        "site_name": name,
        "site": site,
        "extra": [_prose(line) for line in facts.extra if line.strip()],
        "items": [_item(item, terms) for item in facts.items if item.value.strip()],
        "language": code,
        "law": _law(facts.law, code),
        "marketing": terms.listing([terms.marketing[each] for each in facts.marketing]),
        "name": next((_line(item.value) for item in facts.items if item.kind == "name"), ""),
        "own": terms.listing([terms.rights[right].short for right in facts.rights]),
        "promises": [_promise(quote, code, terms) for quote in facts.quotes if quote.right not in facts.rights],
        "reason": _prose(facts.reason),
        "reference": facts.reference,
        "rights": rights,
        "subject_of": domain or name,
        "terms": _terms(facts, rows, terms, code),
        "today": written(facts.today, code),
    }


def _line(value: str) -> str:
    return one_line(value, FIELD_LIMIT)


def _prose(value: str) -> str:
    """The person's own paragraphs, each on one line, bounded."""
    parts = (one_line(part) for part in _PARAGRAPHS.split(clean(value)[:REASON_LIMIT]))
    return "\n\n".join(part for part in parts if part)


def _law(law: Law | None, code: str) -> dict[str, str] | None:
    if law is None:
        return None
    refusal = law.refusal_article_in.get(code, law.refusal_article)
    return {
        "id": law.id,
        "family": law.family,
        "name": law.names.get(code, law.name),
        "short": law.short or law.name,
        "refusal": refusal,
    }


def _right(facts: Letter, right: Right, row: Ground | None, terms: Words, code: str) -> dict[str, Any]:
    articles = row.articles_in.get(code, row.articles) if row else ()
    title = terms.rights[right]
    return {
        "id": right,
        "title": title.title,
        "short": title.short,
        "article": terms.listing(list(articles)),
        "cited": f" ({terms.listing(list(articles))})" if articles else "",
        "needs_reason": bool(row and row.needs_reason),
        "unverified": bool(row and row.unverified),
        "promises": [_promise(quote, code, terms) for quote in facts.quotes if quote.right == right],
    }


def _promise(quote: Quote, code: str, terms: Words) -> dict[str, str]:
    opening, closing = terms.quotes
    return {
        "text": f"{opening}{one_line(quote.text, QUOTE_LIMIT)}{closing}",
        "revised": as_precise(quote.revised, code),
        "archived": as_precise(quote.archived, code),
    }


def _item(item: Item, terms: Words) -> dict[str, str]:
    value = ", ".join(part.strip() for part in clean(item.value).split("\n") if part.strip())
    label = _line(item.label) or terms.labels[item.kind]
    return {"kind": item.kind, "label": label, "value": _line(value), "why": terms.whys[item.kind]}


def _terms(facts: Letter, rows: list[Ground | None], terms: Words, code: str) -> list[dict[str, Any]]:
    """Until when each right is to be answered; rights with the same term share one entry."""
    clock = Clock(sent=facts.today, received=facts.today)
    found: dict[tuple[Any, ...], list[str]] = {}
    for right, row in zip(facts.rights, rows, strict=True):
        dates = legal(facts.law, row, clock, facts.today) if facts.law and row else promised(clock)
        key = _term(row, dates, terms, code)
        found.setdefault(key, []).append(terms.rights[right].short)
    names = ("kind", "within", "by", "article", "from_sending", "acknowledge", "acknowledge_by")
    return [{**dict(zip(names, key, strict=True)), "rights": terms.listing(who)} for key, who in found.items()]


def _term(row: Ground | None, dates: Dates, terms: Words, code: str) -> tuple[Any, ...]:
    period = (row.answer or row.asks) if row else None
    kind = "promise" if row is None else "law" if row.answer else "at-once"
    until = dates.due or dates.asked
    confirm = row.acknowledge if row else None
    return (
        kind,
        within(period or Period(amount=1, unit="months"), terms),
        written(until, code) if until else "",
        row.answer_article_in.get(code, row.answer_article) if row else "",
        bool(period and period.starts == "sending"),
        within(confirm, terms) if confirm else "",
        written(dates.acknowledge, code) if dates.acknowledge else "",
    )


def within(period: Period, terms: Words) -> str:
    """A period in the letter's words: `within one month`."""
    if period.unit == "months" and period.amount == 1:
        return terms.within["month"]
    return terms.within[period.unit].replace("{n}", str(period.amount))
