"""A signal is shown in sentences; its fields are there with --json."""

from cookietui.cli import report
from cookietui.core.signal import Signal, as_json
from cookietui.core.site import display


def show_signal(found: Signal) -> None:
    """Write a signal: its object with --json, else what it means."""
    if report.wants_json():
        report.emit(as_json(found))
        return
    report.paragraph(title_of(found), role="title")
    show_meaning(found)


def show_meaning(found: Signal, indent: str = "  ") -> None:
    """Write the sentences of a signal, and what is odd about it."""
    for sentence in found.says:
        report.paragraph(f"{sentence}.", indent, f"{indent}  ")
    if not found.says:
        for name, value in found.fields.items():
            report.paragraph(report.dumps(value), f"{indent}{name}: ", f"{indent}  ")
    for name in found.withheld:
        report.paragraph(f"{name} identifies you and is not shown", indent, f"{indent}  ", role="quiet")
    for problem in found.problems:
        report.say("note: ", problem.message)


def title_of(found: Signal) -> str:
    """What kind of signal it is, and where it was found."""
    from cookietui.actions.decode import kinds  # noqa: PLC0415 - signals are rare

    place = f", cookie {found.cookie}" if found.cookie else ""
    host = f" of {display(found.domain)}" if found.domain else ""
    return f"{kinds().get(found.kind, found.kind)}{place}{host}"
