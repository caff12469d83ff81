"""A secret is made once: whoever starts at the same moment gets the same whole text, readable by its owner alone."""

import stat
from concurrent.futures import ThreadPoolExecutor

from config.core.health import startup


def test_many_that_start_at_once_agree_on_one_secret(tmp_path):
    path = tmp_path / "var" / "secret.key"
    with ThreadPoolExecutor(16) as pool:
        secrets = list(pool.map(lambda _number: startup.local_secret(path, "local"), range(64)))

    assert len(set(secrets)) == 1
    assert len(secrets[0]) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret.key"]


def test_production_makes_none(tmp_path):
    assert startup.local_secret(tmp_path / "secret.key", "production") == ""
    assert startup.local_keyring(tmp_path / "field.keys", "production") == ""
    assert list(tmp_path.iterdir()) == []
