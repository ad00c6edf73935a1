"""Which sentence stands for a code? English here, which is also the key of every translation; a module a subject.

A sentence names its values: ``"Shared with %(count)s other companies"``. Nothing is ever put together from pieces.
"""


def N_(message: str) -> str:  # noqa: N802  the name that gettext's tools know
    """Mark a text for translation where it is written down; it is translated where it is shown."""
    return message
