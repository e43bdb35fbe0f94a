"""A service that is out of order is left in peace, and found again."""

import pytest

from bot.circuit import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, PROBING, Circuit
from bot.pace import Held

URL, OTHER = "https://smba.example/no/", "https://smba.example/se/"


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def circuit(time) -> Circuit:
    return Circuit(time)


def fails(circuit, times=1):
    for _ in range(times):
        circuit.check(URL)
        circuit.told(URL, well=False)


def wait(circuit):
    with pytest.raises(Held) as caught:
        circuit.check(URL)
    assert caught.value.code == "Circuit"
    return caught.value.wait


def test_failures_in_a_row_open_it_and_success_between_them_does_not(circuit):
    fails(circuit, FAILURES - 1)
    circuit.told(URL, well=True)
    fails(circuit, FAILURES - 1)
    circuit.check(URL)
    fails(circuit)
    assert wait(circuit) == FIRST_PAUSE
    circuit.check(OTHER)


def test_one_probe_at_a_time_is_let_through_and_its_success_closes_it(circuit, time):
    fails(circuit, FAILURES)
    time.now += FIRST_PAUSE
    circuit.check(URL)
    assert wait(circuit) == 2
    circuit.told(URL, well=True)
    circuit.check(URL)


def test_each_probe_that_fails_makes_the_pause_longer_to_an_end(circuit, time):
    fails(circuit, FAILURES)
    pauses = [wait(circuit)]
    for _ in range(8):
        time.now += pauses[-1]
        fails(circuit)
        pauses.append(wait(circuit))
    assert pauses[:3] == [5, 10, 20]
    assert pauses[-1] == LONGEST_PAUSE


def test_calls_that_were_under_way_when_it_opened_make_nothing_longer(circuit):
    fails(circuit, FAILURES)
    for _ in range(10):
        circuit.told(URL, well=False)
    assert wait(circuit) == FIRST_PAUSE


def test_a_probe_that_never_comes_back_is_followed_by_another(circuit, time):
    fails(circuit, FAILURES)
    time.now += FIRST_PAUSE
    circuit.check(URL)
    time.now += PROBING
    circuit.check(URL)
