"""The message reader: takes an API reply, a log or a table of failed orders apart."""
