"""An address is offered as the site's own only when its domain or the words around it say so; others never are."""

import functools
import re

from cookietui.core.firms import legal_forms
from cookietui.core.knowledge import Owner
from cookietui.core.site import registrable
from cookietui.core.words import Role
from cookietui.readers.policy import namesakes, naming
from cookietui.readers.policy.addresses import Mail
from cookietui.readers.policy.name_words import label_of, name_before, squash
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.whose import Context
from cookietui.readers.policy.whose_words import Sign
from cookietui.readers.policy.wordlists import alternatives, authorities, freemail, merged

_CALL = 90
_CALLED = re.compile(
    r"(?:\b[Cc]all(?:ing)?|\b[Cc]ontact(?:ing)?|\b[Pp]hone|\b[Tt]elephone|\b[Rr]each|\b[Ee]-?mail"
    r"|[Ww]rit(?:e|ing) to)\s+(?:the\s+)?((?:[A-Z][\w.&'’-]*,?\s){1,6})(?:\([A-Z]+\)\s)?(?:toll[- ]free\s|directly\s)?"
    r"(?:at|on|by|via|under)?:?\s*\Z"
)
_DEPARTMENT = re.compile(
    r"Service|Support|Care|Officer|Department|Team|Office|Desk|Cent(?:er|re)|Relations|Webmaster|Administrator|Coordinator"
    r"|Headquarters|Counsel|Manager|Privacy|Us\b|Customer|Member|Help|Hotline|Director|Secretar|Staff|Editor"
)
"""Parts of the site's own organisation."""
_OFFICERS: frozenset[Role] = frozenset({"dpo", "representative"})
"""Whom a site may name at another company."""
_COUNTY = re.compile(r", Co\.?(?= [A-Z])")
"""A county of Ireland ("Kenmare, Co. Kerry"), which is no legal form."""
_LEADING = 3
"""Words of a sentence before a company that is spoken of; an address has fewer."""
_BEFORE = 40
_SERVICE = 3
"""Letters of the shortest name of a service."""
_SENTENCE = 150
"""Characters before a quoted address in which it may be called an example."""
_FROM = re.compile(
    r"(?:sent|mails?|messages?|e-mails?|mails?|nachrichten) (?:from|von)(?: the address)?\s*\Z", re.IGNORECASE
)


class _Examples:
    def __init__(self) -> None:
        self.cue = re.compile(
            rf"(?<!\w)(?:{alternatives(merged('contacts', 'examples', 'cue'))})[\s.,:(\"'“„]*\Z", re.IGNORECASE
        )
        self.strong = re.compile(
            rf"(?<!\w)(?:{alternatives(merged('contacts', 'examples', 'cue'))})(?!\w)", re.IGNORECASE
        )
        self.mailboxes = frozenset(merged("contacts", "examples", "mailbox"))
        self.maybe = frozenset(merged("contacts", "examples", "maybe"))
        self.domains = frozenset(merged("contacts", "examples", "domain"))
        self.silent = frozenset(merged("contacts", "examples", "silent"))


_examples = functools.cache(_Examples)


