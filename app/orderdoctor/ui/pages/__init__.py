"""One page a module, one job a page."""
