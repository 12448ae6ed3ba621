"""Maintainers make the shipped files anew from downloads: python -m cookietui.catalog.shipping FOLDER FILE[@DATE]..."""

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from cookietui.catalog.importing import read_batch
from cookietui.catalog.joining import Joiner
from cookietui.catalog.shipped import write
from cookietui.core.catalogue import Batch
from cookietui.core.errors import UsageError
from cookietui.sources.sample import open_sample

FREE = frozenset({"CC0-1.0", "MIT", "Apache-2.0"})
"""Licences of which facts may be given on, with notice."""


def ship(folder: Path, files: Sequence[str]) -> tuple[Batch, ...]:
    """Read the files in that order (what comes first joins what comes later) and write the CSV files to a folder.

    Files of one source become one batch. Raises UsageError for a source that may not be given on, BadInput.
    """
    joiner = Joiner()
    batches: dict[str, Batch] = {}
    for given in files:
        path, _, date = given.partition("@")
        batch = read_batch(open_sample(path), joiner)
        if batch.source.licence not in FREE:
            raise UsageError(f"{batch.source.title} may not be given on ({batch.source.licence})", input=path)
        joiner.learn(batch.organisations)
        source = msgspec.structs.replace(batch.source, date=date)
        earlier = batches.get(source.key, Batch(source=source))
        batches[source.key] = Batch(
            source=source,
            cookies=(*earlier.cookies, *batch.cookies),
            organisations=(*earlier.organisations, *batch.organisations),
        )
    write(tuple(batches.values()), folder)
    return tuple(batches.values())


if __name__ == "__main__":
    for made in ship(Path(sys.argv[1]), sys.argv[2:]):
        sys.stdout.write(f"{made.source.title}: {len(made.cookies)} cookies, {len(made.organisations)} organisations\n")
