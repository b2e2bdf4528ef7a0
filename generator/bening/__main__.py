"""`python -m bening` and the command `bening`."""

import sys


def start() -> None:
    """Run the command line; who interrupts while its parts are still being loaded gets no traceback either."""
    try:
        from bening.cli.main import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    start()
