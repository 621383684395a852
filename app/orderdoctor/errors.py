"""The world's faults: what goes wrong outside the program, so that the user must hear of it."""


class WorldFault(Exception):  # noqa: N818 - a fault of the world is not an error of ours
    """A fault of the world: a full disk, a damaged file, a folder without rights.

    Subclasses carry the facts as attributes. The words are made in `ui` and `cli`.
    Anything else that is raised is a bug of ours.
    """
