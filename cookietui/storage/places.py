"""Every folder and file of ours is named here once; a folder comes to life (0700) only when something is written."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
import platformdirs

from cookietui.core.errors import CannotSave

NAME = "cookietui"
_ROOTS = ("config", "data", "state", "cache")


class Places(msgspec.Struct, frozen=True):
    """The four roots; below them everything is a property, so that a name is never spelt twice."""

    config: Path
    data: Path
    state: Path
    cache: Path

    @property
    def settings(self) -> Path:
        """What the person set for the program itself."""
        return self.config / "config.toml"

    @property
    def identity(self) -> Path:
        """Who the person is (0600, never shared)."""
        return self.config / "identity.toml"

    @property
    def profiles(self) -> Path:
        """The person's own profiles, `<name>.toml`; they hide built-in ones of the same name."""
        return self.config / "profiles"

    @property
    def letters(self) -> Path:
        """The person's own templates of letters, `<language>/<name>.txt.j2`; they take the place of ours."""
        return self.config / "letters"

    @property
    def library(self) -> Path:
        """One folder a site, one folder in it a reading."""
        return self.data / "library"

    @property
    def vendor_lists(self) -> Path:
        """Global Vendor Lists that the person added, one file a version."""
        return self.data / "vendor-lists"

    @property
    def requests(self) -> Path:
        """The ledger: one 0600 file a request."""
        return self.data / "requests"

    @property
    def drafts(self) -> Path:
        """Where letters land unless the settings name another folder."""
        return self.data / "drafts"

    @property
    def catalogue(self) -> Path:
        """What the person imported, one file a source, and `corrections.toml`."""
        return self.data / "catalogue"

    @property
    def journal(self) -> Path:
        """What `undo` walks back: `journal.json` and the earlier contents under `blobs`."""
        return self.state / "journal"

    @property
    def backups(self) -> Path:
        """Copies that are readable by themselves, one folder a file."""
        return self.state / "backups"

    @property
    def lock(self) -> Path:
        """The file on which every writer holds a lock while it writes."""
        return self.state / "lock"

    @property
    def index(self) -> Path:
        """A list of sites that can be rebuilt at any time."""
        return self.cache / "sites.json"

    @property
    def comparisons(self) -> Path:
        """How many findings the last comparison had of each site; can be deleted at any time."""
        return self.cache / "comparisons.json"

    @property
    def rereadings(self) -> Path:
        """What newer readers made of kept readings; can be deleted at any time."""
        return self.cache / "readings"

    @property
    def roots(self) -> tuple[Path, ...]:
        """The four roots, each once (on some systems two are the same folder)."""
        return tuple(dict.fromkeys((self.config, self.data, self.state, self.cache)))

    def short(self, path: Path) -> str:
        """A path as the journal keeps it: below one of the roots by its name, so that a moved home still fits."""
        for name in _ROOTS:
            root: Path = getattr(self, name)
            if path.is_relative_to(root):
                return f"{name}:{path.relative_to(root).as_posix()}"
        return f"file:{path}"

    def full(self, short: str) -> Path:
        """The path that `short` named; raises ValueError for one that leads out of its root."""
        check_short(short)
        name, _, rest = short.partition(":")
        if name == "file":
            return Path(rest)
        root: Path = getattr(self, name)
        return root / rest


def check_short(short: str) -> None:
    """Raises ValueError for a path of the journal that leads out of its root, without making the path."""
    name, _, rest = short.partition(":")
    if name != "file" and (name not in _ROOTS or ".." in rest.split("/")):
        raise ValueError(short)


def find_places(environ: Mapping[str, str]) -> Places:
    """The places of this run: below `COOKIETUI_HOME` when it is set, otherwise where the system keeps such files."""
    home = environ.get("COOKIETUI_HOME", "")
    if home:
        root = Path(os.path.abspath(os.path.expanduser(home)))  # noqa: PTH100, PTH111 - resolve() would follow links
        return Places(root / "config", root / "data", root / "state", root / "cache")
    dirs = platformdirs.PlatformDirs(NAME, appauthor=False)
    return Places(
        Path(dirs.user_config_dir), Path(dirs.user_data_dir), Path(dirs.user_state_dir), Path(dirs.user_cache_dir)
    )


def make_folder(folder: Path) -> None:
    """Create `folder` and its missing parents, each 0700 whatever the umask is; raises CannotSave."""
    missing = []
    place = folder
    try:
        while not place.is_dir() and place.parent != place:
            missing.append(place)
            place = place.parent
        for each in reversed(missing):
            each.mkdir(mode=0o700, exist_ok=True)
            each.chmod(0o700)
    except OSError as error:
        raise CannotSave(f"the folder cannot be made ({error.strerror})", input=str(folder)) from error
