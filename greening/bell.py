"""How does a worker learn that there is work? RQ carries the ids; whatever it loses, the relay rings again."""

import logging
from collections.abc import Sequence
from secrets import token_hex

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

from greening.jobs import ENTRY, QUEUE

PATIENCE_SECONDS = 2
"""A person waits for the page that noted the job; the relay does not mind."""
RESULT_SECONDS = 60
FAILURE_SECONDS = 3600
"""For somebody who looks into Redis; what became of a job stands in its row."""

log = logging.getLogger(__name__)


def connect(url: str) -> Redis:
    """A connection that says at once when the other side is away; tried twice, because it may have come back since."""
    once_more = Retry(NoBackoff(), 1)
    return Redis.from_url(
        url, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS, retry=once_more
    )


class Bell:
    """Rings for jobs by id. Ringing twice does no harm: whoever comes second finds the job taken."""

    def __init__(self, redis: Redis) -> None:
        self.queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)

    def ring(self, job_ids: Sequence[int]) -> None:
        """Put ids into the queue; never raises, because the transaction that noted them is committed."""
        try:
            self._put(job_ids)
        except RedisError as away:
            log.warning("%d jobs wait for the relay: %s", len(job_ids), away)

    def ring_again(self, job_ids: Sequence[int]) -> None:
        """Put in those that do not stand in the queue already, so that a long queue does not grow by waiting."""
        try:
            waiting = {rq_id.partition("-")[0] for rq_id in self.queue.get_job_ids()}
            self._put([job_id for job_id in job_ids if str(job_id) not in waiting])
        except RedisError as away:
            log.warning("%d jobs wait for the next relay: %s", len(job_ids), away)

    def _put(self, job_ids: Sequence[int]) -> None:
        with self.queue.connection.pipeline() as pipe:
            for job_id in job_ids:
                self.queue.enqueue_call(
                    ENTRY,
                    args=(job_id,),
                    job_id=f"{job_id}-{token_hex(4)}",  # new each time: what RQ still believes of the last does not count
                    result_ttl=RESULT_SECONDS,
                    failure_ttl=FAILURE_SECONDS,
                    pipeline=pipe,
                )
            pipe.execute()
