"""Faults on purpose: processes killed, brokers emptied, mail servers that misbehave. Counts decide, never times."""
