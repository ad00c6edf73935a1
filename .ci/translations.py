"""Are the translations complete, and how are they brought up to date?

``check`` says what is missing and exits 1 when anything is; ``update`` writes new texts into the catalogs; ``compile``
writes what the program reads. Texts are found by the functions named in KEYWORDS, and in the
catalog of rules, which is English as it stands.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGS = ROOT / "greening" / "translations"
SHOWN = 20
LANGUAGES = ["zh_Hans"]
METHODS = [("greening/**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = DEFAULT_KEYWORDS | dict.fromkeys(("_l", "lazy_gettext")) | {"lazy_ngettext": (1, 2)}


def main(action: str) -> int:
    found = _texts()
    problems = []
    for language in LANGUAGES:
        file = CATALOGS / language / "LC_MESSAGES" / "messages.po"
        catalog = _read(file, language)
        if action == "update":
            catalog.update(found, no_fuzzy_matching=True)
            _write(file, catalog)
        elif action == "check":
            problems += [f"{file.relative_to(ROOT)}: {problem}" for problem in _problems(found, catalog)]
        elif action == "compile":
            with file.with_suffix(".mo").open("wb") as out:
                write_mo(out, catalog)
    sys.stderr.writelines(f"{problem}\n" for problem in problems[:SHOWN])
    sys.stderr.write(f"and {len(problems) - SHOWN} more\n" if len(problems) > SHOWN else "")
    return bool(problems)


def _texts() -> Catalog:
    catalog = Catalog(fuzzy=False)
    for name, line, message, comments, context in extract_from_dir(
        ROOT, METHODS, {}, KEYWORDS, ("Translators:",), strip_comment_tags=True, directory_filter=_ours
    ):
        catalog.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    for where, text in _of_validators():
        catalog.add(text, locations=[(where, 0)])
    return catalog


def _of_validators() -> Iterator[tuple[str, str]]:
    """What the pages of rules and policy translate as it stands: the catalog, its explanations, units and reasons."""
    sys.path.insert(0, str(ROOT))
    catalog, explained, settings = map(
        import_module, ("validators.catalog", "validators.explained", "validators.settings")
    )
    for code, fault in catalog.CATALOG.items():
        about = explained.explained(code)
        texts = (fault.summary, about.why, about.how, about.limits, about.source)
        yield from ((f"validators/{code}", text) for text in texts if text)
    for section, rows in settings.rows().items():
        for name, row in rows.items():
            yield from ((f"validators/defaults.toml/{section}.{name}", row[part]) for part in ("unit", "why"))


def _ours(folder: str) -> bool:
    return Path(folder).relative_to(ROOT).parts[0] in {"greening", "templates"}


def _problems(found: Catalog, catalog: Catalog) -> Iterator[str]:
    for message in found:
        if not message.id:
            continue
        translated = catalog.get(message.id, message.context)
        if translated is None:
            yield f"not in the catalog (make translations): {message.id!r}"
        elif translated.fuzzy or not translated.string or not all(_strings(translated.string)):
            yield f"not translated: {message.id!r}"
        else:
            yield from (f"{wrong}: {message.id!r}" for wrong in translated.check(catalog))
    for message in catalog:
        if message.id and found.get(message.id, message.context) is None:
            yield f"no longer used (make translations): {message.id!r}"


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def _read(file: Path, language: str) -> Catalog:
    if not file.exists():
        return Catalog(locale=language, fuzzy=False)
    with file.open("rb") as source:
        return read_po(source, locale=language)


def _write(file: Path, catalog: Catalog) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        write_po(out, catalog, width=120, ignore_obsolete=True, include_lineno=False)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
