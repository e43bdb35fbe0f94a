"""`stafett try`, as somebody runs it: starts, says where to look, stops, keeps its data."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.commands.processes import Ended, Process
from bot.commands.surroundings import PortTaken, Surroundings, environment


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def try_it(folder: Path, *ports: int) -> subprocess.Popen[str]:
    flags = ["--data", "data", "--port", str(ports[0]), "--sandbox-port", str(ports[1])]
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "try", *flags],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read_until(running: subprocess.Popen[str], words: str, seconds: float = 60) -> str:
    said, last = "", time.monotonic() + seconds
    while words not in said:
        assert time.monotonic() < last, said
        line = running.stdout.readline()
        assert line, said
        said += line
    return said


def test_it_starts_says_what_to_try_and_stops_keeping_its_data(tmp_path):
    ports = free_port(), free_port()
    for _ in range(2):
        running = try_it(tmp_path, *ports)
        try:
            said = read_until(running, "Ctrl-C")
            assert f"http://localhost:{ports[1]}" in said
            assert "ny logg" in said
        finally:
            running.send_signal(signal.SIGINT)
            rest, _ = running.communicate(timeout=30)
        assert running.returncode == 0
        assert "Stoppet." in rest
        for port in ports:
            socket.create_server(("127.0.0.1", port)).close()
    for secret in ("app-token", "hovednokkel"):
        assert (tmp_path / "data" / secret).stat().st_mode & 0o077 == 0


def test_a_port_in_use_is_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        running = try_it(tmp_path, free_port(), port)
        said, _ = running.communicate(timeout=60)
    assert running.returncode == 2
    assert said.startswith(f"Porten {port} er opptatt")
    assert said.count("\n") == 1


def test_only_our_own_settings_reach_the_processes(tmp_path, monkeypatch):
    monkeypatch.setenv("STAFETT_LISTEN", "0.0.0.0:80")
    monkeypatch.setenv("SANDBOX_HOST", "0.0.0.0")
    around = Surroundings(tmp_path, 1, 2)
    given = environment("STAFETT_", around.settings("t", ("a", "b")))
    assert given["STAFETT_LISTEN"] == "127.0.0.1:1"
    assert given["STAFETT_TENANTS"] == "a,b"
    assert not any(name.startswith("SANDBOX_") for name in given)
    assert "PATH" in given


def test_the_token_is_made_once(tmp_path):
    around = Surroundings(tmp_path / "data", 1, 2)
    token = around.prepare()
    assert len(token) > 30
    assert around.prepare() == token


def test_a_taken_port_is_found(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(PortTaken):
        Surroundings(tmp_path, taken.getsockname()[1], 0).check_ports()


def test_a_process_that_ends_by_itself_tells_its_last_words(tmp_path):
    wrong = {**os.environ, "STAFETT_LISTEN": "tull"}
    process = Process(("bot", "serve"), wrong, tmp_path / "log")
    process.start()
    with pytest.raises(Ended, match=r"^STAFETT_LISTEN is wrong"):
        process.wait_until_it_answers(free_port(), "/")
    process.see_it_stop()
