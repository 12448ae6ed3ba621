"""Options that several commands share are written once, so that they mean the same everywhere."""

from pathlib import Path

import click

from cookietui.cli import completing

as_json = click.option(
    "--json", "as_json", is_flag=True, expose_value=False, help="Print JSON Lines, one object a row."
)
"""`--json`; a command asks report.wants_json()."""
site = click.option("--site", metavar="HOST", help="The site it is of, where the source does not say.")
everything = click.option(
    "--all", "everything", is_flag=True, help="Show introductions and other statements that say little, too."
)
cookie = click.option(
    "--cookie", "cookies", multiple=True, metavar="NAME=CHOICE", help="A cookie by name; a star stands for any ending."
)
organisation = click.option(
    "--organisation",
    "--organization",
    "organisations",
    multiple=True,
    metavar="DOMAIN=CHOICE",
    help="All cookies of an organisation, named by its main domain.",
)
tag = click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="TAG",
    help="A tag for the site; with --anywhere, the tag the choices are for.",
)
anywhere = click.option("--anywhere", is_flag=True, help="For every site, in place of SITE.")
way = click.option(
    "--to",
    "way",
    metavar="WAY",
    shell_complete=completing.ways,
    help="eml, letter, stdout, ...: how it is handed over.",
)
opening = click.option(
    "--open", "opening", is_flag=True, help="Open the draft in your mail program; the command is shown first."
)
folder = click.option("--folder", type=click.Path(path_type=Path), metavar="DIR", help="Where the draft is written.")
jar = click.option(
    "--jar",
    "jars",
    multiple=True,
    metavar="FILE",
    help="A jar, an export of cookies or a recording (HAR), in place of the browsers found here.",
)
browser = click.option("--browser", metavar="NAME", help="Only this browser or profile; `jars` lists them.")
shares = click.option(
    "--share", "shares", multiple=True, metavar="ITEM", help="What of you goes out: name, email, address, phone, "
    "customer-number or nothing. Without it: name and email, and the address in a letter by post.",
)  # fmt: skip
