"""Which commands does `python -m greening` know? Every module of this folder that does not begin with an underscore.

A module has the name of its command (`import_` for `import`) and gives it as `command`. It is loaded when it is called, so
`check` waits for no web framework.
"""

import importlib
import keyword
import pkgutil

import click


class Commands(click.Group):
    """The modules of this folder, by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        names = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name.rstrip("_") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command: click.Command = importlib.import_module(f"greening.cli.{module}").command
        return command


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Exit codes: 0 done; 1 refused or failed, the last line says why; 2 wrong usage or environment; "
    "3 a server did not start; 130 interrupted.",
)
def cli() -> None:
    """Keep a sales organisation's public pool of customer records true, complete and alive.

    Results go to stdout, progress and problems to stderr. Without DATABASE_URL and REDIS_URL a command uses the
    PostgreSQL and the Valkey of its data folder: it starts them where they do not run, and then stops them when it ends.
    """
