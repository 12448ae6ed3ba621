"""Options that several commands share are written once, so that they mean the same everywhere."""

from typing import Any

import click

as_json: Any = click.option(
    "--json", "as_json", is_flag=True, expose_value=False, help="Print JSON Lines, one object a row."
)
"""`--json`; a command asks report.wants_json()."""
site: Any = click.option("--site", metavar="HOST", help="The site this comes from, where the source does not say.")
