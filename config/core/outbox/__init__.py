"""Everything that leaves is a row first; delivery asks again before it sends."""
