"""`python -m digest`: the same as the command `digest`, where that is not on the path."""

from digest.cli.main import main

if __name__ == "__main__":
    main()
