"""One law reads as its rights, then what surrounds them, then where that comes from."""

from cookietui.actions.laws import LawRow
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
