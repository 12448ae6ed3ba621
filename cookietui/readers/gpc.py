"""Reads `/.well-known/gpc.json`: whether the site says that it honours Global Privacy Control (W3C draft)."""

from cookietui.core.declaration import Declaration, Technology
from cookietui.core.errors import BadInput
from cookietui.core.json_place import Place, open_json
from cookietui.core.text import one_line
from cookietui.readers._sheet import Sheet
from cookietui.sources.sample import Sample

TITLE = "Global Privacy Control statement"
KIND = "file"
_DATES = ("lastUpdate", "last_update", "lastUpdated")
"""The key of the draft, and two that are met."""
_KEYS = frozenset({"gpc", "version", *_DATES})
_NAME = "gpc.json"


def identify(sample: Sample) -> str:
    """`certain` for a JSON object about `gpc` and little else, and for whatever a site gave as gpc.json."""
    value = sample.json[0] if sample.json else None
    if isinstance(value, dict) and "gpc" in value:
        return "certain" if sample.name == _NAME or len(set(value) - _KEYS) <= len(set(value) & _KEYS) else "no"
    return "certain" if sample.name == _NAME else "no"


def read(sample: Sample) -> Declaration:
    """The statement and its date; raises BadInput for a file that is none, such as a page of error."""
    if sample.json is None or not isinstance(sample.json[0], dict):
        raise BadInput("is no JSON object: the site makes no statement about GPC", input=sample.path)
    fields = open_json(sample.text, sample.path).fields()
    sheet = Sheet(sample)
    said = fields.get("gpc")
    technologies: tuple[Technology, ...] = ()
    if said is None or said.flag is None:
        sheet.unread("gpc is neither true nor false: the file makes no statement")
    else:
        evidence = sheet.book.pointer(f"json:{said.pointer}", said.quote)
        stance = "used" if said.flag else "not-used"
        technologies = (Technology(kind="global-privacy-control", stance=stance, evidence=(evidence,)),)  # type: ignore[arg-type]  # of the two
    return sheet.declaration("gpc", technologies=technologies, revised=_date(fields))


def _date(fields: dict[str, Place]) -> str | None:
    found = next((text for key in _DATES if key in fields and (text := fields[key].text)), None)
    return one_line(found, 40).partition("T")[0] if found else None
