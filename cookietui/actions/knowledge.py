"""The catalogue's answers are handed to readers as plain functions, so that readers and catalogue stay apart."""

from typing import TYPE_CHECKING

from cookietui.core.errors import CookietuiError
from cookietui.storage import catalogue
from cookietui.storage.places import Places

if TYPE_CHECKING:
    from cookietui.catalog.book import Catalogue


def load_catalogue(places: Places | None = None) -> tuple["Catalogue", tuple[str, ...]]:
    """The shipped facts with what the person imported and corrected, and a line for each file that was passed over."""
    from cookietui.catalog.book import Catalogue  # noqa: PLC0415 - its data is read at the first question
    from cookietui.core.corrections import own_batches  # noqa: PLC0415 - same

    if places is None:
        return Catalogue(), ()
    batches, notices = catalogue.imports(places)
    try:
        own = own_batches(catalogue.corrections(places))
    except CookietuiError as error:
        own, notices = (), (*notices, str(error))
    return Catalogue((*own, *batches)), notices
