"""What every room stands on: settings, addresses, and the ground floor in `config.core`."""
