"""A real cookie means the narrowest declared name, whatever browsers put before it and in whatever case."""

from collections.abc import Callable, Sequence

from cookietui.core import names
from cookietui.core.declaration import Cookie


class DeclaredCookies:
    """The declared names, ready to be asked for many real ones."""

    def __init__(self, cookies: Sequence[Cookie]) -> None:
        self._exact: dict[str, list[Cookie]] = {}
        self._folded: dict[str, str] = {}
        """Names whatever the case to how the text writes them."""
        wide: list[Cookie] = []
        self._regexes = tuple({cookie.name for cookie in cookies if cookie.match == "regex-text"})
        for cookie in cookies:
            if cookie.match in {"exact", "regex-text"}:
                self._exact.setdefault(cookie.name, []).append(cookie)
                self._folded.setdefault(cookie.name.casefold(), cookie.name)
            else:
                wide.append(cookie)
        self._wide = sorted(wide, key=lambda each: names.specificity(each.name, each.match))
        self._only = {name: found[0] for name, found in self._exact.items() if len(found) == 1}
        self._starts = ("__", *{names.literal_prefix(each.name, each.match) for each in wide})
        """What a name begins with that may mean a declared one although it is not written like it."""

    @property
    def perhaps(self) -> Callable[[str], bool] | None:
        """Whether a regular expression in the text, which is not run, could mean a name; None where there is none."""
        return (lambda name: any(names.perhaps(each, name) for each in self._regexes)) if self._regexes else None

    def find(self, name: str, domain: str) -> Cookie | None:
        """The declared cookie that means this name, of several the one declared for that domain; else the narrowest.

        A prefix for browsers (`__Host-`) is part of the name; a text that names the rest alone means it all the same.
        So does one that writes the name in other letters (PHPSessID): names are told apart by case, people are not.
        """
        only = self._only.get(name)
        if only is not None:
            return only
        if name.casefold() not in self._folded and not name.startswith(self._starts):
            return None
        found = self._find(name, domain)
        if found is None and name.startswith("__"):
            bare = names.without_prefix(name)
            found = self._find(bare, domain) if bare and bare != name else None
        if found is None and (written := self._folded.get(name.casefold())) is not None:
            return self._find(written, domain)
        return found

    def _find(self, name: str, domain: str) -> Cookie | None:
        found: Sequence[Cookie] = self._exact.get(name, ())
        if not found and self._wide and name.startswith(self._starts):
            found = [each for each in self._wide if names.matches(each.name, each.match, name)]
        if len(found) < 2:  # noqa: PLR2004 - nothing to choose between
            return found[0] if found else None
        own = (each for each in found if each.domain and (domain == each.domain or domain.endswith(f".{each.domain}")))
        return next(own, found[0])
