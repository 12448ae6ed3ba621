"""Reads OneTrust: the policy table it writes into pages (columns known by class), and its domain data as JSON."""

from cookietui.core.declaration import Declaration
from cookietui.readers._blocks import manager_of, mentions
from cookietui.readers._onetrust_data import is_data, read_data
from cookietui.readers._onetrust_table import read_tables
from cookietui.readers._sheet import Sheet
from cookietui.sources.sample import Sample

TITLE = "OneTrust cookie list"
KIND = "either"


def identify(sample: Sample) -> str:
    """`certain` for domain data, `fallback` for a page that holds its policy table."""
    if sample.json is not None:
        return "certain" if is_data(sample.json[0]) else "no"
    return "fallback" if mentions(sample, ("ot-host", "ot-cookies")) else "no"


def read(sample: Sample) -> Declaration:
    """The cookies of every group; raises BadInput."""
    if sample.json is not None:
        return read_data(sample)
    page = sample.page
    sheet = Sheet(sample, page.text)
    read_tables(sheet, page, [table for table in page.tables if manager_of(page, table) == "onetrust"])
    return sheet.declaration("onetrust")
