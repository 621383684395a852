"""Reckons by when something happens: refund windows, links that expire, time left to act; and a reminder for it."""
