"""The picture shows a made-up site and nothing of the person who made it."""

import getpass
import re
import tempfile
from pathlib import Path

from cookietui.tui.picture import SITE, picture


async def test_the_picture_shows_the_demo_and_no_path() -> None:
    svg = await picture()
    text = re.sub(r"<[^>]+>", "", svg).replace("&#160;", " ")
    assert SITE in text
    assert "DEMO" in text
    assert "evidence 1 of" in text
    assert "who wins for" in text
    for private in (str(Path.home()), tempfile.gettempdir(), str(Path.cwd()), f"/{getpass.getuser()}/", "@localhost"):
        assert private not in svg
    assert re.findall(r"https?://[^\" )<]+", svg) == ["http://www.w3.org/2000/svg"], "it fetches nothing"
