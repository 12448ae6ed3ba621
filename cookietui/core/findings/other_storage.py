"""Storage that is no cookie outlives the deleting of cookies; it is a finding unless the text calls it what it is."""

from collections.abc import Iterable
from functools import partial

from cookietui.core.declaration import Cookie
from cookietui.core.finding import Finding, Found, Proof, Said, Seen, Step
from cookietui.core.findings import _proofs
from cookietui.core.observation import ObservedSource, StoredItem
from cookietui.core.sighting import Case

KIND = "other-storage"
TITLE = "Stored, but no cookie"
RANK = 40
_NAMES = {
    "local-storage": "local storage",
    "session-storage": "session storage",
    "indexed-db": "a database of the browser",
    "pixel": "a pixel",
}


def find(case: Case) -> Iterable[Found]:
    """Stored items that the text does not name, or calls cookies."""
    told: set[tuple[str, str]] = set()
    for item, source in case.storage:
        if (item.name, item.origin) in told:
            continue
        told.add((item.name, item.origin))
        declared = case.declared.find(item.name, case.site)
        if declared is None or declared.storage != item.storage:
            known = case.known(item.name, case.site).organisation  # scripts of others store under the site's own origin
            behind = (declared.organisation if declared is not None else None) or known or case.own
            tell = partial(_finding, case, item, source, declared, behind)
            yield Found(case.site, KIND, item.name, behind, item.origin, tell)


def _finding(case: Case, item: StoredItem, source: ObservedSource, declared: Cookie | None, behind: str) -> Finding:
    where = _NAMES.get(item.storage, item.storage)
    texts = (
        tuple(_proofs.from_text(case.declaration, declared.evidence))
        if declared is not None and case.declaration is not None
        else ()
    )
    says = "nobody read a text of it" if case.declaration is None else "the text does not name it"
    if declared is not None:
        kind = "a cookie" if declared.storage == "cookie" else _NAMES.get(declared.storage, declared.storage)
        says = f"the text calls it {kind}"
    decision = case.wanted(item.name, declared.category if declared else "unclassified", behind)
    return Finding(
        site=case.site,
        kind=KIND,
        cookie=item.name,
        organisation=behind,
        declared=_proofs.said(declared) if declared is not None else Said(text="not declared"),
        observed=Seen(text=f"in {where}", name=item.name, domain=item.origin, storage=item.storage, count=1),
        wanted=_proofs.wish(case, decision) if decision else None,
        evidence=(
            *texts,
            Proof(
                side="observed",
                quote=f"{item.name} {item.origin}",
                source=source.path,
                pointer=_proofs.pointer(source, item.storage),
            ),
        ),
        message=f"{item.name} is kept in {where}, which deleting cookies leaves; {says}.",
        next=(
            Step(sentence="Delete the site's data in the browser, not its cookies alone."),
            _proofs.ask(behind, "access", "Ask what it is for."),
        ),
    )
