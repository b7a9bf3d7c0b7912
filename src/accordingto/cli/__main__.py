"""`python -m accordingto.cli`, the same as the script `accordingto`."""

import sys

from accordingto.cli import main

if __name__ == "__main__":
    sys.exit(main())
