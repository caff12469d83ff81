"""Facts that the apps above must hear of. Sent inside the transaction; received in one file per app."""

from django.dispatch import Signal

# Arguments: consent, by, at
consent_withdrawn = Signal()
# Arguments: representative, by, at
representative_left = Signal()
