"""The terminal front end: commands for people and scripts, and the assistant that asks line by line."""
