"""`python -m greening`: the command line."""

from greening.cli._exits import main

if __name__ == "__main__":
    main()
