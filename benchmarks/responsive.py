"""How long pages take while a list of 20,000 people is taken in: `python benchmarks/responsive.py PATH/demo.json`.

Run it against a demonstration that may be thrown away afterwards: everyone in the list comes into its registry.
Uploads over the API, confirms, and reads the registry and the sign-in page in turn until the job is done.
"""

import argparse
import json
import statistics
import time
import urllib.request
from pathlib import Path
from typing import Any

from import_registry import sheet

BOUNDARY = "medvirk-benchmark"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("accounts", type=Path)
    options.add_argument("--rows", type=int, default=20_000)
    chosen = options.parse_args()
    demo = json.loads(chosen.accounts.read_text())
    token = next(one["api_token"] for one in demo["accounts"] if one["role"] == "facilitator")

    def ask(path: str, body: bytes | None = None, kind: str = "application/json") -> Any:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
        request = urllib.request.Request(demo["address"] + path, data=body, headers=headers)  # noqa: S310  # our own, on loopback
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310  # the same
            return answer.read()

    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="liste.xlsx"\r\n\r\n'
    body = head.encode() + sheet(chosen.rows) + f"\r\n--{BOUNDARY}--\r\n".encode()
    started = time.perf_counter()
    read = json.loads(ask("/api/v1/imports/", body, f"multipart/form-data; boundary={BOUNDARY}"))
    print(f"preview {time.perf_counter() - started:6.1f} s   {len(read['new'])} new")
    address = f"/api/v1/imports/{read['id']}/"
    started = time.perf_counter()
    ask(f"{address}confirm/", b"{}")
    took = []
    while (json.loads(ask(address))["progress"] or {}).get("state") not in ("done", "parked"):
        for page in ("/api/v1/representatives/", "/accounts/login/"):
            begun = time.perf_counter()
            ask(page)
            took.append(time.perf_counter() - begun)
    print(f"confirm {time.perf_counter() - started:6.1f} s   {ask(address).decode()[-120:]}")
    took.sort()
    middle, late = statistics.median(took), took[int(len(took) * 0.95)]
    print(
        f"{len(took)} pages meanwhile: median {middle:.2f} s, 95 % within {late:.2f} s, longest {took[-1]:.2f} s"
    )


if __name__ == "__main__":
    main()
