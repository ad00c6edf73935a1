"""Why can a file not be read as a table? A code with values; words live elsewhere."""

from typing import Any


class FileRefused(Exception):
    """The file cannot be read. `code` stands in `greening.words.files`, `params` fit into JSON.

    `file` is the name of the one that it is, where a command reads several.
    """

    file: str = ""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
