"""Data of the package is found in a checkout and in a zip."""

import pathlib
import subprocess
import sys
import zipfile

import cookietui
from cookietui.storage import packaged


def test_packaged_data_is_found_in_a_checkout() -> None:
    assert packaged.folder("rules") is not None
    assert packaged.folder("nothing-of-the-kind") is None


def test_packaged_profiles_are_found_in_a_zip(tmp_path: pathlib.Path) -> None:
    source = pathlib.Path(cookietui.__file__).parent
    with zipfile.ZipFile(tmp_path / "app.zip", "w") as archive:
        for name in ("__init__.py", "storage/__init__.py", "storage/packaged.py"):
            archive.write(source / name, f"cookietui/{name}")
        archive.writestr("cookietui/data/__init__.py", "")
        archive.writestr("cookietui/data/profiles/strict.toml", "schema = 1\n")
    code = "from cookietui.storage import packaged; print(packaged.__file__, packaged.profiles())"
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'app.zip')!r}); {code}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "app.zip" in run.stdout
    assert "{'strict': b'schema = 1\\n'}" in run.stdout
