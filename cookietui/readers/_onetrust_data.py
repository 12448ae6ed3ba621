"""OneTrust's domain data is the list behind banner and table: groups with their cookies, hosts and vendors."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from cookietui.core.declaration import Declaration, Vendor
from cookietui.core.duration import Duration, of_seconds
from cookietui.core.json_place import Place, open_json
from cookietui.core.purposes import category_of as category_in
from cookietui.core.text import one_line
from cookietui.core.words import CookieCategory, Party, Storage
from cookietui.readers._cookie_words import category_of
from cookietui.readers._sheet import Said, Sheet
from cookietui.sources.sample import Sample

_DAY = 86400
_DAYS = 10_000_000
"""Days above which no lifetime is counted."""
_BY_SETTING: Mapping[str, CookieCategory] = {
    "OptanonGroupIdPerformanceCookies": "analytics",
    "OptanonGroupIdFunctionalityCookies": "functional",
    "OptanonGroupIdTargetingCookies": "marketing",
    "OptanonGroupIdSocialCookies": "marketing",
}
"""Settings that name the id of a group, whatever it is called."""
_NAME = 300
_ALWAYS = "always active"


class _Group(msgspec.Struct):
    fields: Mapping[str, Place]
    id: str
    parent: str
    category: CookieCategory | None


def is_data(value: Any) -> bool:
    """Whether a JSON value is domain data, or the script of a domain that names the rules."""
    if not isinstance(value, dict):
        return False
    inner = value.get("DomainData")
    groups = (inner if isinstance(inner, dict) else value).get("Groups")
    listed = isinstance(groups, list) and any(isinstance(g, dict) and _GROUP & set(g) for g in groups)
    return listed or isinstance(inner, dict) or ("RuleSet" in value and "OptanonDataJSON" in value)


_GROUP = frozenset({"OptanonGroupId", "CustomGroupId", "FirstPartyCookies", "Hosts"})


def read_data(sample: Sample) -> Declaration:
    """The cookies of every group; raises BadInput."""
    top = open_json(sample.text, sample.path).fields()
    sheet = Sheet(sample)
    domain = top["DomainData"].fields() if "DomainData" in top else top
    common = top["CommonData"].fields() if "CommonData" in top else {}
    if "Groups" not in domain:
        sheet.unread("names the rules of a domain; its cookies stand in the files of the rules (one a language)")
    for group in _groups(domain, common):
        for said in _cookies(sheet, group):
            sheet.cookie(said)
    _vendors(sheet, domain)
    language = domain["Language"].fields().get("Culture") if "Language" in domain else None
    code = (language.text or "").lower().partition("-")[0] if language else ""
    site = common.get("OptanonCookieDomain") or top.get("Domain")
    return sheet.declaration("onetrust", site.text if site else None, language=code or None)


def _word(fields: Mapping[str, Place], key: str) -> str:
    place = fields.get(key)
    return (place.text or "") if place else ""


def _groups(domain: Mapping[str, Place], common: Mapping[str, Place]) -> list[_Group]:
    """The groups, those below another with its category where they have none of their own."""
    settings = {id_: category for key, category in _BY_SETTING.items() if (id_ := _word(common, key))}
    found = []
    for row in domain["Groups"].rows() if "Groups" in domain else ():
        fields = row.fields()
        ids = [_word(fields, key) for key in ("CustomGroupId", "OptanonGroupId")]
        found.append(_Group(fields, ids[0] or ids[1], _word(fields, "Parent"), _category(fields, ids, settings)))
    by_id = {group.id: group.category for group in found if group.id}
    for group in found:
        group.category = group.category or by_id.get(group.parent)
    return found


def _category(
    fields: Mapping[str, Place], ids: list[str], settings: Mapping[str, CookieCategory]
) -> CookieCategory | None:
    """By the id of the standard template, by the settings, by what it is called, and by being always on."""
    standard = next((found for id_ in ids if (found := category_in("onetrust", id_))), None)
    named = next((settings[id_] for id_ in ids if id_ in settings), None)
    title = _word(fields, "GroupName")
    always = "necessary" if _ALWAYS in _word(fields, "Status").lower() else None
    return standard or category_in("onetrust", title) or named or category_of(title) or always  # type: ignore[return-value]  # a category


def _cookies(sheet: Sheet, group: _Group) -> Iterator[Said]:
    for key in ("FirstPartyCookies", "Cookies"):
        for row in group.fields[key].rows() if key in group.fields else ():
            yield from _cookie(sheet, row, group, party="first")
    for host in group.fields["Hosts"].rows() if "Hosts" in group.fields else ():
        fields = host.fields()
        for row in fields["Cookies"].rows() if "Cookies" in fields else ():
            yield from _cookie(sheet, row, group, party="third", host=_word(fields, "HostName"))
    tracking = group.fields["TrackingTech"].fields() if "TrackingTech" in group.fields else {}
    for kind, place in tracking.items():
        storage: Storage = "session-storage" if "session" in kind.lower() else "local-storage"
        for row in place.rows():
            yield from _cookie(sheet, row, group, party="unknown", storage=storage)


def _cookie(
    sheet: Sheet, row: Place, group: _Group, *, party: Party, host: str = "", storage: Storage = "cookie"
) -> Iterator[Said]:
    fields = row.fields()
    name = next((fields[key] for key in ("Name", "name", "CookieName") if key in fields), None)
    if name is None or not (name.text or "").strip():
        return
    places = [name, *(fields[key] for key in ("Host", "Length", "IsSession") if key in fields)]
    evidence = tuple(sheet.book.pointer(f"json:{place.pointer}", place.quote) for place in places)
    third = fields["isThirdParty"].flag if "isThirdParty" in fields else None
    yield Said(
        name=name.text or "",
        domains=[_word(fields, "Host") or host],
        category=group.category,
        lifetime=_lifetime(fields),
        party="third" if third else party,
        storage=storage,
        purpose=_word(fields, "description") or _word(fields, "Description") or _word(fields, "thirdPartyDescription"),
        evidence=evidence,
    )


def _lifetime(fields: Mapping[str, Place]) -> Duration | None:
    """`Length` counts days; 0 without being a session is a few seconds."""
    if "IsSession" in fields and fields["IsSession"].flag:
        return Duration(text="session", session=True)
    days = fields["Length"].number if "Length" in fields else None
    if days is None:
        return None
    if days <= 0:
        return Duration(text="a few seconds", unknown=True)
    return of_seconds(min(int(days), _DAYS) * _DAY)


def _vendors(sheet: Sheet, domain: Mapping[str, Place]) -> None:
    """Companies that are listed beside the groups, with their own cookies where they are given."""
    for row in domain["GeneralVendors"].rows() if "GeneralVendors" in domain else ():
        fields = row.fields()
        name = fields.get("Name")
        if name is None or not name.text:
            continue
        at = sheet.book.pointer(f"json:{name.pointer}", name.quote)
        policy = one_line(_word(fields, "PrivacyPolicyUrl"), _NAME) or None
        sheet.vendor(Vendor(name=one_line(name.text, _NAME), policy=policy, evidence=(at,)))
        group = _Group(fields, "", "", None)
        for cookie in fields["Cookies"].rows() if "Cookies" in fields else ():
            for said in _cookie(sheet, cookie, group, party="third"):
                sheet.cookie(said)
