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


@pytest.mark.parametrize("address", ["/api/v1/units/%00/", "/granvik/people/?text=%00", "/answer/%00/"])
def test_a_zero_byte_in_an_address_is_refused_before_it_is_looked_up(db, client, address):
    answer = client.get(address)

    assert answer.status_code == 400
