"""Writers take turns; the dead hold nothing."""

import os
import pathlib
import subprocess
import sys
import threading
import time

import pytest

from cookietui.core.errors import CannotSave, Locked
from cookietui.storage import locks

HOLDER = """
import pathlib, sys, time
from cookietui.storage import locks
with locks.hold(pathlib.Path(sys.argv[1]), wait=5):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_process_waits_and_then_says_who_writes(tmp_path: pathlib.Path) -> None:
    lock = tmp_path / "state" / "lock"
    run = subprocess.Popen([sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    run.stdout.readline()
    start = time.monotonic()
    with pytest.raises(Locked, match=str(run.pid)) as caught, locks.hold(lock, wait=0.3):
        pass
    assert caught.value.exit_code == 75
    assert 0.25 < time.monotonic() - start < 3
    run.kill()
    run.wait()
    run.stdout.close()
    with locks.hold(lock, wait=1):
        pass


def test_threads_of_one_process_take_turns_too(tmp_path: pathlib.Path) -> None:
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(5):
            with locks.hold(tmp_path / "lock", wait=10):
                inside += 1
                most = max(most, inside)
                time.sleep(0.002)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_an_error_gives_the_lock_back(tmp_path: pathlib.Path) -> None:
    with pytest.raises(KeyError), locks.hold(tmp_path / "lock", wait=0):
        raise KeyError
    with locks.hold(tmp_path / "lock", wait=0):
        pass


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_a_lock_that_is_a_link_is_not_followed(tmp_path: pathlib.Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "victim")
    with pytest.raises(CannotSave), locks.hold(tmp_path / "lock", wait=0):
        pass
    assert not (tmp_path / "victim").exists()
