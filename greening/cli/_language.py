"""In which language does the command line answer? English, or whatever the translations of the pages say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from babel.messages.pofile import read_po

from greening.words.saying import Tongue

CATALOGS = {"en": "", "zh": "zh_Hans"}
"""What a person types, and where the translation lies; English is in the code."""


@dataclass(frozen=True, slots=True)
class Language:
    """The sentences of one language by their English one."""

    sentences: Mapping[str, str] = field(default_factory=dict)

    def say(self, english: str, **params: Any) -> str:
        """The sentence with its values; the English one where nobody has translated it."""
        said = self.sentences.get(english) or english
        return said % {name: _listed(value) for name, value in params.items()} if params else said

    @property
    def tongue(self) -> Tongue:
        """The language as sentences about findings are said in it."""
        return Tongue(lambda said, values: self.say(said, **values), "、" if self.sentences else ", ")


def _listed(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def load(name: str) -> Language:
    """The language of that name, one of `CATALOGS`."""
    folder = CATALOGS[name]
    file = resources.files("greening") / "translations" / folder / "LC_MESSAGES" / "messages.po"
    if not folder or not file.is_file():
        return Language()
    with file.open("rb") as lines:
        return Language({str(entry.id): str(entry.string) for entry in read_po(lines) if entry.id and entry.string})
