"""A queue as pages of the review need it: records that are doubted, and a second reviewer beside Qi."""

from dataclasses import dataclass, replace
from typing import Any

from factories import Make
from sqlalchemy import select, update
from surfing import PASSWORD, Browser
from werkzeug.test import TestResponse

from greening.domain.people import Role
from greening.services import records
from greening.storage.people import Person
from greening.storage.review import Review
from validators.record import KeyPerson

MADE_UP = "13800138000"
PADDED = {"phones": (MADE_UP,), "key_persons": (KeyPerson("前台"),), "region": "330106"}
"""A made-up number and nobody's name: two doubts."""


@dataclass
class Queue:
    """Items of records that Ana entered."""

    make: Make

    def doubted(self, company: str = "Oakhill Trading Ltd", by: str = "Ana", **typed: Any) -> int:
        """A record that is doubted for two reasons, or for what is `typed`; its item."""
        record_id = self.make.record(by=by, company=company, **{**PADDED, **typed})
        with self.make.work() as unit:
            return unit.session.scalars(select(Review.id).where(Review.record_id == record_id)).one()

    def stored(self, item_id: int) -> Review:
        with self.make.work() as unit:
            return unit.session.get_one(Review, item_id)

    def reviewer(self, name: str, browser: Browser) -> Browser:
        """Somebody of the cast who works in quality control by now, signed in."""
        person = self.make.person(name, PASSWORD)
        with self.make.work() as unit:
            unit.session.execute(update(Person).where(Person.id == person.id).values(role=Role.QC))
        browser.sign_in(person.employee_no)
        return browser

    def edited(self, item_id: int, **typed: Any) -> None:
        """Ops changes the record of an item."""
        ops, record_id = self.make.person("Ops"), self.stored(item_id).record_id
        shown = records.one(self.make.work, self.make.policy(), actor=ops, record_id=record_id)
        records.edit(
            self.make.work, self.make.policy(), actor=ops, record_id=record_id, version=shown.version,
            record=replace(shown.record, **typed), now=self.make.now,
        )  # fmt: skip


def judge(browser: Browser, item_id: int, kind: str, query: str = "", **said: Any) -> TestResponse:
    """Send the verdict from the page as it stands."""
    return browser.resend(f"/review/{item_id}", f"/review/{item_id}/verdict{query}", kind=kind, **said)
