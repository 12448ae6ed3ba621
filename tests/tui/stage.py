"""A stage: actions that answer with made-up sites, so that the screens are tested by themselves."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

from cookietui.actions import (
    answering,
    baseline,
    catalogue,
    catalogue_import,
    compare,
    correct,
    draft,
    prefer,
    profiles,
    requests,
    sites,
    undo,
)
from cookietui.actions.baseline import Baseline, Proposal
from cookietui.actions.catalogue import CatalogueRow
from cookietui.actions.catalogue_import import Imported, Refused
from cookietui.actions.compare import Comparison, JarRead
from cookietui.actions.facts import Fact, facts_of
from cookietui.actions.order import (
    Composition,
    Drafted,
    Identifier,
    IdentifierOption,
    LawOption,
    Order,
    Recipient,
    RightOption,
)
from cookietui.actions.profiles import ExportPreview, ImportChange, ImportPreview, ProfileRow
from cookietui.actions.sites import ReadingRow, SiteRow, SiteView
from cookietui.actions.undo import Step
from cookietui.actions.workspace import Workspace
from cookietui.core.decision import Decision, Voice
from cookietui.core.declaration import (
    Channel,
    Contact,
    Cookie,
    Declaration,
    EvidenceBook,
    OfferedRight,
    Practice,
    Problem,
    SiteName,
    Source,
    Technology,
    Vendor,
)
from cookietui.core.errors import MissingInput
from cookietui.core.finding import Finding, Found, Proof, Said, Seen, Wish
from cookietui.core.finding import Step as NextStep
from cookietui.core.knowledge import OrganisationContact
from cookietui.core.preference import Profile
from cookietui.core.request import Event, Request
from cookietui.core.words import COOKIE_CATEGORIES, Choice

TODAY = datetime.date(2026, 11, 21)
POLICY = """Privacy at the Kettle Shop
Kettle Shop Ltd, 3 Spout Lane, Leeds
We place cookies that remember your basket and your language.
We also use cookies to show you advertising that fits you.
Visits are measured with Google Analytics for two years.
We never sell your data to anyone.
You may object to advertising at any time by writing to
privacy@kettle.example and we stop within a week.
Basket data is deleted after 30 days.
Our pages never set advertising cookies."""


def declaration(domain: str = "kettle.example", name: str = "Kettle Shop Ltd", text: str = POLICY) -> Declaration:
    """What the policy above declares."""
    book = EvidenceBook(text)

    def at(words: str) -> int:
        start = text.index(words)
        return book.span(start, start + len(words))

    basket = at("We place cookies that remember your basket and your language.")
    ads = at("We also use cookies to show you advertising that fits you.")
    never = at("Our pages never set advertising cookies.")
    google = at("Visits are measured with Google Analytics for two years.")
    objecting = at(
        "You may object to advertising at any time by writing to\nprivacy@kettle.example and we stop within a week."
    )
    return Declaration(
        site=SiteName(domain, name),
        source=Source(reader="policy", path="kettle.html", language="en", revised="2026-03-02"),
        contacts=(
            Contact(kind="email", value="privacy@kettle.example", roles=("privacy",), evidence=(objecting,)),
            Contact(
                kind="post",
                value="3 Spout Lane, Leeds",
                country="GB",
                evidence=(at("Kettle Shop Ltd, 3 Spout Lane, Leeds"),),
            ),
        ),
        cookies=(
            Cookie(
                name="_ga",
                category="analytics",
                organisation="google.com",
                lifetime_seconds=63072000,
                lifetime_text="two years",
                evidence=(google,),
            ),
        ),
        technologies=(Technology(kind="cookies", purposes=("personalization", "advertising"), evidence=(basket, ads)),),
        practices=(
            Practice(category="first-party-use", data=("cookies",), purposes=("personalization",), evidence=(basket,)),
            Practice(category="first-party-use", data=("cookies",), purposes=("advertising",), evidence=(ads, basket)),
            Practice(
                category="third-party-sharing",
                stance="does-not",
                recipients=("anyone",),
                sale=False,
                evidence=(at("We never sell your data to anyone."),),
            ),
        ),
        rights=(
            OfferedRight(right="object", channels=(Channel("email", "privacy@kettle.example"),), evidence=(objecting,)),
        ),
        vendors=(Vendor(name="Google Analytics", domain="google.com", category="analytics", evidence=(google,)),),
        evidence=book.rows,
        missing=("access", "delete"),
        problems=(
            Problem(
                kind="contradiction", message="advertising cookies are set, and are never set", evidence=(ads, never)
            ),
        ),
    )


def sentence(made: Declaration, fact: Fact) -> str:
    """Words of the stage's own, so that the screens stay when the product's sentences change."""
    quote = made.evidence[fact.evidence[0]].quote.replace("\n", " ") if fact.evidence else ""
    return f"{fact.kind} {fact.category}: {quote}"


def decision(domain: str, category: str, choice: Choice) -> Decision:
    """A decision with two voices."""
    return Decision(
        site=domain,
        category=category,  # type: ignore[arg-type] # the tests name categories
        choice=choice,
        won="category default",
        scopes=(
            Voice(scope="category default", pattern=category, choice=choice, place=f"defaults.{category}"),
            Voice(scope="default", pattern="*", choice="ask", place="defaults.choice"),
        ),
    )


def made_up_findings() -> tuple[Finding, ...]:
    """One of three kinds."""
    seen = Seen(text="until 2027-12-02", name="uid", domain="ads.example", storage="cookie", count=1)
    jar = Proof(side="observed", quote="uid ads.example/ until 2027-12-02", source="/home/a/cookies.sqlite")
    steps = (
        NextStep(
            sentence="Object to it.",
            command="cookietui draft ads.example --right object",
            key="r",
            target="ads.example",
        ),
        NextStep(sentence="Have your browser refuse it.", command="cookietui enforce --list"),
    )
    return (
        Finding(
            site="kettle.example", kind="present-although-denied", cookie="uid", organisation="ads.example",
            declared=Said(text="not declared"), observed=seen, evidence=(jar,), next=steps,
            wanted=Wish(choice="deny", won="category default", place="defaults.marketing", built_in="balanced"),
            message="uid (marketing) is there until 2027-12-02; the profile balanced denies it, by category default.",
        ),
        Finding(
            site="kettle.example", kind="declared-absent", cookie="_ga", organisation="google.com",
            declared=Said(text="two years"), observed=Seen(text="not there", name="_ga", count=0),
            evidence=(Proof(side="declared", quote="Visits are measured with Google Analytics for two years.", line=5),),
            message="_ga (two years) is declared, but not among the 4 that are there.", next=steps[1:],
        ),
        Finding(
            site=None, kind="shared-organisation", organisation="google.com", sites=("gym.example", "kettle.example"),
            declared=Said(text="named by 2 of your sites"), observed=Seen(text="seen at 1 of your sites", count=1),
            message="google.com is behind 2 of your sites: gym.example, kettle.example.", next=steps[:1],
        ),
    )  # fmt: skip


def short(finding: Finding) -> Found:
    """A finding as lists have it."""
    return Found(
        finding.site, finding.kind, finding.cookie, finding.organisation, finding.host, lambda: finding, finding.sites
    )


class Stage:
    """Made-up files in memory; every write is noted in `deeds`."""

    def __init__(self) -> None:
        self.deeds: list[tuple[Any, ...]] = []
        self.undone: list[tuple[Any, ...]] = []
        self.choices: dict[str, Choice] = {}
        self.wrong: set[str] = set()
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self.everywhere = made_up_findings()
        self.compared: list[tuple[str | None, tuple[str, ...]]] = []
        self.laws: tuple[LawOption, ...] = (LawOption(id="eu", name="GDPR", fits=True),)
        self.declarations = {"kettle.example": declaration()}
        self.texts = {"kettle.example": POLICY}
        self.extra: tuple[SiteRow, ...] = (
            SiteRow(domain="bakery.example", name="Bread & Co", status="ok", readings=1, read_on=TODAY, choice="deny"),
            SiteRow(
                domain="gym.example",
                name="Iron Gym",
                status="asked",
                readings=2,
                requests=1,
                read_on=TODAY,
                due=datetime.date(2026, 12, 3),
            ),
            SiteRow(domain="news.example", status="unread", choice="session"),
            SiteRow(
                domain="toys.example",
                name="Toy Box",
                status="late",
                readings=1,
                requests=1,
                due=datetime.date(2026, 11, 19),
            ),
        )
        self.requests: tuple[Request, ...] = (
            Request(
                reference="CT-7F3A", site="gym.example", organisation="gym.example", rights=("object", "access"), law="eu",
                to="dpo@gym.example", subject="Objection", body="Dear Sir or Madam,\n\nI object.\n", state="sent",
                due=datetime.date(2026, 12, 3), path="/drafts/gym.eml", events=(Event(state="sent", on=TODAY),),
            ),
            Request(reference="CT-19BC", site="toys.example", organisation="toys.example", rights=("delete",), to="info@toys.example", subject="Deletion", body="Please delete.", state="draft"),
        )  # fmt: skip
        self.profile_rows = (
            ProfileRow(name="mine", description="my own", active=True, sites=4),
            ProfileRow(name="balanced", description="measuring yes, advertising no", built_in=True),
            ProfileRow(name="strict", description="nothing that is not needed", built_in=True),
        )

    def compare(self, _ws: Workspace, site: str | None = None, jars: Sequence[str] = (), **_: Any) -> Comparison:
        """What differs: at one site what the test put there, over all sites three made-up findings."""
        self.compared.append((site, tuple(jars)))
        jar = JarRead(path="/home/a/cookies.sqlite", reader="firefox_cookies", cookies=44)
        if site is not None:
            return Comparison(found=tuple(map(short, self.findings.get(site, ()))), sites=(site,), jars=(jar,))
        return Comparison(found=tuple(map(short, self.everywhere)), sites=("kettle.example",), jars=(jar,))

    def propose_baseline(self, _ws: Workspace, _site: str | None = None, _jars: Sequence[str] = ()) -> Baseline:
        """Two sites."""
        return Baseline(
            proposals=(
                Proposal(site="kettle.example", choice="allow", cookies=4, sessions=1),
                Proposal(site="news.example", choice="session", cookies=1, sessions=1),
            )
        )

    def write_baseline(self, _ws: Workspace, proposals: Sequence[Proposal]) -> prefer.Written:
        """Write them."""
        self.deeds.append(("baseline", tuple(each.site for each in proposals)))
        changes = tuple(prefer.PreferenceChange(where=each.site, after=each.choice) for each in proposals)
        return prefer.Written(profile="mine", changes=changes)

    def noted(self, *deed: Any) -> bool:
        """Note a deed; always False."""
        self.deeds.append(deed)
        return False

    def rows(self, _ws: Workspace) -> tuple[SiteRow, ...]:
        """The list."""
        read = tuple(
            SiteRow(
                domain=domain,
                name=made.site.name,
                status="conflict",
                readings=1,
                findings=1,
                read_on=TODAY,
                choice=self.choices.get(domain),
            )
            for domain, made in self.declarations.items()
        )
        return tuple(sorted((*read, *self.extra), key=lambda row: row.domain))

    def view(self, ws: Workspace, domain: str) -> SiteView:
        """One site."""
        row = next((row for row in self.rows(ws) if row.domain == domain), None)
        if row is None:
            raise MissingInput(f"{domain} is not known")
        decisions = tuple(
            decision(domain, each, self.choices.get(f"{domain}/{each}", "deny")) for each in COOKIE_CATEGORIES
        )
        made = self.declarations.get(domain)
        if made is None:
            return SiteView(row=row, decisions=decisions)
        by = {each.category: each for each in decisions}
        facts = facts_of(made, (), lambda category, _fact: by[category])
        facts = tuple(
            msgspec.structs.replace(fact, wrong=fact.id in self.wrong, sentence=sentence(made, fact)) for fact in facts
        )
        reading = ReadingRow(read_on=TODAY, source="kettle.html", sha256="0" * 64, revised="2026-03-02")
        return SiteView(
            row=row, declaration=made, text=self.texts[domain], facts=facts, decisions=decisions, readings=(reading,)
        )

    def mark(self, ws: Workspace, site: str, fact: str, *, wrong: bool = True) -> Fact:
        """Mark a fact."""
        self.deeds.append(("mark", site, fact, wrong))
        (self.wrong.add if wrong else self.wrong.discard)(fact)
        return next(row for row in self.view(ws, site).facts if row.id == fact)

    def set_choices(self, _ws: Workspace, wanted: list[prefer.Wanted]) -> prefer.Written:
        """Write choices."""
        changes = []
        for each in wanted:
            keys = {f"{each.site}/{category}": choice for category, choice in each.categories.items()}
            for key, choice in (dict[str, Choice | None](keys) or {str(each.site): each.choice}).items():
                self.deeds.append(("set", key, choice))
                changes.append(prefer.PreferenceChange(where=key, before=self.choices.get(key), after=choice))
                if choice is not None:
                    self.choices[key] = choice
        return prefer.Written(profile="mine", changes=tuple(changes))

    def unset(self, _ws: Workspace, wanted: list[prefer.Wanted], *, whole: bool = False) -> prefer.Written:
        """Take choices away."""
        changes = []
        for each in wanted:
            for key in [f"{each.site}/{category}" for category in each.categories] or [str(each.site)]:
                self.deeds.append(("unset", key))
                changes.append(prefer.PreferenceChange(where=key, before=self.choices.pop(key, None)))
        return prefer.Written(profile="mine", changes=tuple(changes))

    def undo(self, _ws: Workspace) -> Step | None:
        """Take the last deed back."""
        if not self.deeds:
            return None
        self.undone.append(self.deeds.pop())
        return Step(title=" ".join(map(str, self.undone[-1])))

    def redo(self, _ws: Workspace) -> Step | None:
        """Do it again."""
        if not self.undone:
            return None
        self.deeds.append(self.undone.pop())
        return Step(title=" ".join(map(str, self.deeds[-1])))

    def compose(self, _ws: Workspace, order: Order) -> Composition:
        """A letter."""
        rights = order.rights or ("object",)
        language = order.language or "en"
        to = order.recipient or "privacy@kettle.example"
        body = f'Dear Sir or Madam,\n\nI make use of: {", ".join(rights)}.\n{order.reason}\nYour text says: "You may object to advertising at any time".\n\nYours faithfully\nA. Person'
        made = Request(
            reference="CT-NEW1", site=order.target, organisation=order.target, rights=rights, law=order.law, language=language,
            to=to, subject=f"Objection, {order.target}", body=body, due=datetime.date(2026, 12, 21) if order.law else None,
        )  # fmt: skip
        return Composition(
            order=msgspec.structs.replace(order, rights=rights, language=language, recipient=to, share=("name", "email") if order.share is None else order.share),
            request=made,
            site=order.target,
            organisation=order.target,
            rights=tuple(
                RightOption(right=right, ticked=right in rights, by_site=right == "object", by_law=order.law == "eu", articles=("Art. 21 GDPR",) if order.law else (), line=7 if right == "object" else None)
                for right in ("access", "delete", "object")
            ),
            laws=(LawOption(name="the site's own promise", fits=True), *self.laws),
            languages=("en", "de"),
            recipients=(Recipient(kind="email", value="privacy@kettle.example", why="privacy contact", line=8), Recipient(kind="post", value="Kettle Shop Ltd\n3 Spout Lane\nLeeds", why="general contact", line=2)),
            shares=("name", "email"),
            identifiers=tuple(IdentifierOption(identifier=each, ticked=each in order.told, why="it knows you by this") for each in order.identifiers),
            ways=("eml", "letter"),
            warnings=("an objection needs a reason of your own",) if order.law and not order.reason else (),
        )  # fmt: skip

    def order_about(self, _ws: Workspace, finding: Finding) -> Order:
        """The order for a finding, with its identifier."""
        cookie = Identifier(name=finding.cookie or "", domain="ads.example", jar="/home/a/cookies.sqlite")
        return Order(target=finding.organisation or "", rights=("access",), identifiers=(cookie,))

    def draft(self, ws: Workspace, order: Order, *, way: str | None = None, **_: Any) -> Drafted:
        """Keep a letter."""
        self.deeds.append(("draft", order, way))
        return Drafted(request=self.compose(ws, order).request, way=way or "eml", kept=True)

    def find(self, _ws: Workspace, reference: str) -> Request:
        """One request."""
        return next(row for row in self.requests if row.reference == reference)

    def known(self, _ws: Workspace, word: str) -> tuple[CatalogueRow, ...]:
        """What the catalogue knows: of a cookie of Spy & Co, and of Spy & Co."""
        contacts = (
            OrganisationContact(kind="email", value="dpo@spy.example", name="Spy & Co", source="A list of contacts", date="2026-07-21"),
            OrganisationContact(kind="post", value="1 Long Road\nReno", name="Spy & Co", source="your correction", date="2026-11-21", own=True),
            OrganisationContact(kind="link", value="https://spy.example/leave", purpose="deletion", source="Another list", date="2026-01-02"),
        )  # fmt: skip
        about: dict[str, Any] = {
            "organisation": "spy.example",
            "name": "Spy & Co",
            "contacts": contacts,
            "needs": ("email", "Customer number"),
        }
        row = CatalogueRow(
            source="A list of contacts",
            date="2026-07-21",
            sources=("A list of contacts, 2026-07-21",),
            cookies=("_ga",),
            tracking=True,
            difficulty="hard",
            **about,
        )
        if word == "spy.example":
            return (row,)
        cookie = CatalogueRow(
            cookie=word,
            match="exact",
            category="analytics",
            product="Spyglass",
            lifetime_text="2 years",
            source="A list of cookies",
            date="2026-11-20",
            **about,
        )
        return (cookie, row) if word == "_ga" else ()

    def imported(self, _ws: Workspace, paths: list[str]) -> tuple[tuple[Imported, ...], tuple[Refused, ...]]:
        """Take a database in."""
        self.deeds.append(("catalogue", *paths))
        if "missing" in paths[0]:
            return (), (Refused(input=paths[0], line=None, message="no such file", exit_code=66),)
        return (Imported(key="x", title="A list", cookies=3, organisations=4, files=1),), ()

    def preview_import(self, _ws: Workspace, source: str) -> ImportPreview:
        """What would change."""
        if "missing" in source:
            raise MissingInput("no such file", input=source)
        return ImportPreview(
            source=source,
            name="from a friend",
            into="mine",
            changes=(
                ImportChange(key="defaults.analytics", kind="loosens", before="deny", after="allow", ticked=False),
                ImportChange(key="defaults.marketing", kind="tightens", before="ask", after="deny"),
                ImportChange(key='sites."shop.example".choice', kind="new", after="deny"),
                ImportChange(key="defaults.necessary", kind="same", before="allow", after="allow"),
            ),
            refused=("extends: a shared profile may not point at other files",),
        )

    def apply_import(self, _ws: Workspace, preview: ImportPreview, keys: list[str] | None = None) -> profiles.Applied:
        """Take changes in."""
        self.deeds.append(("import", tuple(keys or ())))
        return profiles.Applied(into=preview.into, applied=len(keys or ()), left=3 - len(keys or ()))

    def answers(self) -> tuple[tuple[Any, str, Callable[..., Any]], ...]:
        """Module and name of every action that is replaced, with what takes its place."""
        text = (
            'schema = 1\nname = "mine"\n# measuring helps nobody here\n[defaults]\nchoice = "ask"\nmarketing = "deny"\n'
        )
        return (
            (sites, "site_rows", self.rows),
            (compare, "compare", self.compare),
            (baseline, "propose_baseline", self.propose_baseline),
            (baseline, "write_baseline", self.write_baseline),
            (answering, "order_about", self.order_about),
            (sites, "site_view", self.view),
            (sites, "mark", self.mark),
            (prefer, "set_choices", self.set_choices),
            (prefer, "unset", self.unset),
            (undo, "undo", self.undo),
            (undo, "redo", self.redo),
            (draft, "compose", self.compose),
            (draft, "draft", self.draft),
            (catalogue, "find", self.known),
            (correct, "correct", lambda _ws, word, fields: self.noted("correct", word, fields)),
            (catalogue_import, "import_files", self.imported),
            (requests, "list_requests", lambda _ws: self.requests),
            (requests, "find_request", self.find),
            (profiles, "active_profile", lambda _ws: Profile(name="mine")),
            (profiles, "notices", lambda _ws: ()),
            (profiles, "list_profiles", lambda _ws: self.profile_rows),
            (profiles, "show_profile", lambda _ws, _name=None: text),
            (profiles, "use_profile", lambda _ws, name: self.noted("use", name) or ProfileRow(name=name)),
            (
                profiles,
                "preview_export",
                lambda _ws, name=None, _sites=(): ExportPreview(
                    profile=name or "mine", text=text, sites=("a.example",), withheld=("b.example",)
                ),
            ),
            (profiles, "preview_import", self.preview_import),
            (profiles, "apply_import", self.apply_import),
            (profiles, "write_export", lambda _preview, path, **_: self.noted("export", path) or path),
            (
                profiles,
                "new_profile",
                lambda _ws, name, like: self.noted("new", name, like) or ProfileRow(name=name),
            ),
        )

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put the made-up answers in the place of the actions."""
        for module, name, answer in self.answers():
            monkeypatch.setattr(module, name, answer)
