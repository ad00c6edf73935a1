"""How does a worker process work? RQ's worker, with the program loaded before it forks a work-horse a job."""

import ctypes
import os
import signal
from typing import Any

from redis import Redis
from rq import Queue, Worker
from rq.job import Job
from rq.serializers import JSONSerializer

from greening.jobs import QUEUE
from greening.wiring import Wiring, use

PR_SET_PDEATHSIG = 1
ORPHANED = 1


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends, however it ends; call it first thing after the fork."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the kernel was asked
        os._exit(ORPHANED)


class Runner(Worker):
    """Listens to one queue. Retries, schedules and registries of RQ are not used: the job table knows better."""

    def __init__(self, app: Wiring) -> None:
        self.app = app
        connection = Redis.from_url(app.settings.redis_url)
        super().__init__([QUEUE], connection=connection, serializer=JSONSerializer, log_job_description=False)
        self.log_result_lifespan = False

    def execute_job(self, job: Job, queue: Queue) -> None:
        """As RQ does, under the policy of now, which the horse inherits; not the one of when the bell was rung."""
        self.app = self.app.current()
        use(self.app)
        job.timeout = int(self.app.policy.jobs.longest.total_seconds())
        super().execute_job(job, queue)

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        """What the horse does; it must not go on without us, or two could do one job."""
        die_with(self.pid or 0)
        super().main_work_horse(job, queue)

    def subscribe(self) -> None:
        """No remote commands: they would need a thread, and a process with threads should not fork."""

    def unsubscribe(self) -> None:
        """Nothing was subscribed to."""


def run(app: Wiring) -> Any:
    """Work until told to stop by SIGTERM or SIGINT, which lets the job under way end; a second one does not."""
    return Runner(app).work(logging_level="WARNING")
