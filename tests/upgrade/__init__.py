"""Small databases as each stage left them, and the test that brings every one of them up to date."""
