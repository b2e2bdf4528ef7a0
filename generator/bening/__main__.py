"""`python -m bening` is the command `bening`."""

from bening.cli.main import main

main()
