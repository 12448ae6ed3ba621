"""Questions of the dialogue: one line each, answered with a number or a word, and nothing is a trap."""

from collections.abc import Sequence

import click

from cookietui.cli import report
from cookietui.cli.report import Span
from cookietui.core.text import visible


def ask(question: str, default: str = "") -> str:
    """The answer on one line, the default for an empty one; empty at the end of input."""
    try:
        suffix = " " if question.endswith("?") else ": "
        answer: str = click.prompt(visible(question), default=default, show_default=bool(default), prompt_suffix=suffix)
    except click.Abort:
        report.show()
        return ""
    return answer.strip()


def choose(question: str, options: Sequence[str], back: str = "back") -> int | None:
    """The index of the option that was picked by number or by its first words; None for an empty answer."""
    report.show()
    for number, option in enumerate(options, 1):
        report.paragraph(option, f"{number:>3}  ", "     ")
    report.show(Span(f"     empty: {back}", "quiet"))
    while True:
        answer = ask(question)
        if not answer or answer.lower() in {"q", "b", back}:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(options):
            return int(answer) - 1
        fitting = [number for number, option in enumerate(options) if option.lower().startswith(answer.lower())]
        if len(fitting) == 1:
            return fitting[0]
        report.paragraph(f"A number from 1 to {len(options)}, or nothing to go {back}.")


def tick(question: str, options: Sequence[str], ticked: Sequence[int]) -> list[int] | None:
    """The indices of several options, by numbers with blanks between; `ticked` for an empty answer, None for q."""
    report.show()
    for number, option in enumerate(options, 1):
        mark = "x" if number - 1 in ticked else " "
        report.paragraph(option, f"{number:>3}  [{mark}] ", "         ")
    while True:
        answer = ask(f"{question} (numbers; empty: as ticked; q: back)")
        if answer.lower() == "q":
            return None
        if not answer:
            return list(ticked)
        words = answer.replace(",", " ").split()
        if all(word.isdecimal() and 1 <= int(word) <= len(options) for word in words):
            return [int(word) - 1 for word in words]
        report.paragraph(f"Numbers from 1 to {len(options)}, please.")
