"""Tracking numbers: which carrier's they can be, whether they are well formed, and what an odd one really is."""
