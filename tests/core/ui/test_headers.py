"""What every answer tells browsers, error pages included."""

import pytest


@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/granvik/", "/nothing-here/at/all/", "/health/live", "/api/v1/units/"]
)
def test_every_answer_is_closed_to_strangers_content(db, client, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
