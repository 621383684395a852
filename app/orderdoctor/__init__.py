"""Order Doctor: gets a failed AliExpress order moving again, offline."""

__version__ = "0.1.0"
