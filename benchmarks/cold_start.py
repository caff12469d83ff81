"""From the code alone to the first page: `python3 benchmarks/cold_start.py [--port 8049]`, standard library only.

Takes what is committed into an empty folder, with an empty environment and empty caches of packages, starts
`python3 manage.py demo` there, asks for the sign-in page until it answers, stops, and starts a second time.
Goal: 120 s for the first start and 5 s for the second, on two cores.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOALS = {"first start": 120, "second start": 5}
LONGEST = 600


def started(folder: Path, port: int, own: dict[str, str]) -> float:
    """Seconds from the command to the first page; the demonstration is stopped again."""
    begun = time.perf_counter()
    command = [sys.executable, "manage.py", "demo", f"--port={port}"]
    process = subprocess.Popen(command, cwd=folder, env=own, stdout=subprocess.DEVNULL)
    try:
        while not answers(port):
            if process.poll() is not None or time.perf_counter() - begun > LONGEST:
                sys.exit("the demonstration did not start")
            time.sleep(0.05)
        return time.perf_counter() - begun
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=30) as page:
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=8049)
    port = options.parse_args().port
    folder = Path(tempfile.mkdtemp(prefix="medvirk-cold-"))
    code = folder / "code"
    code.mkdir()
    try:
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x"], cwd=code, input=archive.stdout, check=True)
        caches = {"UV_CACHE_DIR": "uv", "PIP_CACHE_DIR": "pip", "npm_config_cache": "npm"}
        own = {name: value for name, value in os.environ.items() if not name.startswith("MEDVIRK_")}
        own |= {name: str(folder / "caches" / name_of) for name, name_of in caches.items()}
        took = {name: started(code, port, own) for name in GOALS}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for name, seconds in took.items():
        print(f"{name:<13} {seconds:6.1f} s   goal {GOALS[name]} s")
    sys.exit(0 if all(seconds <= GOALS[name] for name, seconds in took.items()) else 1)


if __name__ == "__main__":
    main()
