"""Templates run in Jinja's sandbox with every name checked before use; a person's own ones come first by name."""

import functools
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cookietui.core.errors import BadInput

if TYPE_CHECKING:
    from jinja2 import Environment

CONTEXT: tuple[str, ...] = (
    "alone", "brief", "case", "channel", "domain", "extra", "items", "language", "law", "loop", "marketing", "name",
    "own", "promises", "reason", "reference", "right", "rights", "site", "site_name", "subject_of", "terms", "today",
)  # fmt: skip
"""Every name that a template may use."""
SIZE_LIMIT = 64_000
"""Characters of a template of the person's own."""


def render(name: str, values: Mapping[str, Any], own: Mapping[str, str]) -> str:
    """The template called `name` (`en/letter.txt.j2`) filled with `values`.

    `own` maps such names to templates of the person's, used in place of ours. Raises BadInput with the template and
    its line for wrong syntax, an unknown name and an unknown attribute.
    """
    import jinja2  # noqa: PLC0415 - slow to load, needed only when a letter is written

    environment = _environment(tuple(sorted(own.items())))
    try:
        return environment.get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise BadInput(f"{error.message}", input=error.name or name, line=error.lineno) from error
    except jinja2.TemplateNotFound as error:
        raise BadInput(f"there is no template {error.name!r}", input=name) from error
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        place, line = _place(error, name)
        raise BadInput(f"this template can not be filled: {error}", input=place, line=line) from error


def check(name: str, text: str) -> None:
    """Refuse a template of the person's with an unknown name or broken syntax; raises BadInput with its line."""
    import jinja2  # noqa: PLC0415 - slow to load
    from jinja2 import meta, nodes  # noqa: PLC0415 - slow to load

    if len(text) > SIZE_LIMIT:
        raise BadInput(f"the template is longer than {SIZE_LIMIT} characters", input=name)
    environment = _environment(())
    try:
        tree = environment.parse(text, name=name)
        unknown = meta.find_undeclared_variables(tree) - set(CONTEXT)
    except jinja2.TemplateSyntaxError as error:
        raise BadInput(f"{error.message}", input=name, line=error.lineno) from error
    except RecursionError as error:
        raise BadInput("the template is nested too deeply", input=name) from error
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            known = ", ".join(CONTEXT)
            raise BadInput(f"unknown variable {node.name!r}; a letter knows: {known}", input=name, line=node.lineno)


@functools.lru_cache(maxsize=8)
def _environment(own: tuple[tuple[str, str], ...]) -> "Environment":
    from jinja2 import FunctionLoader, StrictUndefined  # noqa: PLC0415 - slow to load
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - slow to load

    class Relative(ImmutableSandboxedEnvironment):
        """Includes are looked up in the folder of the template that includes."""

        def join_path(self, template: str, parent: str) -> str:
            return template if "/" in template else f"{parent.rpartition('/')[0]}/{template}"

    mine = dict(own)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """The source of a template, with its name as file name, so that an error can say where it happened."""
        if name in mine:
            check(name, mine[name])
        source = mine.get(name) or _shipped(name)
        return None if source is None else (source, name, lambda: True)

    return Relative(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=False,  # a letter is plain text, no browser reads it
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shipped(name: str) -> str | None:
    language, slash, file = name.partition("/")
    if not slash or not language.isalpha() or "/" in file or not file.endswith(".txt.j2"):
        return None
    entry = files("cookietui") / "data" / "letters" / language / file
    return entry.read_text("utf-8") if entry.is_file() else None


def _place(error: Exception, name: str) -> tuple[str, int | None]:
    """The template and line that an error while filling came from: the innermost frame that Jinja names after one."""
    place: tuple[str, int | None] = (name, None)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".txt.j2"):
            place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place
