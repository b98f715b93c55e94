"""The web processes: all take what they answer from one queue, and none more than it can answer.

`python -m sightline.project.web HOST PORT WORKERS THREADS`. Left to itself the server gives each
process a queue of its own: one then has five pages to make while another has none.
"""

import socket
import sys

from granian.http import HTTP1Settings
from granian.net import SocketSpec
from granian.server.mp import MPServer

#: Seconds for which the system holds a connection on which nothing has been asked yet.
HELD = 30
#: Milliseconds in which a browser says what it asks for, once it has begun to.
ASKED_WITHIN = 3_000


class Web(MPServer):
    """The server with one socket for all of its processes, as it has it on other systems."""

    def _init_shared_socket(self) -> None:
        held = SocketSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._shd, self._sfd, self._ssp = held, held.get_fd(), None
        shared = self._sso = socket.socket(fileno=self._sfd)
        shared.set_inheritable(True)
        # browsers open connections to have them ready: one that says nothing takes nobody's place
        if hasattr(socket, "TCP_DEFER_ACCEPT"):
            shared.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, HELD)


def web(host: str, port: int, workers: int, threads: int) -> Web:
    """The server of that many processes with so many threads in each."""
    return Web(
        "sightline.project.wsgi:application", address=host, port=port, interface="wsgi",
        workers=workers, blocking_threads=threads, backpressure=threads, websockets=False,
        respawn_failed_workers=True, workers_kill_timeout=5, log_level="warning",
        # a connection kept open would hold a place, and bind its reader to one process
        http1_settings=HTTP1Settings(keep_alive=False, header_read_timeout=ASKED_WITHIN),
    )


if __name__ == "__main__":
    web(sys.argv[1], *map(int, sys.argv[2:5])).serve()
