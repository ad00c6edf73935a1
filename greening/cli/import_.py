"""`import`: a file of records, or a staff list, into the database."""

from pathlib import Path

import click
from rich.console import Console

from greening.cli import _import_report as report
from greening.cli import _import_run, _language
from greening.cli._exits import Failed, sentence
from greening.cli._import_run import Order
from greening.cli._installation import installation
from greening.cli._language import Language
from greening.cli._parameters import FILE, country
from greening.cli._watching import watch
from greening.domain.intake import Mode
from greening.domain.people import OPERATOR
from greening.domain.refusals import Refusal
from greening.files import FileRefused
from greening.services import staff
from greening.wiring import Wiring, wired
from greening.words.files import REFUSALS as FILE_REFUSALS

REFUSED = 3
HELP = {
    "people": "A staff list instead of records: employee number, name, mobile, mail, team, region, manager, role, …",
    "region": "Country in which numbers, ids and addresses are read that do not say theirs.",
    "mode": "What happens to records that are there: nothing, given values overwrite, or only gaps are filled.",
    "mapping": 'Where columns go: a JSON file such as {"raw": "phone"}, a preset, or the name of a kept mapping.',
    "opening": "Owners keep all that the file says is theirs, beyond the places of their library too.",
    "dry_run": "Say what would happen, and write nothing.",
    "json": "Print one JSON object and nothing else.",
    "lang": "Language of the answer and of the reasons in the file of rejected rows.",
}


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--people", type=FILE, metavar="FILE", help=HELP["people"])
@click.option("--region", default="CN", show_default=True, callback=country, metavar="COUNTRY", help=HELP["region"])
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    default=Mode.CREATE.value,
    show_default=True,
    help=HELP["mode"],
)
@click.option("--mapping", default="", metavar="FILE|NAME", help=HELP["mapping"])
@click.option("--opening", is_flag=True, help=HELP["opening"])
@click.option("--dry-run", is_flag=True, help=HELP["dry_run"])
@click.option("--lang", type=click.Choice(list(_language.CATALOGS)), default="en", show_default=True, help=HELP["lang"])
@click.option("--json", "as_json", is_flag=True, help=HELP["json"])
@click.pass_context
def command(
    context: click.Context,
    *,
    file: Path | None,
    people: Path | None,
    region: str,
    mode: str,
    mapping: str,
    opening: bool,
    dry_run: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Import the records of FILE (CSV, also packed with gzip, or .xlsx) and judge them.

    Every row has one outcome. A company that is there already is met by its id in the source system, else by a valid
    company id, else by name and region. Rejected rows are written to FILE.rejected.csv in the current folder.

    Exit codes: 0 every row is accounted for; 1 refused, stderr says why; 2 wrong usage; 3 the file or the mapping cannot
    be read, stderr says why and what to do.
    """
    if (file is None) == (people is None):
        raise click.UsageError("Give FILE, or --people FILE.")
    language = _language.load(lang)
    try:
        with installation() as settings, wired(settings) as app:
            if people:
                _people(app, people, language, as_json=as_json)
            elif file:
                order = Order(file, region, Mode(mode), mapping, opening=opening)
                (_foresee if dry_run else _carry_out)(app, order, language, as_json=as_json)
    except FileRefused as refused:
        said = language.say(FILE_REFUSALS[refused.code], **refused.params)
        click.echo(f"{(file or people or Path()).name}: {said}", err=True)
        context.exit(REFUSED)
    except Refusal as no:
        raise Failed(sentence(no, language)) from no


def _carry_out(app: Wiring, order: Order, language: Language, *, as_json: bool) -> None:
    done = _import_run.carry_out(app, order, language, watch(language))
    if as_json:
        click.echo(report.done_json(done))
    else:
        report.show_done(Console(), done, language)


def _foresee(app: Wiring, order: Order, language: Language, *, as_json: bool) -> None:
    answer = _import_run.foresee(app, order, watch(language))
    if as_json:
        click.echo(report.foreseen_json(order.file.name, order.mode, answer))
    else:
        report.show_foreseen(Console(), answer, language)


def _people(app: Wiring, file: Path, language: Language, *, as_json: bool) -> None:
    with file.open("rb") as stream:
        rows = staff.import_people(app.work, app.policy, actor=OPERATOR, name=file.name, stream=stream, now=app.now())
    if as_json:
        click.echo(report.people_json(rows))
    else:
        report.show_people(Console(), rows, language)
