"""Two profiles differ in facts; each change says whether it is new, tightens or loosens what was decided before."""

from typing import Literal, TypeAlias

import msgspec

from cookietui.core.decision import Alike, same_domain
from cookietui.core.fact import Edit, Path, Value
from cookietui.core.preference import Profile

Kind: TypeAlias = Literal["new", "tightens", "loosens", "changed", "gone", "same"]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that two profiles say differently (or, `same`, alike)."""

    path: Path
    scope: str
    """`default`, `category default`, `cookie anywhere`, `organisation anywhere`, `tag`, `site`, `category here`, ...,
    `rights`, `tags`, `review`, `profile`."""
    site: str | None
    key: str
    """What the choice is for: a category, a cookie, an organisation, `choice`, ..."""
    old: Value | None
    new: Value | None
    kind: Kind
    looser: bool
    """Something that was stricter until now is let through: shown first and unticked by default."""

    @property
    def edit(self) -> Edit:
        """What makes it so in the old profile."""
        return Edit(self.path, self.new)


def differences(
    old: Profile, new: Profile, *, gone: bool = True, same: bool = False, alike: Alike = same_domain
) -> tuple[Difference, ...]:
    """What changes from `old` to `new`, loosening first; `gone=False` for an import, which only adds."""
    raise NotImplementedError


def shared(profile: Profile) -> Profile:
    """What may leave the house, by allow-list: no site with `share = false`, no free text, nothing unknown."""
    raise NotImplementedError
