"""What do the options of several commands take?"""

import click

from greening.files.countries import country_code


def country(context: click.Context, parameter: click.Parameter, value: str) -> str:  # noqa: ARG001  click's signature
    """Two letters, however somebody names the country."""
    if code := country_code(value):
        return code
    raise click.BadParameter(f"{value} is no country; give its two letters, such as CN, TW or US.")
