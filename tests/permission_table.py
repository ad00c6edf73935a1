"""Who may use which route on what? One row a route: a new route without a row fails, and so does a row too many.

A cell names the relations in which a role may: the nearer the fewer. `-` is never, `*` whatever it is, `yes` where a route
is about nothing in particular. Relations: own, pit (claimed or completed by oneself), team, region, pool, other.
"""

from dataclasses import dataclass

ROLES = ("rep", "manager", "qc", "adjudicator", "ops")
TABLE = """
route                   of         rep               manager           qc     adjudicator  ops

home.page               -          yes               yes               yes    yes          yes
auth.password           -          yes               yes               yes    yes          yes
auth.change_password    -          yes               yes               yes    yes          yes

records.page            -          yes               yes               yes    yes          yes
records.one             record     *                 *                 *      *            *
records.history         record     *                 *                 *      *            *
records.change          record     own,pit,pool      own,team,pool     -      -            *
records.edit            record     own,pit,pool      own,team,pool     -      -            *
records.add_visit       record     own,pit,pool      own,team,pool     -      -            -
records.reveal          record     own,pit,pool      own,team,pool     *      -            -
records.new             -          yes               yes               -      -            yes
records.create          -          yes               yes               -      -            yes
records.advice          -          yes               yes               -      -            yes
checks_api.check        -          yes               yes               -      -            yes

quest.all_fields        claim      own                 own                 -      -            -
quest.of_claim          claim      own                 own                 -      -            -
quest.of_record         record     own,pit           own               -      -            -
quest.answer            record     own,pit           own               -      -            -
quest.advice            record     own,pit           own               -      -            -
quest.undo              answer     own               own               -      -            -
quest.outcome           record     own,pit           own               -      -            -
quest.dial              record     own,pit           own               -      -            -

candidates.page         -          yes               yes               yes    yes          yes
candidates.one          candidate  *                 *                 *      *            *
candidates.following    candidate  *                 *                 *      *            *
match_models.page       -          -                 -                 yes    yes          yes
match_models.choose     -          -                 -                 -      -            yes
candidates.rule         candidate  -                 -                 *      *            *
merges.page             -          -                 -                 yes    yes          yes
merges.merge            -          -                 -                 yes    yes          yes
merges.one              merge      -                 -                 *      *            *
merges.undo             merge      -                 -                 *      *            *

conflicts.page          -          yes               yes               yes    yes          yes
conflicts.one           conflict   own               own,team          *      *            *
conflicts.new           -          yes               -                 -      -            -
conflicts.file          -          yes               -                 -      -            -
conflicts.begin         candidate  -                 -                 *      *            *
conflicts.answer        conflict   own               own               -      -            -
conflicts.withdraw      filing     own               own               -      -            -
conflicts.rule          conflict   -                 -                 -      *            *
conflicts.undo          conflict   -                 -                 -      *            *

pool.page               -          yes               yes               yes    yes          yes
pool.take               unit       *                 *                 -      -            -
pool.ask                unit       *                 *                 -      -            -
pool.release            unit       own               own               -      -            -
library.page            -          yes               yes               -      -            -

complaints.page         -          -                 -                 yes    -            -
complaints.one          complaint  -                 -                 *      -            -
complaints.take         complaint  -                 -                 *      -            -
complaints.leave        complaint  -                 -                 *      -            -
complaints.identify     complaint  -                 -                 *      -            -
complaints.write        complaint  -                 -                 *      -            -
complaints.shelve       complaint  -                 -                 *      -            -
complaints.find         complaint  -                 -                 *      -            -

penalties.page          -          yes               yes               yes    yes          yes
penalties.one           penalty    own               own,team          *      *            *
penalties.decide        penalty    -                 -                 -      *            *
penalties.appeal        penalty    own               own               -      -            -
penalties.decide_appeal  penalty   -                 -                 -      *            *

rules.page              -          yes               yes               yes    yes          yes
policy.page             -          -                 -                 -      -            yes
policy.edit             -          -                 -                 -      -            yes
policy.draft            -          -                 -                 -      -            yes
policy.one_draft        draft      -                 -                 -      -            *
policy.save             draft      -                 -                 -      -            *
policy.version          version    -                 -                 -      -            *

review.page             -          -                 yes               yes    -            yes
review.one              item       -                 *                 *      -            *
review.take             item       -                 -                 *      -            -
review.note             item       -                 -                 *      -            -
review.release          item       -                 -                 *      -            -
review.skip             item       -                 -                 *      -            -
review.decide           item       -                 -                 *      -            -
review.following        -          -                 -                 yes    -            -
review.mine             -          -                 -                 yes    -            -
review.undo             verdict    -                 -                 *      -            -
review_bulk.preview     -          -                 -                 yes    -            -
review_bulk.judge       -          -                 -                 yes    -            -
review_bulk.undo        bulk       -                 -                 *      -            -
review_filters.save     -          -                 yes               yes    -            yes
review_filters.forget   filter     -                 *                 *      -            *

imports.page            -          -                 yes               -      -            yes
imports.upload          -          -                 -                 -      -            yes
imports.one             run        -                 *                 -      -            *
imports.result          run        -                 *                 -      -            *
imports.check           run        -                 -                 -      -            *
imports.columns         run        -                 -                 -      -            *
imports.save_columns    run        -                 -                 -      -            *
imports.use_saved       run        -                 -                 -      -            *
imports.file            run        -                 -                 -      -            *
imports.save_file       run        -                 -                 -      -            *
imports.rejected        run        -                 -                 -      -            *
imports.rules           run        -                 -                 -      -            *
imports.save_rules      run        -                 -                 -      -            *
imports.start           run        -                 -                 -      -            *

leads.page              -          yes               yes               yes    -            yes
leads.one               lead       own               own,team,pool     *      -            *
leads.accept            offer      own               own               -      -            -
leads.decline           offer      own               own               -      -            -
leads.decide            lead       -                 -                 *      -            *
leads.close             lead       -                 -                 *      -            *
leads.doors             -          -                 -                 -      -            yes
leads.open_form         -          -                 -                 -      -            yes
leads.open_token        -          -                 -                 -      -            yes
leads.shut              door       -                 -                 -      -            *

protection.page         -          yes               yes               yes    yes          yes
protection.confirm      visit      -                 -                 *      -            -
notices.page            -          yes               yes               yes    yes          yes
notices.read            -          yes               yes               yes    yes          yes
progress.page           -          yes               yes               yes    yes          yes
progress.table          -          yes               yes               yes    yes          yes

calendar.page           -          yes               yes               yes    yes          yes
calendar.put            -          -                 -                 -      -            yes
calendar.forget         day        -                 -                 -      -            *

claims.page             -          yes               yes               -      -            -
claims.claim            -          yes               -                 -      -            -
claims.outcomes         -          yes               -                 -      -            -
claims.withdraw         claim      own               -                 -      -            -
rights.submit           claim      own               own               -      -            -
rights.page             -          yes               yes               -      -            -
rights.let_go           right      own               own               -      -            -

jobs.page               -          -                 -                 -      -            yes
jobs.retry              job        -                 -                 -      -            *
"""
OPEN = frozenset(
    {
        "assets.file",
        "auth.open_session",
        "auth.sign_in",
        "auth.sign_out",
        "complaining.follow_up",
        "complaining.new",
        "complaining.send",
        "complaining.talk",
        "leads_api.receive",
        "preferences.choose",
        "public_form.page",
        "public_form.send",
        "public_form.thanks",
    }
)
"""Routes that ask nobody who they are."""


@dataclass(frozen=True)
class Row:
    """A route, what it is about ("-" is nothing in particular), and each role's relations."""

    route: str
    of: str
    cells: dict[str, frozenset[str]]

    def lets(self, role: str, relation: str) -> bool:
        cell = self.cells[role]
        return bool(cell & {"*", "yes", relation})


def rows() -> list[Row]:
    lines = [line.split() for line in TABLE.strip().splitlines()[1:] if line.strip()]
    return [
        Row(route, of, {role: frozenset(cell.split(",")) for role, cell in zip(ROLES, cells, strict=True)})
        for route, of, *cells in lines
    ]
