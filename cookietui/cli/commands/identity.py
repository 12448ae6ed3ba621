"""`identity` keeps who you are, field by field, in a file of its own that is never shared."""

import click

from cookietui.cli import options, report, session

SECTION = "Asking"


@click.group(short_help="who you are; never shared")
def command() -> None:
    """Who you are: shown, set and cleared here; only what you tick goes into a letter."""


@command.command("show")
@options.as_json
def show() -> None:
    """Show the identity."""
    from cookietui.actions.identity import show_identity  # noqa: PLC0415 - only this command needs it

    _print(show_identity(session.workspace()))


@command.command("set")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@options.as_json
def set_(fields: tuple[str, ...]) -> None:
    r"""Set fields: name, email, address (lines parted by \n), phone, country, region, language.

    An empty value clears the field. customer-number:DOMAIN=NUMBER is the number that DOMAIN knows you by.
    """
    from cookietui.actions.identity import set_identity  # noqa: PLC0415 - only this command needs it
    from cookietui.core.errors import UsageError  # noqa: PLC0415 - same

    named: dict[str, str] = {}
    for pair in fields:
        field, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"FIELD=VALUE is the form, not {pair!r}")
        named[field.strip()] = value
    found = set_identity(session.workspace(), named)
    if report.wants_json():
        _print(found)
    else:
        report.say(f"set {', '.join(named)}")


@command.command("clear")
@options.as_json
def clear() -> None:
    """Remove the identity file."""
    from cookietui.actions.identity import clear_identity  # noqa: PLC0415 - only this command needs it

    gone = clear_identity(session.workspace())
    if report.wants_json():
        report.emit({"schema": "cookietui.identity/1", "cleared": gone})
    else:
        report.say("the identity is gone" if gone else "there was no identity")


def _print(found: object) -> None:
    import msgspec  # noqa: PLC0415 - only this command needs it

    row = msgspec.to_builtins(found)
    if report.wants_json():
        report.emit({"schema": "cookietui.identity/1", **row})
        return
    numbers = row.pop("customer_numbers")
    lines = [(name, value) for name, value in row.items() if value]
    lines += [(f"customer-number:{domain}", number) for domain, number in numbers.items()]
    for name, value in lines:
        report.paragraph(value.replace("\n", ", "), f"{name}: ", "  ")
    if not lines:
        report.say("no identity is set; letters then say nothing about you")
