"""A composition becomes a form, a letter and a check list; what can be chosen comes from the action alone."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from cookietui.actions.order import Composition, Identifier, LawOption, RightOption, Share, WayOption
from cookietui.core.address import in_both_forms
from cookietui.core.request import Request
from cookietui.core.words import Right
from cookietui.tui.signs import CAREFUL, CONFLICT, NONE, OK, Toned, tick
from cookietui.tui.widgets.layout import Row

SHARES: dict[Share, str] = {
    "name": "name",
    "email": "e-mail address",
    "address": "postal address",
    "phone": "phone",
    "customer-number": "customer number",
}
LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
}
CHANNELS = {"email": "e-mail", "post": "letter by post", "form": "form", "phone": "phone", "fax": "fax"}
NO_LAW = "the site's own promise"


def form_rows(made: Composition, way: str | None) -> list[Row]:
    """Rights, then one row each for law, recipient, language, way, reason; then what to tell of oneself."""
    law = next((law.name for law in made.laws if law.id == made.order.law), made.order.law or NO_LAW)
    language = made.request.language
    place = next((to for to in made.recipients if to.value == made.request.to), None)
    why = f"{place.why}, line {place.line}" if place and place.line else place.why if place else "nobody to write to"
    rows = [Row("# rights", ("Rights",), kind="heading"), *map(_right_row, sorted(made.rights, key=_rank))]
    fields = {
        "law:": ("Law", law or NO_LAW),
        "recipient:": ("To", f"{in_both_forms(made.request.to) or '-'}\n{why}"),
        "language:": ("Language", LANGUAGES.get(language, language)),
        "way:": ("Write as", _way(made, way or next(iter(made.ways), "-"))),
        "reason:": ("Reason", made.order.reason or Toned("none of your own", "muted")),
    }
    rows.append(Row("# letter", ("Letter",), kind="heading"))
    rows += [Row(key, (Toned(label, "muted"), value), NONE) for key, (label, value) in fields.items()]
    rows.append(Row("# you", ("Tell of you",), kind="heading"))
    shared = made.order.share or ()
    rows += [Row(f"share:{key}", (SHARES[key],), tick(key in shared)) for key in made.shares]
    if not made.shares:
        words = "nothing: no name or address is kept (cookietui identity set name=...)"
        rows.append(Row("share", (words,), kind="text"))
    return rows + [
        Row(f"identifier:{number}", (f"value of the cookie {each.identifier.name}: {each.why}",), tick(each.ticked))
        for number, each in enumerate(made.identifiers)
    ]


def first(rows: Sequence[Row]) -> int:
    """Where the cursor starts: on the first right that is ticked, else on the first."""
    rights = [i for i, row in enumerate(rows) if row.key.startswith("right:")]
    return next((i for i in rights if rows[i].sign == tick(on=True)), rights[0] if rights else 0)


def _rank(option: RightOption) -> int:
    """What the site or the law gives comes before what neither does."""
    return 0 if option.by_site else 1 if option.by_law else 2


def _right_row(option: RightOption) -> Row:
    notes = [f"offered, line {option.line}" if option.line else "offered"] if option.by_site else []
    notes += [", ".join(option.articles)] if option.by_law and option.articles else []
    words = f"{option.right:<15}  {'; '.join(notes) or 'not offered'}"
    return Row(f"right:{option.right}", (Toned(words, "" if notes else "muted"),), tick(option.ticked))


def check_rows(made: Composition) -> list[Row]:
    """What is fine and what is not, each with its sign."""
    rows = [Row("problem", (CONFLICT, made.problem))] if made.problem else []
    rows += [Row(f"warning {i}", (CAREFUL, warning)) for i, warning in enumerate(made.warnings)]
    place = next((to for to in made.recipients if to.value == made.request.to), None)
    if place is not None and place.line:
        rows.append(Row("address", (OK, f"the address stands in the text, line {place.line}")))
    if made.doubt is not None:
        rows.append(Row("doubt", (CAREFUL, "m asks first whether to write to this address")))
    if made.request.to and not made.problem:
        told = ", ".join(SHARES[item] for item in made.shares if item in (made.order.share or ()))
        rows.append(Row("private", (OK, f"tells of you: {told or 'nothing'}")))
    return rows


def letter_rows(request: Request) -> list[Row]:
    """The letter with its head, line by line."""
    to = in_both_forms(request.to).split("\n")
    head = [f"To: {to[0]}", *(f"    {line}" for line in to[1:]), f"Subject: {request.subject}", ""]
    return [Row(str(number), (line,)) for number, line in enumerate([*head, *request.body.split("\n")])]


def summary(made: Composition) -> str:
    """One line: how it goes out and until when an answer is due."""
    due = f"   answer due {made.request.due} if sent today" if made.request.due else ""
    return f"not written yet: {CHANNELS.get(made.request.channel, made.request.channel)}{due}"


def toggled_rights(made: Composition, name: str) -> tuple[Right, ...]:
    """The ticked rights with one more, or one less; the last one stays."""
    ticked = [option.right for option in made.rights if option.ticked != (option.right == name)]
    return tuple(ticked) or tuple(option.right for option in made.rights if option.ticked)


def toggled_share(made: Composition, name: str) -> tuple[Share, ...]:
    """What is told of oneself with one more, or one less."""
    return tuple(item for item in SHARES if (item in (made.order.share or ())) != (item == name))


def toggled_identifier(made: Composition, number: str) -> tuple[Identifier, ...]:
    """The ticked identifiers with one more, or one less."""
    return tuple(each.identifier for i, each in enumerate(made.identifiers) if each.ticked != (str(i) == number))


class Option(NamedTuple):
    """One thing that can be chosen, and what of the order it changes."""

    label: str
    note: str = ""
    fields: Mapping[str, object] = MappingProxyType({})
    way: str = ""


class Options(NamedTuple):
    """All that can be chosen of one kind; `now` is the number of the one that stands."""

    title: str
    entries: tuple[Option, ...]
    now: int


def options(made: Composition, what: str, way: str | None) -> Options:
    """The laws, recipients, languages or ways of a composition."""
    ticked = tuple(option.right for option in made.rights if option.ticked)
    entries: tuple[Option, ...] = ()
    now: object = None
    if what == "law":
        entries = tuple(Option(law.name or NO_LAW, _note(law), {"law": law.id, "rights": ticked}) for law in made.laws)
        now = {"law": made.order.law, "rights": ticked}
    elif what == "recipient":
        entries = tuple(
            Option(
                in_both_forms(to.value),
                f"{CHANNELS.get(to.kind, to.kind)}, {to.why}",
                {"recipient": to.value, "channel": to.kind},
            )
            for to in made.recipients
        )
        now = {"recipient": made.request.to, "channel": made.request.channel}
    elif what == "language":
        entries = tuple(Option(LANGUAGES.get(each, each), "", {"language": each}) for each in made.languages)
        now = {"language": made.request.language}
    elif what == "way":
        notes = {each.name: _uses(each) for each in made.way_options}
        titles = {each.name: each.title for each in made.way_options}
        entries = tuple(
            Option(f"{each}: {titles[each]}" if each in titles else each, notes.get(each, ""), {}, each)
            for each in made.ways
            if each not in {option.name for option in made.way_options if not option.keeps}
        )
        standing = way or next(iter(made.ways), "")
        return Options("write as", entries, next((i for i, entry in enumerate(entries) if entry.way == standing), 0))
    return Options(what, entries, next((i for i, entry in enumerate(entries) if entry.fields == now), 0))


def _uses(way: WayOption) -> str:
    """What a way uses, and the commands it runs by itself."""
    return "; ".join(filter(None, (way.note, *(f"runs {command}" for command in way.runs))))


def _way(made: Composition, name: str) -> str:
    """The way, and below it what it runs by itself."""
    runs = next((each.runs for each in made.way_options if each.name == name), ())
    return "\n".join((name, *(f"runs {command}" for command in runs)))


def _note(law: LawOption) -> str:
    return law.why or (f"{law.id or ''}" if law.fits else f"{law.id}: not all that is ticked")
