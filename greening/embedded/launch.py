"""How does a server end when the command that started it is killed? The kernel tells it: this script asks for that, then becomes it.

Run as a file (`python launch.py PARENT SIGNAL UID GID COMMAND…`), outside any package, before anything else is loaded.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
ORPHANED = 1


def main(parent: str, death_signal: str, uid: str, gid: str, *command: str) -> None:
    """Drop root where `uid` is another, bind the life of this process to `parent`'s, and exec `command`."""
    if int(uid) != os.getuid():
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    os.umask(0o077)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != int(parent):  # it died before the kernel was asked
        sys.exit(ORPHANED)
    os.execv(command[0], command)  # noqa: S606  no shell is wanted


if __name__ == "__main__":
    main(*sys.argv[1:])
