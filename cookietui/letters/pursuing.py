"""A later letter of a case tells what happened in the letter's language, and cites only what the law's file names."""

from collections.abc import Mapping
from typing import Any

from cookietui.core.law import Law, ground
from cookietui.core.letter import Letter, LetterText, Pursuit
from cookietui.core.mail import subject_with
from cookietui.core.text import clean, one_line
from cookietui.letters.dates import country_name, written
from cookietui.letters.render import values_of, within
from cookietui.letters.templates import render
from cookietui.letters.words import Words, closest, words
from cookietui.letters.wrapping import wrap

_RULE = "-" * 72
_REPLY = "Re: "


def later_letter(facts: Pursuit, own: Mapping[str, str] | None = None) -> LetterText:
    """The finished letter; `own` maps template names to the person's own templates, as for a first letter.

    Raises BadInput, with file and line, for a template that uses what no letter knows.
    """
    code = closest(facts.letter.language)
    terms = words(code)
    values = values_of(facts.letter, terms, code) | {"case": _case(facts, terms, code)}
    if facts.kind == "complaint":
        values["items"] = [_for_authority(item, terms, code) for item in values["items"]]
    frame = "complaint" if facts.kind == "complaint" else "follow-up"
    body = wrap(clean(render(f"{code}/{frame}.txt.j2", values, own or {})))
    return LetterText(
        subject=subject_with(_subject(facts, values, terms), facts.letter.reference),
        body=body + _copies(facts, terms, code),
        language=code,
        dated=written(facts.letter.today, code),
        articles=tuple(dict.fromkeys(a for row in _grounds(facts.letter) for a in row.articles)),
    )


def _for_authority(item: dict[str, str], terms: Words, code: str) -> dict[str, str]:
    """An item with why an authority is told it; a country by its name."""
    value = country_name(item["value"], code) if item["kind"] == "residence" else item["value"]
    return {**item, "value": value, "why": terms.authority_whys[item["kind"]]}


def _subject(facts: Pursuit, values: Mapping[str, Any], terms: Words) -> str:
    if facts.kind == "complaint":
        asked = {"site": values["subject_of"], "rights": values["brief"]}
        return one_line(terms.titles["complaint"].format(**asked))
    plain = facts.subject.removesuffix(f"[{facts.letter.reference}]").strip()
    return f"{_REPLY}{plain.removeprefix(_REPLY)}"


def _copies(facts: Pursuit, terms: Words, code: str) -> str:
    """The earlier letters, each under a rule and its day; they are wrapped already."""
    heads = (terms.titles["copy"].format(day=written(each.on, code)) for each in facts.copies)
    parts = (
        f"\n{_RULE}\n{head}\n\n{clean(each.text).strip()}\n" for head, each in zip(heads, facts.copies, strict=True)
    )
    return "".join(parts)


def _grounds(facts: Letter) -> list[Any]:
    rows = (ground(facts.law, right) for right in facts.rights) if facts.law else ()
    return [row for row in rows if row is not None]


def _case(facts: Pursuit, terms: Words, code: str) -> dict[str, Any]:
    """What a template may say about the case; dates are written out, articles are in the letter's language."""
    today = facts.letter.today
    days = {row.what: written(row.on, code) for row in facts.happened}
    late = facts.due is not None and facts.due < today
    return {
        "kind": facts.kind,
        "sent": written(facts.sent, code),
        "by_post": facts.by_post,
        "to": ", ".join(part for part in (one_line(line) for line in facts.to.split("\n")) if part),
        "due": written(facts.due, code) if facts.due else "",
        "late": late,
        "until": written(facts.until, code) if facts.until else "",
        "asked": _asked(facts.letter, terms, code),
        "happened": [{"on": written(row.on, code), "what": terms.happened[row.what]} for row in facts.happened],
        "reminded": days.get("reminder", ""),
        "denied": days.get("denied") or days.get("partly", ""),
        "authority": one_line(facts.authority),
        "spoken": facts.spoken,
        "only_one": facts.only_one,
        "confidential": facts.confidential,
        **_legal(facts.letter, terms, code, late=late),
    }


def _asked(facts: Letter, terms: Words, code: str) -> str:
    """The rights with their articles: `access (Art. 15 GDPR) and deletion (Art. 17 GDPR)`."""
    parts = []
    for right in facts.rights:
        row = ground(facts.law, right) if facts.law else None
        articles = row.articles_in.get(code, row.articles) if row else ()
        cited = f" ({terms.listing(list(articles))})" if articles else ""
        parts.append(f"{terms.rights[right].short}{cited}")
    return terms.listing(parts)


_NO_LAW = dict.fromkeys(
    (
        "within",
        "due_article",
        "identity_article",
        "burden",
        "formal",
        "formal_within",
        "silence",
        "article",
        "progress",
    ),
    "",
) | {"form_required": False}


def _legal(facts: Letter, terms: Words, code: str, *, late: bool) -> dict[str, Any]:
    """What the law's file says about later steps; empty where it says nothing."""
    law: Law | None = facts.law
    if law is None:
        return dict(_NO_LAW)
    rows = _grounds(facts)
    timed = next((row for row in rows if row.answer), None)
    silent = late and set(law.silence_for) & set(facts.rights)
    return {
        "within": within(law.appeal_answer, terms) if law.appeal_answer else "",
        "due_article": timed.answer_article_in.get(code, timed.answer_article) if timed else "",
        "identity_article": law.identity_article_in.get(code, law.identity_article),
        "burden": law.burden_article_in.get(code, law.burden_article),
        "formal": law.formal,
        "formal_within": within(law.formal_acknowledge, terms) if law.formal_acknowledge else "",
        "silence": law.silence_article_in.get(code, law.silence_article) if silent else "",
        "article": law.complaint_article_in.get(code, law.complaint_article),
        "progress": law.progress_article_in.get(code, law.progress_article),
        "form_required": any(row.right in law.form_for for row in rows),
    }
