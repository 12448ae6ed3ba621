"""Words that the shell completes come from the person's own files; what goes wrong there completes nothing."""

import os
from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

from cookietui.core.errors import CookietuiError
from cookietui.core.text import one_line
from cookietui.core.words import CHOICES, COOKIE_CATEGORIES, RIGHTS

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _completer(words: Callable[[], Iterable[str]]) -> Completer:
    def complete(_context: click.Context, _option: click.Parameter, begun: str) -> list[CompletionItem]:
        try:
            return [CompletionItem(one_line(word)) for word in words() if word.startswith(begun)]
        except CookietuiError:
            return []

    return complete


def _sites() -> Iterable[str]:
    from cookietui.actions.sites import site_rows  # noqa: PLC0415 - only while completing
    from cookietui.actions.workspace import open_workspace  # noqa: PLC0415 - same

    return [row.domain for row in site_rows(open_workspace(os.environ))]


def _references() -> Iterable[str]:
    from cookietui.actions.requests import list_requests  # noqa: PLC0415 - only while completing
    from cookietui.actions.workspace import open_workspace  # noqa: PLC0415 - same

    return [request.reference for request in list_requests(open_workspace(os.environ))]


def _profiles() -> Iterable[str]:
    from cookietui.actions.profiles import list_profiles  # noqa: PLC0415 - only while completing
    from cookietui.actions.workspace import open_workspace  # noqa: PLC0415 - same

    return [row.name for row in list_profiles(open_workspace(os.environ))]


def _laws() -> Iterable[str]:
    from cookietui.actions.draft import law_ids  # noqa: PLC0415 - only while completing

    return law_ids()


def _ways() -> Iterable[str]:
    from cookietui.actions.draft import way_names  # noqa: PLC0415 - only while completing

    return way_names()


def _kinds() -> Iterable[str]:
    from cookietui.actions.decode import kinds as known  # noqa: PLC0415 - only while completing

    return known()


def _wishes() -> Iterable[str]:
    pairs = (f"{category}={choice}" for category in COOKIE_CATEGORIES for choice in CHOICES)
    return [*_sites(), *CHOICES, *pairs]


sites = _completer(_sites)
references = _completer(_references)
profiles = _completer(_profiles)
laws = _completer(_laws)
ways = _completer(_ways)
kinds = _completer(_kinds)
rights = _completer(lambda: RIGHTS)
wishes = _completer(_wishes)
