"""The offline checks: each finds out what is wrong before the user tries again, and what that says of the reasons."""
