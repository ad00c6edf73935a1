"""When is a job that failed tried again?"""

from datetime import timedelta

from greening.domain.policy_sections import JobsPolicy


def pause(attempts: int, policy: JobsPolicy) -> timedelta | None:
    """How long to leave it alone after so many attempts without headway; None when a person has to look.

    >>> from greening.domain.policy import shipped
    >>> [str(pause(attempts, shipped().jobs)) for attempts in (1, 2, 5)]
    ['0:00:10', '0:00:20', 'None']
    """
    if attempts >= policy.attempts:
        return None
    return min(policy.backoff * (1 << (attempts - 1)), policy.backoff_longest)
