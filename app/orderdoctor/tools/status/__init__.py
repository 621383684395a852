"""Recognises an order's status, and says where in the order's way it stands."""
