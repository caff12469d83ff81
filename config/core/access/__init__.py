"""Who may do what, and whose rows: permissions as data, `@require`, and the reach of a person."""
