"""What an interrupted run left behind is put right once, at start."""

from cookietui.storage.places import Places


def tidy(places: Places) -> tuple[str, ...]:
    """Finish or take back a half-done change and sweep stray temporary files; returns lines to tell the person."""
    raise NotImplementedError
