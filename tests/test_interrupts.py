"""Ctrl-C is not lost where Python drops the exception that it raises."""

from __future__ import annotations

import os
import signal

import pytest

from analyzer.interrupts import check, remembered

pytestmark = pytest.mark.usefixtures("ctrl_c")


class Tidied:
    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_that_python_drops_is_heard_at_the_next_check() -> None:
    with remembered():
        check()
        thing = Tidied()
        del thing  # the exception falls into `__del__`: Python prints and drops it
        with pytest.raises(KeyboardInterrupt):
            check()
    check()


def test_ctrl_c_interrupts_at_once_and_is_pythons_again_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), remembered():
        os.kill(os.getpid(), signal.SIGINT)
    check()
    assert signal.getsignal(signal.SIGINT) is before


def test_a_caller_that_hears_of_ctrl_c_itself_is_left_alone() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        with remembered():
            os.kill(os.getpid(), signal.SIGINT)
            check()
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT]
