"""Facts that the apps above must hear of. Sent inside the transaction; received in one file per app."""

from django.dispatch import Signal

# Arguments: consent, by, at
consent_withdrawn = Signal()
# Arguments: representative, by, at; thanks: whether a thank-you is sent, no where it is not said
representative_left = Signal()
# Arguments: representative (with everything that is about to be blanked), by, at
representative_erased = Signal()
# Arguments: application, by, at
person_applied = Signal()
# Arguments: municipality, profile, has_word, by, at. A receiver that raises WordMissing refuses the person.
person_registering = Signal()
