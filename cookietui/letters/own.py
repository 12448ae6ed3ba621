"""A person's own templates are plain files in a config folder, read whole and checked before any letter uses them."""

import re
from pathlib import Path

from cookietui.core.errors import BadInput
from cookietui.letters.templates import SIZE_LIMIT, check

_NAME = re.compile(r"[a-z]{2,3}/[a-z0-9][a-z0-9-]{0,40}\.txt\.j2")
_MOST = 200
"""Templates that are read at most."""


def own_templates(folder: Path) -> dict[str, str]:
    """Name (`en/access.txt.j2`) to text of every template in `folder`; empty where there is no such folder.

    A file of the name of one of ours takes its place, another can be included by it. Raises BadInput, naming file and
    line, for one that is too large, no UTF-8, or uses a name that no letter has.
    """
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*/*.txt.j2")) if folder.is_dir() else ():
        name = f"{path.parent.name}/{path.name}"
        if not _NAME.fullmatch(name) or not path.is_file():
            continue
        if len(found) == _MOST:
            raise BadInput(f"more than {_MOST} templates", input=str(folder))
        found[name] = _read(path)
        try:
            check(name, found[name])
        except BadInput as error:
            raise BadInput(error.message, input=str(path), line=error.line) from error
    return found


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > SIZE_LIMIT * 4:
            raise BadInput(f"the template is longer than {SIZE_LIMIT} characters", input=str(path))
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"the template can not be read: {type(error).__name__}", input=str(path)) from error
