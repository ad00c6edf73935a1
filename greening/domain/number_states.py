"""What do providers of number states (空号检测) say, each in its own words?"""

from collections.abc import Mapping

from validators.record import NumberState

WORDS: Mapping[NumberState, tuple[str, ...]] = {
    NumberState.ACTIVE: ("实号", "正常", "活跃", "在用", "在线", "有效", "normal", "live", "valid", "reachable"),
    NumberState.EMPTY: ("空号", "疑似空号", "vacant", "disconnected", "unallocated"),
    NumberState.SUSPENDED: ("停机", "欠费停机", "out_of_service", "barred"),
    NumberState.OFF: ("关机", "powered_off", "switched_off"),
    NumberState.MAYBE_OFF: ("疑似关机", "可能关机"),
    NumberState.SILENT: ("沉默号", "沉默", "沉默号码", "静默", "inactive", "dormant"),
    NumberState.RISK: ("风险号", "风险", "高风险", "risky"),
    NumberState.NONEXISTENT: ("不存在", "号码不存在", "号码错误", "无效", "not_exist", "invalid"),
    NumberState.ABNORMAL: ("异常", "异常号"),
    NumberState.FAILED: ("失败", "检测失败", "查询失败", "error"),
    NumberState.UNSUPPORTED: ("不支持", "不支持的号段", "not_supported"),
    NumberState.UNKNOWN: ("未知", "库无", "无结果", ""),
}
MEANT = {word: state for state, words in WORDS.items() for word in (*words, state.value)}


def state_of(word: str) -> NumberState:
    """The state that a provider means, in Chinese or English; unknown for a word that nobody knows.

    >>> state_of(" 空号 "), state_of("Powered off"), state_of("?")
    (<NumberState.EMPTY: 'empty'>, <NumberState.OFF: 'off'>, <NumberState.UNKNOWN: 'unknown'>)
    """
    return MEANT.get(word.strip().casefold().replace(" ", "_").replace("-", "_"), NumberState.UNKNOWN)
