"""cookietui shows what sites declare about cookies, what is really there and what you want, and acts on it."""

__version__ = "0.1.0"
