"""Takes personal data out of texts that are stored or leave the program, and leaves codes and messages alone."""

from orderdoctor.masking.masker import filled, masked, unfilled, without_rests
from orderdoctor.masking.shadow import HIDDEN

__all__ = ["HIDDEN", "filled", "masked", "unfilled", "without_rests"]
