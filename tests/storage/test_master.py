"""The master key's file."""

import threading

import pytest

from storage.errors import MasterKeyError
from storage.master import load_master_key


def test_a_missing_key_is_made_for_its_owner_alone_and_stays_the_same(tmp_path):
    path = tmp_path / "deep" / "master.key"
    key = load_master_key(path)
    assert len(key) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_master_key(path) == key
    assert [one.name for one in path.parent.iterdir()] == ["master.key"]


def test_all_that_start_at_once_get_the_same_key(tmp_path):
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(load_master_key(tmp_path / "k")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    ("content", "mode", "says"),
    [
        (bytes(32), 0o644, "chmod 600"),
        (bytes(16), 0o600, "32 bytes, not 16"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_in_a_sentence(tmp_path, content, mode, says):
    path = tmp_path / "master.key"
    path.write_bytes(content)
    path.chmod(mode)
    with pytest.raises(MasterKeyError, match=says):
        load_master_key(path)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(MasterKeyError, match="cannot be made"):
        load_master_key(tmp_path / "file" / "master.key")
