"""`python -m cookietui` and the console script start here."""
