"""`read` prints what sources declare and keeps nothing."""

import click

from cookietui.cli import options, report, session

SECTION = "Reading"


@click.command(short_help="what a policy declares, with the words it rests on")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.site
@options.everything
@click.option("--values", is_flag=True, help="With the values of cookies, which may be secrets.")
@options.as_json
def command(sources: tuple[str, ...], site: str | None, everything: bool, values: bool) -> int:
    """Print what a policy declares, with the words it rests on, or what a cookie jar holds.

    SOURCE is a file, a folder (every file in it) or - for stdin. Nothing is kept and nothing is fetched.
    """
    from cookietui.actions.facts import facts_of  # noqa: PLC0415 - readers are loaded when needed
    from cookietui.actions.read import read_sources  # noqa: PLC0415 - same
    from cookietui.cli.facts_view import show_facts, show_source  # noqa: PLC0415 - same
    from cookietui.cli.jar_view import show_observation  # noqa: PLC0415 - same
    from cookietui.cli.signal_view import show_signal  # noqa: PLC0415 - same

    failures = []
    for count, outcome in enumerate(read_sources(session.workspace(), sources, site, values=values)):
        if outcome.failure:
            failures.append(outcome.failure)
            report.fail_with(outcome.failure)
        elif outcome.observation:
            show_observation(outcome.observation, values=values)
        elif outcome.signal:
            show_signal(outcome.signal)
        elif outcome.declaration and report.wants_json():
            report.emit(outcome.declaration)
        elif outcome.declaration:
            if count:
                report.show()
            show_source(outcome.declaration)
            show_facts(outcome.declaration, facts_of(outcome.declaration), everything=everything)
    return report.exit_code(failures)
