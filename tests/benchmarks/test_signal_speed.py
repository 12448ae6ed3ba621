"""TC strings decoded whole, against the packages that people use now; figures are printed, never judged."""

import importlib
import random
from collections.abc import Callable
from typing import Any

import pytest

from cookietui.core.signals import gpp, tcf
from tests.benchmarks.anchors import growth, ratio, show
from tests.core.signals.test_kinds import core

SEED = 20_261_122


def strings(count: int, vendors: int, *, runs: bool) -> list[str]:
    """Made-up TC strings in which about half of so many vendors have consent, scattered or in runs."""
    dice = random.Random(SEED)

    def some(share: float) -> list[int]:
        if not runs:
            return [number for number in range(1, vendors) if dice.random() < share]
        starts = sorted(dice.sample(range(1, vendors), max(1, vendors // 60)))
        return sorted({number for start in starts for number in range(start, start + dice.randint(1, 20))})

    def purposes() -> list[int]:
        return [number for number in range(1, 12) if dice.random() < 0.6]

    return [
        tcf.encode(
            core(
                cmpId=dice.randrange(400),
                vendorListVersion=dice.randrange(300),
                purposeConsents=purposes(),
                purposeLegitimateInterests=purposes(),
                vendorConsents=some(0.5),
                vendorLegitimateInterests=some(0.3),
                publisherRestrictions=[{"purposeId": 1, "restrictionType": 1, "vendors": some(0.05)}],
                vendorsDisclosed=some(0.9),
            )
        )
        for _ in range(count)
    ]


CASES = {
    "no vendor at all": [tcf.encode(core(purposeConsents=[1, 4, 9]))] * 200,
    "30 vendors": strings(200, 30, runs=False),
    "900 vendors, scattered": strings(60, 900, runs=False),
    "4,000 vendors, in runs": strings(60, 4000, runs=True),
}


def anchor() -> Callable[[str], Any]:
    """The decoder of iab-tcf."""
    try:
        found: Callable[[str], Any] = importlib.import_module("iab_tcf").decode
    except ImportError:
        pytest.skip("the anchor iab_tcf is not installed (pip install iab-tcf)")
    return found


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", CASES)
def test_tcf_against_iab_tcf(name: str) -> None:
    theirs = anchor()
    texts = CASES[name]
    for text in texts[:5]:
        mine, other = tcf.decode(text), theirs(text)
        assert mine["cmpId"] == other.cmp_id
        assert all(other.is_vendor_allowed(number) for number in mine["vendorConsents"])
        assert [n for n in range(1, 25) if other.is_purpose_allowed(n)] == mine["purposeConsents"]
    figures = ratio(lambda: [tcf.decode(text) for text in texts], lambda: [theirs(text) for text in texts], 9)
    size = sum(map(len, texts)) // len(texts)
    show(f"TCF decode / iab-tcf ({name}, {size} letters)", figures, ">= 5x")


@pytest.mark.parametrize("runs", [False, True])
def test_growth_is_linear(runs: bool) -> None:
    texts = {count: strings(1, count, runs=runs)[0] for count in (4000, 40_000)}
    figure = growth(lambda count: [tcf.decode(texts[count]) for _ in range(20)], 4000)
    print(
        f"\nten times as many vendors ({'runs' if runs else 'scattered'}) take {figure:.1f} times as long (linear: 10)"
    )
    assert figure < 40, "more than linear growth"


def test_the_rate_of_gpp() -> None:
    usnat = gpp.encode({"sections": {"uspv1": {"Version": 1, "Notice": "Y", "OptOutSale": "N", "LspaCovered": "N"}}})
    figures = ratio(
        lambda: [gpp.decode(usnat) for _ in range(200)], lambda: [tcf.decode(t) for t in CASES["30 vendors"]]
    )
    show("GPP decode (one section) / TCF decode (30 vendors)", figures, "none")
