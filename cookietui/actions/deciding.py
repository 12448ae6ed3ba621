"""One decider per question: the active profile, with the catalogue's word on which names mean one organisation."""

import functools

from cookietui.actions.workspace import Workspace
from cookietui.core.decision import Decider, Speaker, same_domain
from cookietui.core.preference import Profile
from cookietui.storage import profiles


def decider(ws: Workspace) -> Decider:
    """The decider over the profile in use; raises BadInput where no copy of it can be read."""
    return decider_for(ws, open_active(ws))


def open_active(ws: Workspace) -> Profile:
    """The profile in use; what opening it had to say is kept for `notices`."""
    return open_speaking(ws)[0]


def open_speaking(ws: Workspace) -> tuple[Profile, Speaker]:
    """The same, and whose word its rules are."""
    opened = profiles.load(ws.places)
    ws.tell(opened.notices)
    return opened.profile, profiles.speaker(opened)


def decider_for(ws: Workspace, profile: Profile) -> Decider:
    """The decider over that profile."""

    @functools.cache
    def alike(word: str, organisation: str) -> bool:
        if same_domain(word, organisation):
            return True
        owner = ws.knowledge.owner(word)
        return owner is not None and organisation in {owner.organisation, *owner.domains}

    return Decider(profile, alike)
