"""The command palette lists what can be done on the page below it, each with its key, and the themes."""

from collections.abc import Callable, Iterable
from functools import partial

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content


class Listed(Provider):
    """Commands that are known beforehand: label, key, deed."""

    def commands(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        """What to offer."""
        raise NotImplementedError

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


def _line(label: Content, key: str) -> Content:
    return Content.assemble(label, "  ", Content.styled(key, "$accent")) if key else label


class Deeds(Listed):
    """Every action that has a key here."""

    def commands(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        """Label, keys and deed, without the moves of the cursor."""
        app: App[object] = self.app
        found: dict[tuple[str, str], tuple[list[str], Callable[[], object]]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not active.enabled or not binding.description or binding.action == "command_palette":
                continue
            deed = partial(app.run_action, binding.action, active.node)
            keys, _ = found.setdefault((binding.description, binding.action), ([], deed))
            keys.append(app.get_key_display(binding))
        return [
            (label[:1].upper() + label[1:], " ".join(keys), deed) for (label, _action), (keys, deed) in found.items()
        ]


class Looks(Listed):
    """The themes."""

    def commands(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        """One command a theme, our own first."""
        app: App[object] = self.app
        names = sorted(app.available_themes, key=lambda name: (not name.startswith("biscuit"), name))
        return [(f"Theme: {name}", "", partial(setattr, app, "theme", name)) for name in names]
