"""From a finding to a letter, with the cookie's identifier offered and never told unasked."""

from pathlib import Path

import msgspec
import pytest

from cookietui.actions.answering import order_about
from cookietui.actions.compare import compare
from cookietui.actions.compose import compose
from cookietui.actions.identifiers import tell_identifiers
from cookietui.actions.order import Order
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import MissingInput
from cookietui.core.finding import Finding
from cookietui.core.knowledge import CookieRecord, Knowledge, Organisation, OrganisationContact
from tests.actions.conftest import TODAY
from tests.actions.test_compare import SOON, keep, text_jar

ADS = Organisation(
    id="ads.example",
    name="Ads Ltd",
    domains=("ads.example",),
    contacts=(OrganisationContact(kind="email", value="dpo@ads.example", source="List", date="2026-01-01"),),
    tracking=True,
)


@pytest.fixture
def knowing(ws: Workspace) -> Workspace:
    """A workspace whose catalogue knows one advertiser."""
    record = CookieRecord(cookie="uid", category="marketing", organisation="ads.example")
    return Workspace(
        ws.places,
        TODAY,
        Knowledge(
            cookie=lambda name, _domain=None: record if name == "uid" else None,
            organisation=lambda word: ADS if word in {"ads.example", "Ads Ltd"} else None,
        ),
    )


def finding_of(ws: Workspace, tmp_path: Path, name: str = "uid") -> Finding:
    keep(ws)
    jar = text_jar(tmp_path, (".tea.example", "uid", SOON), (".tea.example", "own", SOON))
    return next(each for each in compare(ws, "tea.example", [jar]).findings if each.cookie == name)


def test_the_letter_goes_to_the_organisation_behind_the_cookie(knowing, tmp_path):
    order = order_about(knowing, finding_of(knowing, tmp_path))
    assert (order.target, order.rights, order.told) == ("ads.example", ("object",), ())
    assert [(each.name, each.domain) for each in order.identifiers] == [("uid", "tea.example")]
    made = compose(knowing, msgspec.structs.replace(order, law="eu"))
    (option,) = made.identifiers
    assert not option.ticked
    assert "can find you only by an identifier" in option.why
    assert any("knows people by the identifier" in line for line in made.warnings)
    assert made.request.to == "dpo@ads.example"


def test_a_value_is_read_only_when_it_is_ticked(knowing, tmp_path):
    order = msgspec.structs.replace(order_about(knowing, finding_of(knowing, tmp_path)), law="eu")
    assert "uid (tea.example)" not in compose(knowing, order).request.body
    told = compose(knowing, msgspec.structs.replace(order, told=order.identifiers))
    assert "uid (tea.example): v " in told.request.body.replace("\n", " ")
    assert all(cookie.value is None for kept in knowing.kept.values() for cookie in kept.cookies)


def test_a_site_that_is_not_in_the_catalogue_is_written_to_itself(knowing, tmp_path):
    order = order_about(knowing, finding_of(knowing, tmp_path, "own"))
    assert (order.target, order.identifiers) == ("tea.example", ())


def test_a_jar_that_is_gone_is_a_warning(knowing, tmp_path):
    order = order_about(knowing, finding_of(knowing, tmp_path))
    (tmp_path / "cookies.txt").unlink()
    made = compose(knowing, msgspec.structs.replace(order, law="eu", told=order.identifiers))
    assert any("could not be read" in line for line in made.warnings)


def test_nobody_to_write_to(ws, tmp_path):
    finding = msgspec.structs.replace(
        finding_of(ws, tmp_path), site="gone.example", organisation="gone.example", next=()
    )
    with pytest.raises(MissingInput, match="nobody knows how to reach"):
        order_about(ws, finding)


def test_identifiers_by_name(knowing, tmp_path):
    jar = text_jar(tmp_path, (".ads.example", "uid", SOON), (".tea.example", "uid", SOON), (".tea.example", "x", 0))
    order = tell_identifiers(knowing, Order(target="ads.example"), ["uid", "x"], [jar], None)
    assert [(each.name, each.domain) for each in order.told] == [("uid", "ads.example"), ("x", "tea.example")]
    with pytest.raises(MissingInput, match="no jar that was read has a cookie called 'y'"):
        tell_identifiers(knowing, order, ["y"], [jar], None)
