"""One law reads as its rights, then what surrounds them, then where that comes from."""

from collections.abc import Sequence

from cookietui.actions.laws import LawProposed, LawRow
from cookietui.cli import report


def show_law(row: LawRow) -> None:
    """The law on one page."""
    started = "in force" if row.in_force else f"not in force before {row.since}"
    report.paragraph(f"{row.name} ({started}; checked {row.checked_on}; {row.sure})", f"{row.id}: ", "  ")
    for each in row.rights:
        longer = f", + {each.extension}" if each.extension else ""
        said = f"{', '.join(each.articles)}; {each.answer}{longer} ({each.sure})"
        report.paragraph(said, f"  {each.right}: ", "    ")
        if each.note:
            report.paragraph(each.note, "    ", "    ")
    facts = {
        "Applies": row.applies,
        "Fee": row.fee,
        "Identity": row.identity,
        "Agent": row.agent,
        "Form": row.form,
        "Appeal": row.appeal,
        "Complaint": row.complaint,
        "Authorities": ", ".join(row.authorities[:12]) + (", ..." if len(row.authorities) > 12 else ""),  # noqa: PLR2004 - a line or two
        "Then": " ".join(row.follow_up),
        "Sources": "; ".join(row.sources),
    }
    for name, text in facts.items():
        if text:
            report.paragraph(text, f"{name}: ", "  ")


def show_proposed(rows: Sequence[LawProposed]) -> None:
    """The laws that could apply, each with why; what to do where there is none."""
    if report.wants_json():
        report.emit_all(rows)
        return
    for row in rows:
        report.paragraph(f"{row.name}: {row.why} ({row.sure}); it gives {', '.join(row.rights)}", f"{row.id}: ", "  ")
    if rows:
        report.say(
            "you choose: cookietui draft SITE --right RIGHT --law LAW; without --law it rests on their own promise"
        )
    else:
        report.say("no law is proposed; say where you live: cookietui identity set country=XX")
