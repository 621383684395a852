"""The building blocks of every page: texts, buttons, cards, chips, notes."""
