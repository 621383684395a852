"""One country's areas, towns and postcodes: what a name or a postcode means there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from orderdoctor.tools.customer.knowledge import Area, AreaList, Country, Knowledge
from orderdoctor.tools.customer.letters import bare_name, latin, plain, unaccented
from orderdoctor.tools.customer.postcode_form import correct_form


@dataclass(frozen=True)
class Place:
    """A country as the check looks at it."""

    country: Country
    knowledge: Knowledge

    @cached_property
    def areas(self) -> AreaList | None:
        """AliExpress' own areas where they are known, else Google's; None if nobody lists them."""
        return self.knowledge.areas(self.country.code)

    @cached_property
    def google(self) -> AreaList | None:
        """Google's areas."""
        return self.knowledge.google_areas(self.country.code)

    @cached_property
    def postcodes(self) -> tuple[str, tuple[str, ...]]:
        """The pattern of postcodes ("" where there are none), and examples."""
        return self.knowledge.postcode(self.country.code)

    def find(self, text: str) -> Area | None:
        """The area that a name or a code means."""
        return find_area(text, self.areas)

    def owners(self, postcode: str, known: AreaList | None = None) -> tuple[Area, ...]:
        """The areas whose postcodes begin like this one; none if it does not have the country's form."""
        known = known or self.areas
        right = correct_form(postcode.strip(), self.postcodes[0]) if self.postcodes[0] else None
        if known is None or not right:
            return ()
        bare = re.sub(r"[\s-]", "", right)
        return tuple(area for area in known.areas if area.zip and re.match(f"(?:{area.zip})", bare, re.ASCII))

    def fitting(self, postcode: str) -> tuple[str, ...]:
        """The names of the areas that a postcode belongs to."""
        return tuple(map(shown, self.owners(postcode)))

    def homes(self, town: str) -> tuple[Area, ...]:
        """Google's areas that have a town of this name."""
        listed = self.knowledge.town_homes(self.country.code)
        words = plain(town).split()
        tried = [" ".join(words), bare_name(" ".join(words)), *(" ".join(words[at:]) for at in range(1, len(words)))]
        keys = next((listed[name] for name in tried if name in listed), ())
        return tuple(area for area in self.google.areas if area.key in keys) if self.google else ()

    def lists_towns(self, area: Area | None) -> bool:
        """Whether the towns of the area (or, without one, of the country) are listed."""
        towns = self.knowledge.towns(self.country.code)
        return bool(towns) and (area is None or area.key in towns)

    def towns(self, area: Area) -> tuple[str, ...]:
        """The names of an area's towns in Latin letters."""
        return tuple(latin(unaccented(names[-1])) for names in self.knowledge.towns(self.country.code)[area.key])


def find_area(text: str, known: AreaList | None) -> Area | None:
    """The area of a list that a name or a code means, if it means exactly one."""
    wanted = plain(text)
    if known is None or not wanted:
        return None
    for area in known.areas:
        if wanted == plain(area.name) or wanted in map(plain, area.also):
            return area
    for form in (bare_name, _joined):
        same = {area for area in known.areas if form(wanted) in map(form, map(plain, (area.name, *area.also)))}
        if len(same) == 1:
            return same.pop()
    return None


def shown(area: Area) -> str:
    """How the area is to be written: Latin letters without accents, as AliExpress' lists are."""
    return latin(unaccented(area.name))


def _joined(folded: str) -> str:
    return folded.replace(" ", "")
