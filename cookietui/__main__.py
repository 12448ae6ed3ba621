"""`python -m cookietui` and the console script start here."""

from cookietui.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
