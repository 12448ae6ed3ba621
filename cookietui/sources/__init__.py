"""A source is opened once and normalised once; every reader works on the same sample."""
