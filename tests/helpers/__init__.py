"""What tests lean on: nothing here is a test."""
