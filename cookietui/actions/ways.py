"""The ways to hand over a draft are found by name, and each is given its own table of the person's config."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from cookietui import deliveries, plugins
from cookietui.actions.options import BY_POST, DEFAULT_WAY
from cookietui.actions.order import WayOption
from cookietui.actions.workspace import Workspace
from cookietui.core.delivery import Ready, Receipt, Settings, shown
from cookietui.core.errors import BadInput, UsageError
from cookietui.core.mail import Draft
from cookietui.core.words import ChannelKind
from cookietui.storage import settings


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way, as its module says."""

    name: str
    title: str
    channel: str
    """`email`, `post`, or empty for both."""
    keeps: bool
    sends: bool
    ready: Callable[[Settings], Ready]
    deliver: Callable[[Draft, Settings], Receipt]
    carry: Callable[[Draft, Settings], Receipt] | None = None
    """What happens once the draft is kept."""
    keys: tuple[str, ...] = ()
    """Keys of its table in config.toml."""


def way_names() -> tuple[str, ...]:
    """Names of the ways to hand over a draft."""
    return plugins.names(deliveries)


def check_way(name: str) -> str:
    """The way, if there is one of that name; raises UsageError naming those there are."""
    if name not in way_names():
        raise UsageError(f"there is no way {name!r} to hand over a draft; there are: {', '.join(way_names())}")
    return name


def find_way(name: str) -> Way:
    """The way of that name; raises UsageError."""
    module = plugins.load(deliveries, check_way(name))
    kind = getattr(module, "Options", None)
    return Way(
        name=name,
        title=module.TITLE,
        channel=module.CHANNEL,
        keeps=module.KEEPS,
        sends=module.SENDS,
        ready=module.ready,
        deliver=module.deliver,
        carry=getattr(module, "carry", None),
        keys=tuple(kind.__struct_fields__) if kind else (),
    )


def usual_way(ws: Workspace, channel: ChannelKind) -> str:
    """The way for a channel unless another is named: a letter for the post, else the config's, else `eml`."""
    return BY_POST if channel == "post" else check_way(settings.load(ws.places).delivery or DEFAULT_WAY)


def given(ws: Workspace, name: str, folder: Path | None = None, *, opening: bool = False) -> Settings:
    """What a way is given here: folder, its table of the config, and the surroundings; raises BadInput."""
    return Settings(
        folder=folder or drafts_folder(ws),
        chosen=folder is not None,
        table=settings.table(ws.places, name),
        source=str(ws.places.settings),
        environment=os.environ,
        opening=opening,
    )


def state_of(ws: Workspace, way: Way) -> Ready:
    """Whether a way can be used; what is wrong with its table is among what it misses."""
    try:
        return way.ready(given(ws, way.name))
    except BadInput as error:
        return Ready(ok=False, missing=(str(error),))


def ready_ways(ws: Workspace, channel: ChannelKind) -> tuple[WayOption, ...]:
    """The ways that could take a letter of that channel here and now, the default first."""
    wanted = BY_POST if channel == "post" else settings.load(ws.places).delivery or DEFAULT_WAY
    options = list(_ready(ws, "post" if channel == "post" else "email"))
    return tuple(sorted(options, key=lambda each: (each.name != wanted, each.sends, each.name)))


def _ready(ws: Workspace, channel: str) -> Iterator[WayOption]:
    for name in way_names():
        way = find_way(name)
        state = state_of(ws, way) if way.channel in {"", channel} else Ready(ok=False)
        if state.ok:
            yield _option(way, state)


def _option(way: Way, state: Ready) -> WayOption:
    runs = tuple(shown(command) for command in state.runs)
    return WayOption(name=way.name, title=way.title, note=state.note, runs=runs, keeps=way.keeps, sends=way.sends)


def runs_of(ws: Workspace, name: str) -> tuple[str, ...]:
    """The commands that a way runs by itself, as they are shown before it is used."""
    way = find_way(name)
    return _option(way, state_of(ws, way)).runs


def drafts_folder(ws: Workspace) -> Path:
    """Where drafts land: as the config says, else our own folder."""
    named = settings.load(ws.places).drafts
    return Path(named).expanduser().absolute() if named else ws.places.drafts
