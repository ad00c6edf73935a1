"""`python -m greening`: the command line."""

import sys

try:
    from greening.cli._exits import main
except ModuleNotFoundError as missing:
    sys.exit(f"{missing.name} is not installed for {sys.executable}: `make setup`, then .venv/bin/python -m greening")

if __name__ == "__main__":
    main()
