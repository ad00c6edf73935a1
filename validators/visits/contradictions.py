"""Can what a note tells have happened the way it is said to have happened?

Hints, all of them: a call may end in a visit, and a rep may type last week's visit after today's call.
"""

import re
from collections.abc import Iterator

from validators.finding import Finding
from validators.record import Visit
from validators.settings import Settings
from validators.text import folded
from validators.visits.faults import BY_CODE
from validators.visits.verdict import SLIGHT, VisitVerdict

REMOTE = re.compile(
    r"电话|微信|短信|邮件|视频|企微|钉钉|qq|phone|call|wechat|whatsapp|mail|sms|video|chat|line", re.IGNORECASE
)
ON_SITE = re.compile(r"拜访|上门|面访|走访|实地|现场|到访|visit|meeting|on.?site|in person", re.IGNORECASE)
NOBODY = "nobody"
"""The outcome of a visit that reached nobody."""

_WAS_THERE = re.compile(
    r"(?<![约要想能会请邀])(?:当面[谈聊说讲看问]|(?:到|去|在)(?:了|他们?|客户|对方)?(?:的)?(?:现场|车间|厂里|工地|店里|仓库|办公室|门店|公司)(?:看|转|见|量|查|坐|聊|谈)"
    r"|实地(?:看|走|考察)了?|现场(?:看了|看过|量了|查了|测了|勘测了)|上门(?:见到|看了|量了|拜访了)|走访了|参观了)"
    r"|\b(?:in person|face to face|(?:i|we) visited|visited (?:them|him|her|the|on site)|walked (?:the|round|around|through)|dropped by|popped in|stopped by|toured)\b"
)
_TO_COME = re.compile(
    r"(?:下周|下[个]?月|明天|后天|周[一二三四五六日]|准备|计划|打算|安排|预约|邀请|约|希望|想|要|等)[^,。;!?]{0,6}$|\b(?:will|to|tomorrow|next|plan|book|arrange|invite)\b[^.;!?]{0,15}$"
)
_BY_PHONE = re.compile(
    r"(?:电话|通话|微信|视频|语音)(?:里|中|上)(?:说|讲|聊|谈|沟通|问|答)|\b(?:on|over|by) (?:the )?(?:phone|wechat|zoom|email)\b"
)
_ANSWERED = re.compile(r"(?:说|讲|表示|答应|同意|报价|要求|告知|透露)|\b(?:said|says|told|agreed|wants|asked|quoted)\b")


def check(path: str, visit: Visit, verdict: VisitVerdict, settings: Settings) -> Iterator[Finding]:
    """What of a visit speaks against its own note: the channel, the outcome, the length of the talk."""
    text = folded(visit.note)
    if visit.channel and (says := _other_channel(visit.channel, text)):
        yield BY_CODE["visit.channel_contradicts"].at(path, channel=visit.channel, says=says)
    learned = [unit for unit in verdict.units if unit not in SLIGHT]
    if visit.outcome == NOBODY and learned and not verdict.changes and (said := _ANSWERED.search(text)):
        yield BY_CODE["visit.nobody_talked"].at(path, says=said.group())
    if visit.duration is not None and visit.duration < settings.visits.shortest_talk and len(learned) > 1:
        yield BY_CODE["visit.talk_too_short"].at(path, seconds=int(visit.duration.total_seconds()))


def _other_channel(channel: str, text: str) -> str:
    """The words that tell of another way than the channel; empty where the note tells of both, or of none."""
    there = next((m.group() for m in _WAS_THERE.finditer(text) if not _TO_COME.search(text[: m.start()])), "")
    phoned = _BY_PHONE.search(text)
    if REMOTE.search(channel) and not ON_SITE.search(channel):
        return "" if phoned else there
    if ON_SITE.search(channel) and not REMOTE.search(channel):
        return phoned.group() if phoned and not there else ""
    return ""
