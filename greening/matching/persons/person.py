"""What is a person, to somebody who has to tell two of them apart? Values as typed, nothing required."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonalId:
    """A number somebody was given. `kind` is ``ssn``, ``national_id``, ``tax``, ``passport``, ``licence`` or empty.

    Numbers are compared with those of their kind, and with those that do not say theirs.
    """

    value: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One person as a table describes one.

    `name` is the whole name where it is not split into `given_name`, `middle_name` and `surname`; `other_names` are whole
    names too, in another script or from another time. `address` is the whole address in one line; it is read only where
    `street_number`, `streets`, `suburb` and `postcode` are all empty. `country` (two letters) is where phone numbers are
    read that do not say theirs.
    """

    name: str = ""
    given_name: str = ""
    middle_name: str = ""
    surname: str = ""
    other_names: tuple[str, ...] = ()
    date_of_birth: str = ""
    gender: str = ""
    birthplace: str = ""
    street_number: str = ""
    streets: tuple[str, ...] = ()
    suburb: str = ""
    postcode: str = ""
    state: str = ""
    address: str = ""
    ids: tuple[PersonalId, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    country: str = "CN"
