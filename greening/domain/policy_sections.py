"""Which numbers can be argued about? A typed place for each row of `greening/policy.toml`, a class a section.

What a number means, the range it may be moved in, and why it is what it is: that stands beside it in the document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from greening.domain.policy_complaints import ComplaintsPolicy, PenaltiesPolicy
from greening.domain.policy_leads import LeadsPolicy
from greening.domain.policy_numbers import NumberStatesPolicy
from greening.domain.policy_versions import VersionsPolicy


@dataclass(frozen=True, slots=True)
class TriagePolicy:
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IntakePolicy:
    file_bytes: int
    rows: int
    sheet_rows: int
    columns: int
    cell_chars: int
    zip_entries: int
    unpacked_bytes: int
    zip_ratio: int
    chunk_bytes: int
    sheet_memory: int
    sheet_seconds: int
    chunk_rows: int
    preview_rows: int


@dataclass(frozen=True, slots=True)
class RecordsPolicy:
    chunk: int
    subjects: int
    counted: int
    visits: int
    aged_chunk: int
    aged_at_once: int
    aged_every: timedelta


@dataclass(frozen=True, slots=True)
class MatchingPolicy:
    review: float
    scored: int
    scored_at_once: int
    gathered: int
    counted: int
    shown: int
    reason_chars: int
    questions: int
    questioned: int
    learn_every: timedelta
    learn_after: int
    sure: float
    sure_answers: int
    sure_bound: float
    interval: float
    rekeyed: int
    rekey_every: timedelta


@dataclass(frozen=True, slots=True)
class SessionsPolicy:
    idle: timedelta
    absolute: timedelta
    touch: timedelta


@dataclass(frozen=True, slots=True)
class SignInPolicy:
    tries: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class PasswordsPolicy:
    shortest: int
    longest: int
    hash_memory: int
    hash_rounds: int


@dataclass(frozen=True, slots=True)
class CalendarPolicy:
    zone: str
    country: str
    opens: int
    closes: int
    years: int
    name: int


@dataclass(frozen=True, slots=True)
class JobsPolicy:
    lease: timedelta
    longest: timedelta
    spell: timedelta
    relay_after: timedelta
    tick: timedelta
    batch: int
    attempts: int
    backoff: timedelta
    backoff_longest: timedelta
    stop: timedelta
    purge_every: timedelta
    kept: timedelta


@dataclass(frozen=True, slots=True)
class ListsPolicy:
    page: int
    counted: int


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    blocker: int
    warning: int
    points: Mapping[str, int]
    lease: timedelta
    undo: timedelta
    bulk: int
    bulk_sample: int
    goal: int
    free_skips: int
    skips: int
    skipped: timedelta
    checked: timedelta
    confidence: float
    submission: int
    filters: int
    note: int


@dataclass(frozen=True, slots=True)
class RevealsPolicy:
    hour: int
    day: int
    day_selling: int


@dataclass(frozen=True, slots=True)
class PagesPolicy:
    form_bytes: int
    sign_in_per_minute: int
    advice_per_minute: int
    inquiries_per_minute: int
    calls_per_minute: int
    inquiry_bytes: int


@dataclass(frozen=True, slots=True)
class LibraryPolicy:
    cap: int


@dataclass(frozen=True, slots=True)
class ClaimsPolicy:
    pits_a_place: int
    pits_at_first: int
    pits_a_pass: int
    passes_within: timedelta
    term: int
    checkpoints: tuple[int, ...]
    idle: int
    free_withdrawal: timedelta
    cooldown: timedelta
    remind: int
    at_once: int
    chunk: int
    sweep_every: timedelta


@dataclass(frozen=True, slots=True)
class EnrichingPolicy:
    undo: timedelta
    undo_shown: int


@dataclass(frozen=True, slots=True)
class PoolPolicy:
    first_refusal: int
    cooldown: timedelta
    team_cooldown: timedelta
    teams: int
    reason: int
    industries: int


@dataclass(frozen=True, slots=True)
class ProtectionPolicy:
    follow_up: int
    deal: int
    reminders: tuple[int, ...]
    entry: int
    claimed_in_a_row: int
    attempts: int
    deferral: int
    opening: timedelta
    opening_share: float
    drops: bool
    ahead: int
    sweep_every: timedelta


@dataclass(frozen=True, slots=True)
class EntitlementsPolicy:
    score: int
    channel: float
    channel_uncaptured: float
    term: int
    captured: bool
    soon: timedelta
    shown: int
    sweep_every: timedelta


@dataclass(frozen=True, slots=True)
class CreditsPolicy:
    reverified: float
    smallest_share: float
    shares: int
    held_before: timedelta


@dataclass(frozen=True, slots=True)
class ConflictsPolicy:
    file_within: int
    trace_back: timedelta
    customers_choice: bool
    tie: timedelta
    answer: int
    rule: int
    undo: timedelta
    levels: int
    panel: int
    reason_chars: int
    open_filings: int
    forgiven: int
    bad_filings: int
    bad_within: timedelta
    pause: timedelta


@dataclass(frozen=True, slots=True)
class Sections:
    """All of them, by the name that the document gives them."""

    calendar: CalendarPolicy
    triage: TriagePolicy
    intake: IntakePolicy
    records: RecordsPolicy
    matching: MatchingPolicy
    sessions: SessionsPolicy
    sign_in: SignInPolicy
    passwords: PasswordsPolicy
    jobs: JobsPolicy
    lists: ListsPolicy
    review: ReviewPolicy
    reveals: RevealsPolicy
    pages: PagesPolicy
    library: LibraryPolicy
    claims: ClaimsPolicy
    enriching: EnrichingPolicy
    pool: PoolPolicy
    protection: ProtectionPolicy
    entitlements: EntitlementsPolicy
    credits: CreditsPolicy
    leads: LeadsPolicy
    conflicts: ConflictsPolicy
    penalties: PenaltiesPolicy
    complaints: ComplaintsPolicy
    number_states: NumberStatesPolicy
    versions: VersionsPolicy
