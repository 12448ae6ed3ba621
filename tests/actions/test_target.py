"""Whom a request is for, where two sites share more than a name."""

import msgspec

from cookietui.actions.draft import Order, draft
from cookietui.actions.requests import list_requests
from cookietui.actions.target import organisation_of
from cookietui.core.declaration import SiteName
from tests.actions.conftest import tea


def test_requests_to_two_guests_of_one_house_stand_beside_each_other(ws, keep):
    for guest in ("one.tumblr.com", "two.tumblr.com"):
        keep(msgspec.structs.replace(tea(), site=SiteName(guest, "A blog")))
        recipient = next(each.value for each in tea().contacts if each.kind == "email")
        assert (
            draft(ws, Order(target=guest, rights=("object",), recipient=recipient, yes_to=recipient)).replaced is None
        )
    assert {each.organisation for each in list_requests(ws)} == {"one.tumblr.com", "two.tumblr.com"}
    assert organisation_of(ws, "www.tumblr.com") == "tumblr.com"
