"""Who the person is stays in one private file."""

import os

import pytest

from cookietui.core.errors import BadInput, UsageError
from cookietui.core.identity import Identity
from cookietui.storage import identity, journal
from cookietui.storage.places import Places, find_places, make_folder


@pytest.fixture(name="places")
def _places() -> Places:
    return find_places(os.environ)


def test_identity_is_set_field_by_field_and_cleared(places: Places) -> None:
    assert identity.load(places) == Identity()
    identity.set_field(places, "name", "  Ann\x1b[1m\nExample ")
    identity.set_field(places, "address", "Street 1\n\n  12345  Town\r\n")
    found = identity.set_field(places, "customer_numbers.Shop.Example", "4711")
    assert found == Identity(
        name="Ann[1m Example", address="Street 1\n12345 Town", customer_numbers={"shop.example": "4711"}
    )
    assert identity.load(places) == found
    if os.name != "nt":
        assert places.identity.stat().st_mode & 0o777 == 0o600
    assert identity.set_field(places, "name", "").name == ""
    assert identity.set_field(places, "customer_numbers.shop.example", "").customer_numbers == {}
    for field in ("shoe_size", "customer_numbers", "customer_numbers.", "name.x"):
        with pytest.raises(UsageError):
            identity.set_field(places, field, "x")
    assert identity.clear(places)
    assert not identity.clear(places)
    assert identity.load(places) == Identity()
    assert journal.steps(places) == ((), ())


def test_a_broken_identity_is_told_with_its_line_and_kept(places: Places) -> None:
    make_folder(places.config)
    places.identity.write_text("name = 'x'\nemail = 3\n")
    with pytest.raises(BadInput, match=r"identity.toml:2: email"):
        identity.load(places)
    with pytest.raises(BadInput):
        identity.set_field(places, "name", "y")
    assert places.identity.read_text() == "name = 'x'\nemail = 3\n"