class Screen:
    """Tells whose an address is, for one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._surroundings = reading.surroundings
        self._signs: dict[Mail, Sign] = {}

    def sign(self, mail: Mail) -> Sign:
        """`own`, `other`, `contact` (probably own) or `none` for an address."""
        if mail not in self._signs:
            self._signs[mail] = self._sign(mail)
        return self._signs[mail]

    def _sign(self, mail: Mail) -> Sign:
        domain = mail.value.rpartition("@")[2]
        if self.is_nobody(mail) or (self.is_authority(domain) and not self.is_site(domain)):
            return "other"
        if self.is_site(domain):
            return "own"
        site = self._reading.site
        named = site.name is not None and naming.matches(site.name, domain) and not self.is_known_other(domain)
        if site.domain is not None and not named and namesakes.is_strangers(self._reading, mail):
            return "other"
        context = self._surroundings.context(mail.start, mail.end)
        weak = context.sign == "contact" and (self.is_called(mail.start, domain) or self._is_strange(domain))
        return "other" if weak or self._is_owned(mail, domain, context) else context.sign

    def _is_owned(self, mail: Mail, domain: str, context: Context) -> bool:
        """Whether the domain is known as another organisation's, and the words around do not give it to the site."""
        if domain in freemail():
            return False
        told = context.sign == "own" and context.asked
        officer = not _OFFICERS.isdisjoint(context.roles)
        return (self.is_known_other(domain) and not told) or (not officer and self._names_owner(mail.start, domain))

    @functools.cached_property
    def _has_own(self) -> bool:
        """Whether the text has an address of the site's own domain."""
        return any(self.is_site(mail.value.rpartition("@")[2]) for mail in self._reading.mails)

    def _is_strange(self, domain: str) -> bool:
        """Whether a domain is not the site's in a text that has addresses of the site's own domain."""
        site = self._reading.site
        named = site.name is not None and naming.matches(site.name, domain)
        return self._has_own and not named and (registrable(domain) or domain) not in freemail()

    def context(self, start: int, end: int) -> Context:
        """What the words around a place say of it."""
        return self._surroundings.context(start, end)

    def roles_in(self, start: int, end: int) -> tuple[Role, ...]:
        """The roles that the characters of a place name themselves."""
        return self._surroundings.roles_in(start, end)

    def roles_above(self, place: int) -> tuple[Role, ...]:
        """The roles that the heading above a place names."""
        return self._surroundings.roles_above(place)

    def gives_away(self, start: int, end: int) -> bool:
        """Whether the characters of a place themselves name an authority or the like."""
        return self._surroundings.gives_away(start, end)

    def is_called(self, start: int, domain: str = "") -> bool:
        """Whether the words before a place say to call or write to somebody of another name ("call Acme at").

        One name alone before an address that does not bear it is somebody of the site's own ("e-mail Jo at office@").
        """
        before = self._reading.page.text[max(0, start - _CALL) : start].rpartition("\n")[2]
        match = _CALLED.search(before)
        if match is None or _DEPARTMENT.search(match[1]):
            return False
        site = self._reading.site
        name = squash(match[1])
        own = squash(site.name) if site.name else ""
        person = bool(domain) and len(match[1].split()) == 1 and name not in squash(domain)
        return (
            bool(name)
            and not person
            and not (own and (own in name or name in own))
            and not (site.domain and naming.matches(match[1], site.domain))
        )

    def names_site(self, start: int) -> bool:
        """Whether the sentence of a place calls the site by its name before it."""
        name = self._reading.site.name
        before = self._reading.page.text[max(0, start - _SENTENCE) : start].rpartition("\n")[2].rpartition(". ")[2]
        return name is not None and len(name) > _SERVICE and name.casefold() in before.casefold()

    def is_service(self, start: int, head: str) -> bool:
        """Whether the heading above a place is the name of a service, and that of whose address begins with `head`."""
        name = squash(self._surroundings.heading_above(start))
        own = self._reading.site.name
        return _SERVICE <= len(name) <= len(head) and name in head and not (own and squash(own) in head)

    def names_other(self, start: int, end: int) -> bool:
        """Whether the place, or the heading above it, names an organisation of the catalogue that is not the site's."""
        page = self._reading.page
        texts = [page.text[start:end], self._surroundings.heading_above(start)]
        return any(
            self._is_other(named.owner)
            for text in texts
            if text
            for named in self._reading.sample.knowledge.named(text)
        )

    def _names_owner(self, start: int, domain: str) -> bool:
        """Whether the block of a place speaks, before it, of the company that the domain belongs to."""
        page = self._reading.page
        begin = page.blocks[self._surroundings.block_at(start)].start if page.blocks else 0
        label = label_of(domain)
        named = self._reading.sample.knowledge.named(page.text[begin:start])
        return any(self._is_other(each.owner) and label_of(each.owner.organisation) == label for each in named)

    def is_theirs(self, start: int) -> bool:
        """Whether an authority's e-mail address stands in the paragraph of a place, and none of the site's own."""
        here = self._surroundings.block_at(start)
        around = {mail for mail in self._reading.mails if self._surroundings.block_at(mail.start) == here}
        domains = {mail.value.rpartition("@")[2] for mail in around}
        return any(map(self.is_authority, domains)) and not any(map(self.is_site, domains))

    def names_company(self, start: int, end: int) -> bool:
        """Whether a sentence leads up to the address of another company ("sent for us by Acme GmbH, Street 1")."""
        text, site = self._reading.page.text, self._reading.site
        line = text.rfind("\n", 0, start) + 1
        said = text[line : text.find("\n", start) if "\n" in text[start:end] else end]
        forms = [word for word in _COUNTY.sub(",", said).split() if word.rstrip(",") in legal_forms()]
        if not forms or not (site.name or site.domain):
            return False
        at = len(said[: said.index(forms[0])].rstrip(" ,"))
        company = name_before(said, at) or said[:at].rpartition(" ")[2]
        lead = said[: max(0, said.rfind(company.partition(" ")[0], 0, at))].rpartition(". ")[2].rstrip()
        if not company or len(lead.split()) < _LEADING or lead.endswith(":"):
            return False
        own = squash(site.name) if site.name else ""
        theirs = squash(company)
        alike = bool(own) and (own in theirs or theirs in own)
        return not alike and not (site.domain and naming.matches(company, site.domain))

    def is_site(self, domain: str) -> bool:
        """Whether a host lies on the site's registrable domain."""
        site = self._reading.site.domain
        return site is not None and registrable(site) == registrable(domain)

    def is_nobody(self, mail: Mail) -> bool:
        """Whether an address is an example, or one that is only sent from."""
        examples = _examples()
        local, _, domain = mail.value.lower().rpartition("@")
        before = self._reading.page.text[max(0, mail.start - _BEFORE) : mail.start]
        if local in examples.mailboxes or local in examples.silent:
            return True
        elsewhere = not self.is_site(domain)
        if elsewhere and (_reserved(domain) or domain in examples.domains or local in examples.maybe):
            return True
        if (
            before[-1:] in "'\"“„‘«"
            and before
            and examples.strong.search(self._reading.page.text, max(0, mail.start - _SENTENCE), mail.start)
        ):
            return True
        return examples.cue.search(before) is not None or _FROM.search(before) is not None

    def is_authority(self, host: str) -> bool:
        """Whether a host belongs to an authority, trade body, seal or archive."""
        return any(part in authorities() for part in _chain(host))

    def is_known_other(self, host: str) -> bool:
        """Whether the catalogue knows the host as another organisation's."""
        knowledge = self._reading.sample.knowledge
        owner = knowledge.owner(host)
        return owner is not None and self._is_other(owner)

    def _is_other(self, owner: Owner) -> bool:
        site = self._reading.site
        own = self._reading.sample.knowledge.owner(site.domain) if site.domain else None
        if own is not None and own.organisation == owner.organisation:
            return False
        if site.domain is not None and registrable(site.domain) in (owner.organisation, *owner.domains):
            return False
        name = squash(site.name) if site.name else ""
        return not (name and squash(owner.name) in (name, name[: len(squash(owner.name))]))


def _reserved(domain: str) -> bool:
    """Names kept for documentation (RFC 2606)."""
    return domain in {"example.com", "example.org", "example.net", "example.edu"} or domain.rpartition(".")[2] in {
        "invalid",
        "localhost",
    }


def _chain(host: str) -> list[str]:
    labels = host.lower().split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]
