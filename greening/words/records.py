"""What do the pages of a record call orders, owners, channels, sources, and what people did?"""

from collections.abc import Mapping

from greening.words import N_

SORTS: Mapping[str, str] = {
    "name": N_("By name"),
    "worst": N_("Lowest score first"),
    "best": N_("Highest score first"),
    "newest": N_("Newest first"),
    "changed": N_("Changed last first"),
}

OWNERS: Mapping[str, str] = {
    "any": N_("Anybody’s"),
    "me": N_("Mine"),
    "pool": N_("In the public pool"),
}

FILTERS: Mapping[str, str] = {
    "q": N_("Name: %(value)s"),
    "region": N_("Region: %(value)s"),
    "triage": N_("State: %(value)s"),
    "code": N_("Finding: %(value)s"),
    "from": N_("Score from %(value)s"),
    "to": N_("Score up to %(value)s"),
    "owner": N_("Held by: %(value)s"),
}

CHANNELS: Mapping[str, str] = {
    "": N_("Not said"),
    "phone": N_("Phone"),
    "visit": N_("Visit"),
    "wechat": N_("WeChat"),
    "email": N_("Email"),
    "other": N_("Other"),
}

VISIT_OUTCOMES: Mapping[str, str] = {
    "": N_("Not said"),
    "reached": N_("Yes, we spoke"),
    "nobody": N_("No, nobody was reached"),
}

SOURCES: Mapping[str, str] = {
    "form": N_("typed here"),
    "quest": N_("answered here"),
    "": N_("not said"),
}

ACTS: Mapping[str, str] = {
    "record.created": N_("Entered"),
    "record.changed": N_("Changed"),
    "record.struck": N_("Struck after an inspection"),
    "record.restored": N_("Stands again after an appeal"),
    "record.visited": N_("Followed up"),
    "record.imported": N_("Imported"),
    "record.revealed": N_("Contact shown in full"),
    "record.answered": N_("Answered"),
    "record.dialled": N_("Number dialled"),
    "record.called": N_("Called"),
    "record.passed": N_("Passed in review"),
    "record.returned": N_("Returned in review"),
    "record.rejected": N_("Rejected in review"),
    "record.unruled": N_("Verdict taken back"),
    "record.merged": N_("Merged"),
    "record.unmerged": N_("Merge taken back"),
    "claim.opened": N_("Claimed"),
    "claim.ended": N_("Claim ended"),
    "claim.submitted": N_("Submitted for review"),
    "submission.passed": N_("What was submitted passed"),
    "submission.returned": N_("What was submitted came back"),
    "submission.rejected": N_("What was submitted was rejected"),
    "submission.unruled": N_("Verdict on what was submitted taken back"),
    "record.proven": N_("Values proven"),
    "right.ended": N_("Right to leads ended"),
    "right.restored": N_("Right to leads given back"),
    "claim.kept": N_("Claim due later"),
    "conflict.opened": N_("Conflict opened"),
    "conflict.withdrawn": N_("Conflict withdrawn"),
    "conflict.ruled": N_("Conflict ruled"),
    "conflict.undone": N_("Ruling taken back"),
    "visit.confirmed": N_("A contact was confirmed"),
    "unit.owned": N_("Came to an owner"),
    "unit.unowned": N_("Left its owner"),
}

PHONE_KINDS: Mapping[str, str] = {
    "mobile": N_("mobile"),
    "mobile_virtual": N_("mobile, virtual operator"),
    "landline": N_("landline"),
    "landline_ext": N_("landline with extension"),
    "landline_without_area_code": N_("landline without area code"),
    "fixed_or_mobile": N_("landline or mobile"),
    "service_400": N_("400 number"),
    "service_400_ext": N_("400 number with extension"),
    "service_800": N_("800 number"),
    "short_code": N_("short number"),
    "iot": N_("for machines"),
    "satellite": N_("satellite"),
    "toll_free": N_("free of charge"),
    "shared_cost": N_("shared cost"),
    "premium": N_("premium rate"),
    "voip": N_("internet telephone"),
    "other": N_("number"),
    "suspicious_weak": N_("number with a pattern"),
}
