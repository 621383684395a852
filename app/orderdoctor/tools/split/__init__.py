"""Splits an order into as few parts as a limit allows."""
