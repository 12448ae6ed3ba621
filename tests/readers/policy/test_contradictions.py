"""What a text denies in one place and says in another; what only looks like it is left alone."""

import pytest

from cookietui.readers import policy
from cookietui.sources.sample import Sample


def found(text: str) -> list[tuple[str, ...]]:
    """The quotes of each contradiction."""
    declaration = policy.read(Sample("policy.txt", text.encode()))
    rows = declaration.evidence
    return [tuple(rows[i].quote for i in p.evidence) for p in declaration.problems if p.kind == "contradiction"]


@pytest.mark.parametrize(
    ("no", "yes"),
    [
        ("We do not sell your personal information.", "We sell our mailing list to other companies."),
        ("We have no relationship with any ad servers.", "We share your e-mail address with our advertisers."),
        (
            "We do not share your personal information with third parties.",
            "We share your name and address with our marketing partners.",
        ),
        ("We do not collect any personal information.", "We collect your name, address and credit card number."),
    ],
)
def test_both_places_are_shown(no: str, yes: str) -> None:
    assert found(f"{no}\n\nThe shop is open all week.\n\n{yes}") == [(no, yes)]


@pytest.mark.parametrize(
    ("no", "yes"),
    [
        (
            "We do not sell your personal information.",
            "If our business is sold, your data may be transferred to the buyer.",
        ),
        ("We do not share your data with third parties without your consent.", "We share your name with our partners."),
        (
            "We do not share your personal information with third parties.",
            "We give your address to our shipping company.",
        ),
        ("We do not collect any personal information from children.", "We collect your name and address."),
        ("We do not sell your personal information.", "We share your name and address with our partners."),
        ("We never sell your personal information.", "We never sell your data."),
    ],
)
def test_what_can_both_be_true(no: str, yes: str) -> None:
    assert found(f"{no}\n\nThe shop is open all week.\n\n{yes}") == []
