"""One file a kind of finding: a module with KIND, TITLE, RANK and find(case), which judges nothing but one site's case.

To add a kind, add a module here:

- `KIND`: its name, that of the module with hyphens (`undeclared-cookie`).
- `TITLE`: the heading above findings of this kind, such as "Not declared".
- `RANK`: its place in lists, 10 first; ties go by name.
- `find(case: Case) -> Iterable[Found]`: the findings at one site. `case` (core/sighting.py) has the `site`, its
  newest `declaration` (or None) with `text` names, the `sightings` (each cookie once, with what the declaration says
  of it, its category and organisation, and the decision), `storage`, `requests`, `signals`, `today`, and
  whether the jars are `whole`.
- or `across(cases: Sequence[Case]) -> Iterable[Found]` for what shows only over several sites.

A `Found` (core/finding.py) is what a list shows; its `tell` puts evidence, sentence and steps together when somebody
looks. A finding must be certain: what a jar cannot show is not claimed. Its evidence quotes both sides; `declared`,
`observed` and `wanted` make those proofs (core/findings/_proofs.py).
"""
