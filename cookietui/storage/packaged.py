"""Data of the package is read through importlib.resources, so that a zipped install works."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def folder(name: str) -> Traversable | None:
    """A folder of cookietui/data, or, in a checkout, the folder of that name beside the package."""
    package = resources.files("cookietui")
    shipped = package / "data" / name
    if shipped.is_dir():
        return shipped
    beside = package.parent / name if isinstance(package, Path) else None
    return beside if beside is not None and beside.is_dir() else None


def profiles() -> dict[str, bytes]:
    """The built-in profiles: id to the bytes of its file, sorted by id."""
    place = folder("profiles")
    if place is None:
        return {}
    files = sorted((file for file in place.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): file.read_bytes() for file in files}
