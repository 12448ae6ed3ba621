"""The command palette lists what can be done on the page below it, each with its key, and the themes."""

from collections.abc import Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from cookietui.tui.widgets.bars import label_of

MOVES = ("down", "up", "page_down", "page_up", "top", "bottom", "app.focus_next", "app.focus_previous")
"""Actions that come last in the palette: nobody looks for them there."""


Command = tuple[str, str, Callable[[], object]]
"""Label, keys, deed."""


class Commands(Provider):
    """Every action that has a key here, then the themes."""

    async def discover(self) -> Hits:
        """All of it."""
        for label, key, deed in self.commands():
            yield DiscoveryHit(_line(Content(label), key), deed, text=label)

    async def search(self, query: str) -> Hits:
        """What fits the words typed."""
        matcher = self.matcher(query)
        for label, key, deed in self.commands():
            if (score := matcher.match(label)) > 0:
                yield Hit(score, _line(matcher.highlight(label), key), deed, text=label)

    def commands(self) -> list[Command]:
        """What to offer, in order."""
        return [*self._deeds(), *self._themes()]

    def _deeds(self) -> list[Command]:
        found: dict[tuple[str, str], tuple[list[str], Callable[[], object]]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not active.enabled or binding.id is None or binding.action == "command_palette":
                continue  # keys without a name are Textual's own
            deed = partial(self.app.run_action, binding.action, active.node)
            keys, _ = found.setdefault((label_of(active), binding.action), ([], deed))
            keys.append(self.app.get_key_display(binding))
        listed = sorted(found.items(), key=lambda entry: entry[0][1] in MOVES)
        return [(label[:1].upper() + label[1:], " ".join(keys), deed) for (label, _action), (keys, deed) in listed]

    def _themes(self) -> list[Command]:
        names = sorted(self.app.available_themes, key=lambda name: (not name.startswith("biscuit"), name))
        return [(f"Theme: {name}", "", partial(setattr, self.app, "theme", name)) for name in names]


def _line(label: Content, key: str) -> Content:
    return Content.assemble(label, "  ", Content.styled(key, "$accent")) if key else label
