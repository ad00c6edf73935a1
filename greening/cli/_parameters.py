"""What do the options of several commands take?"""

import os
from pathlib import Path
from typing import Any

import click

from greening.files.countries import country_code


def country(context: click.Context, parameter: click.Parameter, value: str) -> str:  # noqa: ARG001  click's signature
    """Two letters, however somebody names the country."""
    if code := country_code(value):
        return code
    raise click.BadParameter(f"{value} is no country; give its two letters, such as CN, TW or US.")


FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
"""A file that is there."""


class NewFile(click.Path):
    """A file to be written: its folder is there and may be written to, which is said before any work is done."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        folder = path.absolute().parent
        if not folder.is_dir():
            self.fail(f"There is no folder {folder}: make it, or name another one.", param, ctx)
        if not os.access(folder, os.W_OK):
            self.fail(f"You may not write into {folder}: name another folder.", param, ctx)
        return path


NEW_FILE = NewFile()
