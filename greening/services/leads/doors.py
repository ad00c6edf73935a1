"""Where may inquiries come in? Operations open forms and tokens, close them, and everybody else only knocks."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from greening.domain.inquiries import Channel
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.refusals import BadValue, NotFound
from greening.domain.refusals_leads import DoorClosed, DoorNameMissing
from greening.storage import events, lead_doors, people
from greening.storage.lead_doors import LeadDoor
from greening.storage.session import Unit, Work

KEY_BYTES, TOKEN_BYTES = 9, 32
MARK = "grl_"
"""How a token begins, so that whoever finds one somewhere knows what it opens."""
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Door:
    """A form with the key of its address, or a token; `token` is given once, when it is made."""

    id: int
    channel: Channel
    name: str
    key: str
    made_by: str
    made_at: datetime
    closed_at: datetime | None
    used_at: datetime | None
    token: str = ""


def open_form(work: Work, *, actor: Actor, name: str, now: datetime) -> Door:
    """Make a public form under an address of its own. Raises: Denied, DoorNameMissing, BadValue."""
    return _open(work, actor, name, channel=Channel.FORM, now=now)


def open_token(work: Work, *, actor: Actor, name: str, now: datetime) -> Door:
    """Make a token for another system; only its hash is kept. Raises: Denied, DoorNameMissing, BadValue."""
    return _open(work, actor, name, channel=Channel.API, now=now)


def shut(work: Work, *, actor: Actor, door_id: int, now: datetime) -> None:
    """Let nothing in through a door any more; what came stays. Raises: Denied, NotFound, DoorClosed."""
    authorise(actor, Action.MANAGE_DOORS)
    with work() as unit:
        door = lead_doors.locked(unit.session, door_id)
        if door is None:
            raise NotFound
        if door.closed_at is not None:
            raise DoorClosed
        door.closed_at, door.closed_by = now, actor.id
        _log(unit, "lead_door.closed", door, actor, now)


def every(work: Work, *, actor: Actor) -> tuple[Door, ...]:
    """All doors, the open ones first. Raises: Denied."""
    authorise(actor, Action.MANAGE_DOORS)
    with work() as unit:
        rows = lead_doors.every(unit.session)
        names = people.names(unit.session, {row.made_by for row in rows})
        return tuple(_door(row, names.get(row.made_by or 0, "")) for row in rows)


def by_key(work: Work, *, key: str) -> Door:
    """The open form of an address. Raises: NotFound."""
    with work() as unit:
        return _found(lead_doors.by_key(unit.session, key))


def by_token(work: Work, *, token: str) -> Door:
    """The door that a token opens. Raises: NotFound, also for one that was closed."""
    with work() as unit:
        return _found(lead_doors.by_token(unit.session, _hashed(token)))


def _open(work: Work, actor: Actor, name: str, *, channel: Channel, now: datetime) -> Door:
    authorise(actor, Action.MANAGE_DOORS)
    given = name.strip()
    if not given:
        raise DoorNameMissing
    if len(given) > LONGEST_NAME:
        raise BadValue(field="name", value=given[:LONGEST_NAME])
    key = secrets.token_urlsafe(KEY_BYTES) if channel is Channel.FORM else None
    token = "" if key else MARK + secrets.token_urlsafe(TOKEN_BYTES)
    with work() as unit:
        row = LeadDoor(
            channel=channel,
            name=given,
            key=key,
            token_hash=_hashed(token) if token else None,
            made_by=actor.id,
            made_at=now,
        )
        unit.session.add(row)
        unit.session.flush()
        _log(unit, "lead_door.opened", row, actor, now)
        return _door(row, actor.name, token=token)


def _found(door: LeadDoor | None) -> Door:
    if door is None:
        raise NotFound
    return _door(door, "")


def _hashed(token: str) -> str:
    """Nobody guesses 256 bits, so that a fast hash is enough and every call can look it up."""
    return hashlib.sha256(token.encode()).hexdigest()


def _door(row: LeadDoor, made_by: str, *, token: str = "") -> Door:
    return Door(
        row.id, Channel(row.channel), row.name, row.key or "", made_by, row.made_at, row.closed_at, row.used_at, token
    )


def _log(unit: Unit, kind: str, door: LeadDoor, actor: Actor, at: datetime) -> None:
    after = {"name": door.name, "channel": door.channel}
    events.add(unit.session, kind, subject="lead_door", subject_id=door.id, actor_id=actor.id, at=at, after=after)
