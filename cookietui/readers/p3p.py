"""Reads P3P, the policy of machines of 2002, in full and as compact tokens: shown as historic, never as truth.

W3C, "The Platform for Privacy Preferences 1.0"; the HTTP header carries the tokens as `P3P: CP="..."`.
"""

import re

from cookietui.core.declaration import Declaration
from cookietui.core.errors import BadInput
from cookietui.readers._p3p_compact import read_compact, tokens_of
from cookietui.readers._p3p_policy import read_policy
from cookietui.sources.sample import Sample

TITLE = "P3P policy"
KIND = "file"
_XML = re.compile(r"<(?:\w{1,20}:)?(?:META|POLICY-REFERENCES|POLICIES|POLICY)\b[^<>]{0,500}>", re.IGNORECASE)
_SPACE = re.compile(r"www\.w3\.org/(?:2000/\d\d/P3Pv1|2001/09/P3Pv1|2002/01/P3Pv1|2006/01/P3Pv11)")
_OWN = re.compile(r"<(?:\w{1,20}:)?(?:POLICY-REF|ENTITY|STATEMENT|EXPIRY)\b", re.IGNORECASE)


def identify(sample: Sample) -> str:
    """`certain` for XML with the elements or the namespace of P3P, and for a compact policy alone or in headers."""
    head = sample.head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        known = _XML.search(head) and (_SPACE.search(head) or (_OWN.search(head) and "<html" not in head.lower()))
        return "certain" if known else "no"
    try:
        return "certain" if sample.json is None and tokens_of(sample) is not None else "no"
    except BadInput:
        return "no"


def read(sample: Sample) -> Declaration:
    """What the policy says; raises BadInput."""
    if sample.text.lstrip("\ufeff \t\r\n").startswith("<"):
        return read_policy(sample)
    return read_compact(sample)
