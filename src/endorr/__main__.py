"""Lets `python -m endorr` be the endorr command."""

from endorr.cli.main import main

if __name__ == "__main__":
    main()
