"""The scheduler: runs whatever recurring work is due, a few times a minute, until told to stop."""

import signal
import threading

import django

EVERY = 15.0


def main() -> None:
    """Look for due work until a signal says to stop; then finish what is in hand and end."""
    django.setup()
    from django.db import close_old_connections

    from sightline.base.jobs.schedule import tick

    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    while not ending.is_set():
        close_old_connections()
        tick()
        ending.wait(EVERY)


if __name__ == "__main__":
    main()
