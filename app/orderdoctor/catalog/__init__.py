"""What is known: reasons, solutions, steps, messages, sources, and the order's way."""
