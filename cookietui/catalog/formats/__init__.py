"""One module a format of other people's databases: TITLE, identify(sample) and read(sample, joiner) -> Batch."""
