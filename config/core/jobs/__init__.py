"""Long work as rows with progress; the only door to the task queue."""
