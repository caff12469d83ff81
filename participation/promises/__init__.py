"""Those who owe answers are asked, reminded, and answer by one link on a phone; then the supervisor is told."""
