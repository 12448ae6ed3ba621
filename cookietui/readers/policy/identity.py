"""Who speaks, in which language and since when: site, name, language and date of revision, none of them guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cookietui.core.declaration import Problem, SiteName
from cookietui.core.site import host, registrable
from cookietui.readers.policy import language, namesakes, naming
from cookietui.readers.policy.addresses import Mail
from cookietui.readers.policy.name_words import cues, places, squash, words_of
from cookietui.readers.policy.naming import Name
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.revised import revised
from cookietui.readers.policy.screening import Screen
from cookietui.readers.policy.wordlists import freemail, languages

_STATED, _MAILED, _MAILED_BY_OFFICER, _NAMED, _MENTIONED = 3, 3, 2, 3, 1
"""Points a domain gets for each sign that it is the site."""
_ENOUGH = 3
_HOST = re.compile(r"(?:https?://(?:www\.)?|www\.)([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})", re.IGNORECASE)
_OFFICERS = re.compile(r"datenschutz|privacy|protect|legal|law|recht|kanzlei|avocat|gdpr|rgpd|dsgvo|dpo|dsb|compliance")
"""What a firm of data protection officers has in its name."""
_SHOWN = re.compile(r"(?:ww\.|//)(?:www\.)?([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")
_STATED_HOST = re.compile(r"\W{0,4}(?:https?://)?(?:www\.)?([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")
_MANY = 200


def add(reading: Reading) -> None:
    """Fill in language, site, name and date of revision; announce a language that is not read."""
    _language(reading)
    told = _told(reading)
    names = naming.candidates(reading.page, reading.language, told)
    reading.surroundings.know(naming.best(names, told))
    domain = told or _own_host(reading, names)
    reading.site = SiteName(domain, naming.best(names, domain))
    reading.surroundings.know(reading.site.name)
    reading.revised = revised(reading)


def _language(reading: Reading) -> None:
    page = reading.page
    found = language.detect(page.text, page.language)
    if found.main is None:
        return
    reading.language = found.main
    known = languages()
    if not known.get(found.main, {}).get("read"):
        message = f"written in {found.main}: read by hand; contacts and third parties were found"
        reading.problems.append(Problem(kind="language", message=message))
    for code in found.others:
        message = f"partly written in {code}: read that part by hand; contacts and third parties were found"
        reading.problems.append(Problem(kind="language", message=message))


def _told(reading: Reading) -> str | None:
    """The site as the person, an archive note or the page's own frame tells it."""
    page = reading.page
    if reading.sample.site:
        return host(reading.sample.site)
    told = [page.note.domain if page.note else None, *(page.meta.get(key) for key in ("canonical", "og:url", "base"))]
    for value in filter(None, told):
        name = host(value)
        if name and registrable(name):
            return name.removeprefix("www.")
    return None


def _own_host(reading: Reading, names: Sequence[Name]) -> str | None:
    """The host for which most speaks: it is stated, in an own address, carries the name; None if that is too little."""
    points: dict[str, int] = {}
    hosts: dict[str, list[str]] = {}
    for name, number in _signs(reading, names):
        domain = registrable(name)
        if domain and domain not in freemail():
            points[domain] = points.get(domain, 0) + number
            hosts.setdefault(domain, []).extend([name] if number > _MENTIONED else [])
    for domain in points:
        fitting = [name for name in names if naming.matches(name.text, domain)]
        points[domain] += _NAMED if any(name.sure for name in fitting) else _MENTIONED if fitting else 0
    best = max(points, key=lambda domain: points[domain], default=None)
    if best is None or points[best] < (_ENOUGH if len(points) > 1 or _OFFICERS.search(best) else _MAILED_BY_OFFICER):
        return None
    return _whole(reading.page.text.lower(), best, hosts[best])


def _whole(text: str, domain: str, hosts: Sequence[str]) -> str:
    """The host below the domain by which the text calls the site, else the domain."""
    deeper = {name for name in hosts if name != domain}
    return next((name for name in sorted(deeper) if re.search(rf"(?<![@\w.-]){re.escape(name)}", text)), domain)


def _signs(reading: Reading, names: Sequence[Name]) -> Iterator[tuple[str, int]]:
    """Hosts with the points that each place of the page gives them; every kind counts once a domain."""
    page, screen = reading.page, Screen(reading)
    low = page.text.lower()
    found = places(low, words_of(low), cues("website", reading.language))
    stated = (_STATED_HOST.match(low, end) for _, end in found)
    yield from _once(((match[1], _STATED) for match in stated if match), screen)
    mails = ((mail.value.rpartition("@")[2], _mailed(reading, screen, mail, names)) for mail in reading.mails)
    yield from _once(((name, number) for name, number in mails if number), screen)
    calls = ((name.text.lower(), _NAMED if name.sure else _MENTIONED) for name in names if "." in name.text)
    yield from _once(calls, screen)
    named = [match[1] for match in islice(_SHOWN.finditer(low), _MANY)] if "www." in low or "://" in low else []
    named += [match[1].lower() for link in page.links[:_MANY] if (match := _HOST.match(link.target))]
    yield from _once(((name, _MENTIONED) for name in named if not screen.is_known_other(name)), screen)


def _mailed(reading: Reading, screen: Screen, mail: Mail, names: Sequence[Name]) -> int:
    """Points of an address: none where the text speaks of somebody else there, whose name is not the page's own."""
    domain = mail.value.rpartition("@")[2]
    if screen.is_service(mail.start, squash(domain)) or screen.sign(mail) not in ("own", "contact"):
        return 0
    own = any(naming.matches(name.text, domain) for name in names)
    if not own and namesakes.is_strangers(reading, mail):
        return 0
    roles = screen.context(mail.start, mail.end).roles
    return _MAILED_BY_OFFICER if roles[:1] in (("dpo",), ("representative",)) else _MAILED


def _once(found: Iterable[tuple[str, int]], screen: Screen) -> Iterator[tuple[str, int]]:
    seen: set[str | None] = set()
    for name, number in found:
        bare = host(name.removeprefix("www.").strip(".")) if "." in name else None
        domain = registrable(bare) if bare else None
        if bare and domain and domain not in seen and not screen.is_authority(bare):
            seen.add(domain)
            yield bare, number
