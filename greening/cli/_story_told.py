"""The whole story once, and what a reader sees of it."""

from rich.console import Console
from rich.table import Table

from greening.cli import _story, _story_collision, _story_padding, _story_planting
from greening.cli._story import Stage, Step
from greening.wiring import Wiring


def tell(app: Wiring, console: Console) -> None:
    """Play what has not been played, and say each step with what it proves."""
    if _story.is_played(app, _story_planting.COMPANY):
        return
    stage = Stage.set_up(app)
    for act in (_story_planting, _story_padding, _story_collision):
        act.play(stage)
    show(console, stage.steps)


def show(console: Console, steps: list[Step]) -> None:
    table = Table("who", "did", "which proves", "see", box=None, header_style="dim", pad_edge=False)
    for step in steps:
        table.add_row(step.who, step.did, step.proves, step.address)
    console.print("\n[bold]The story once[/bold], played through the real services")
    console.print(table)
