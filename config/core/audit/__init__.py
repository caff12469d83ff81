"""Who changed what and who read what; append-only."""
