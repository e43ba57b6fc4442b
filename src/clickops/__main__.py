"""`python -m clickops` is the command."""

from __future__ import annotations

from clickops.cli import main

if __name__ == "__main__":
    main()
