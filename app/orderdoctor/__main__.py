"""Start Order Doctor: `python -m orderdoctor` or `orderdoctor`."""

from orderdoctor.main import run

if __name__ == "__main__":
    raise SystemExit(run())
