"""Facts that the apps above must hear of. Sent inside the transaction; received in one file per app."""

from django.dispatch import Signal

# Arguments: project, by, at
project_cancelled = Signal()
