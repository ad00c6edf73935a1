"""How does somebody at a terminal see that a long step goes on? By a bar on stderr, gone when the step is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

from greening.cli._import_run import Watch
from greening.cli._language import Language
from greening.words.intake import REPORT


def watch(language: Language) -> Watch:
    """Progress on stderr, where somebody looks at it."""
    console = Console(stderr=True)

    @contextmanager
    def watching(step: str, total: int | None) -> Iterator[Callable[[int], None]]:
        with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
            task = progress.add_task(language.say(REPORT[step]), total=total)
            yield lambda done: progress.update(task, completed=done)

    return watching
