"""A share in words: dots under ten, percent from ten on. Three of five is no sixty per cent. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.core.ui.charts.numbers import NO_BREAK_SPACE, number

# Of fewer than these a percentage says more than is known.
FEWEST_FOR_PERCENT = 10
HAS, HAS_NOT = "●", "○"


@dataclass(frozen=True)
class Share:
    """A part of a whole that is not nothing, the part no larger than the whole."""

    part: float
    whole: float

    @property
    def is_of_few(self) -> bool:
        return self.whole < FEWEST_FOR_PERCENT

    @property
    def dots(self) -> str:
        """“●●●○○”, beside the words and never instead of them; empty from ten on, and where there are halves."""
        if not self.is_of_few or self.part % 1 or self.whole % 1:
            return ""
        return HAS * int(self.part) + HAS_NOT * int(self.whole - self.part)

    @property
    def words(self) -> str:
        """“3 of 5”, or “62 %”; less than one per cent is not nothing, and nearly all is not all."""
        if self.is_of_few:
            return _("%(part)s of %(whole)s") % {"part": number(self.part), "whole": number(self.whole)}
        percent = 100 * self.part / self.whole
        if 0 < percent < 1:
            return _("under 1 %%") % {}
        if 99 < percent < 100:
            return _("over 99 %%") % {}
        return f"{number(round(percent))}{NO_BREAK_SPACE}%"


def share_of(part: float | None, whole: float | None) -> Share | None:
    """The share where there is one to tell: not of nothing, and not where either is hidden or the part is larger."""
    if part is None or not whole or part > whole or part < 0:
        return None
    return Share(part, whole)
