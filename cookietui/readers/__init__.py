"""One file a format: a module with TITLE, KIND, identify(sample) and read(sample)."""
