"""Adding a vendor list keeps it for decoding: by version, undone like any other step, and of no site."""

from cookietui.actions.add import add
from cookietui.actions.undo import undo
from cookietui.actions.vendor_lists import kept_versions, vendor_list
from tests.core.test_vendor_list import made


def test_a_list_is_found_by_its_version(ws, tmp_path):
    assert vendor_list(ws) is None
    for name, data in (("a", made()), ("b", made(vendorListVersion=52)), ("c", made(gvlSpecificationVersion=2))):
        file = tmp_path / f"{name}.json"
        file.write_bytes(data)
        (added,) = add(ws, [str(file)])
        assert added.failure is None
        assert (added.site, added.new) == (None, True)
    assert kept_versions(ws) == ((2, 41), (3, 41), (3, 52))
    newest, second = vendor_list(ws), vendor_list(ws, 41)
    assert newest is not None
    assert second is not None
    assert (newest.version, second.specification) == (52, 3)
    only = vendor_list(ws, 99, specification=2)
    assert only is not None
    assert (only.version, only.vendors[7]) == (41, "Sn\u00f6 Ads")


def test_the_same_bytes_are_kept_once_and_undone_once(ws, tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(made())
    assert [next(iter(add(ws, [str(file)]))).new for _ in range(2)] == [True, False]
    step = undo(ws)
    assert step is not None
    assert vendor_list(ws) is None
