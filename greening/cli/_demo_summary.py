"""What did the demo do? Said in numbers that a reader can check on the pages."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from greening.sample.people import SamplePerson
from greening.sample.relatives import Relatives
from greening.sample.scorecard import Scorecard
from greening.sample.truth import Plant
from greening.services.sources import Standing

NAMES: Mapping[Plant, str] = {
    Plant.EMPTY_FIELDS: "fields left empty",
    Plant.PADDING_NOTE: "padding instead of a visit note",
    Plant.PLACEHOLDER_PERSON: "a placeholder as key person",
    Plant.PLACEHOLDER_NUMBER: "a placeholder as number",
    Plant.MASKED_NUMBER: "a masked number",
    Plant.CUT_NUMBER: "a number cut by a spreadsheet",
    Plant.COMPANY_AS_PERSON: "the company as its own key person",
    Plant.BAD_COMPANY_ID: "a mistyped company id",
    Plant.AGENT_PHONE: "a bookkeeping agent's number",
    Plant.DUPLICATE: "a company entered again",
    Plant.SISTER: "a sister company in another city",
    Plant.BRANCH: "a branch",
    Plant.GROUP_PHONE: "companies at one switchboard",
}
TRIAGES = {"flow": "flow", "review": "want a person's look", "quarantine": "in quarantine", "": "not judged yet"}


def show_records(console: Console, standing: Standing, card: Scorecard) -> None:
    """Where the records stand, and what was found of what was planted."""
    parts = [f"{count:,} {TRIAGES[triage]}" for triage, count in standing.triages.items()]
    console.print(f"\n[bold]{standing.records:,} records[/bold] = {' + '.join(parts)}")
    table = Table("planted in the sample", "rows", "found", box=None, header_style="dim", pad_edge=False)
    table.columns[1].justify = table.columns[2].justify = "right"
    for row in card.planted:
        table.add_row(NAMES[row.plant], f"{row.rows:,}", f"{row.found:,}")
    console.print(table)
    console.print(f"{card.honest:,} honest rows and traps, {card.doubted:,} of them doubted\n")


def show_relatives(console: Console, seen: Relatives) -> None:
    """Who was entered twice and found, and who was kept apart."""
    table = Table(
        "companies that look alike", "rows", "found", "kept apart", box=None, header_style="dim", pad_edge=False
    )
    for column in table.columns[1:]:
        column.justify = "right"
    table.add_row(NAMES[seen.found.plant], f"{seen.found.rows:,}", f"{seen.found.found:,}", "")
    for row in seen.apart:
        table.add_row(NAMES[row.plant], f"{row.rows:,}", "", f"{row.found:,}")
    console.print(table)
    console.print(f"{seen.suspected:,} pairs suspected, {seen.wrong:,} of them wrongly\n")


def show_logins(console: Console, people: list[SamplePerson], passwords: Mapping[str, str]) -> None:
    """One login a role."""
    table = Table("role", "sign in as", "password", "who", box=None, header_style="dim", pad_edge=False)
    for person in people:
        table.add_row(person.role, person.employee_no, passwords[person.employee_no], person.name)
    console.print(table)
