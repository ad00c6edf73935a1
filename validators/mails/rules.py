"""What is to be said about the mails of a record?"""

from collections.abc import Iterator

from validators.finding import Finding, Param
from validators.mails.domains import is_public
from validators.mails.faults import BY_CODE
from validators.mails.reading import Mail, read
from validators.record import Record


def check(record: Record) -> Iterator[Finding]:
    """Judge every mail; that a mailbox is public is only said of the company's, a person may have any."""
    for at, raw in enumerate(record.emails):
        yield from _findings(f"emails[{at}]", raw, of_company=True)
    for who, person in enumerate(record.key_persons):
        for at, raw in enumerate(person.emails):
            yield from _findings(f"key_persons[{who}].emails[{at}]", raw, of_company=False)


def _findings(path: str, raw: str, *, of_company: bool) -> Iterator[Finding]:
    mails = read(raw)
    if len(mails) > 1:
        yield BY_CODE["mail.several"].at(path, count=len(mails))
    for mail in mails:
        if mail.fault:
            yield BY_CODE[mail.fault].at(path, **_params(mail))
        elif of_company and is_public(mail.domain):
            yield BY_CODE["mail.public"].at(path, mail=mail.raw)


def _params(mail: Mail) -> dict[str, Param]:
    offered: dict[str, Param] = {"mail": mail.raw, "suggestion": mail.suggestion}
    return {name: offered[name] for name in BY_CODE[mail.fault].params}
