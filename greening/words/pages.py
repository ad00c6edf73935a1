"""What do pages call states, roles, levels and refusals? Codes to English; `greening.web.i18n` translates."""

from collections.abc import Mapping

from greening.words import N_

ROLES: Mapping[str, str] = {
    "rep": N_("Sales rep"),
    "manager": N_("Manager"),
    "qc": N_("Quality control"),
    "adjudicator": N_("Adjudicator"),
    "ops": N_("Operations"),
}

SEVERITIES: Mapping[str, str] = {
    "BLOCKER": N_("Must be fixed"),
    "WARNING": N_("Take care"),
    "HINT": N_("Hint"),
}

LEVELS: Mapping[int, str] = {
    0: N_("Empty"),
    1: N_("Filled"),
    2: N_("Plausible"),
    3: N_("Supported"),
    4: N_("Corroborated"),
    5: N_("Proven"),
}

TRIAGE: Mapping[str, str] = {
    "": N_("Not judged yet"),
    "flow": N_("Flows"),
    "review": N_("To review"),
    "quarantine": N_("Quarantined"),
}

VERDICTS: Mapping[str, str] = {
    "effective": N_("Effective"),
    "weak": N_("Weak"),
    "void": N_("Void"),
}

DECISION_ROLES: Mapping[str, str] = {
    "": N_("Not said"),
    "decides": N_("Decides"),
    "pays": N_("Pays"),
    "uses": N_("Uses"),
    "influences": N_("Influences"),
    "gate": N_("Gatekeeper"),
}

ANSWERS: Mapping[str, str] = {
    "has_none": N_("Has none"),
    "not_found": N_("Could not find out"),
}

IMPORT_MODES: Mapping[str, str] = {
    "create": N_("Leave it as it is"),
    "fill-empty": N_("Fill only empty fields"),
    "update": N_("Overwrite with what the file says"),
}

IMPORT_STATES: Mapping[str, str] = {
    "uploaded": N_("Waiting for columns"),
    "staged": N_("Read, not imported"),
    "stored": N_("Stored, being judged"),
    "judged": N_("Done"),
    "failed": N_("Failed"),
}

OUTCOMES: Mapping[str, str] = {
    "created": N_("Created"),
    "updated": N_("Updated"),
    "unchanged": N_("Unchanged"),
    "skipped": N_("Skipped"),
    "rejected": N_("Rejected"),
}

PHASES: Mapping[str, str] = {
    "waiting": N_("Waiting"),
    "later": N_("Later"),
    "running": N_("Running"),
    "done": N_("Done"),
    "dead": N_("Dead letter"),
}
