"""A typed line and what the map has under it: found where there is one answer, offered where there are several."""

import difflib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from places import words
from places.atlas import Atlas, Named
from places.geometry import Spot

MOST_OFFERS = 5
MOST_LETTERS = 80
MOST_OF_A_LINE = 400
"""Letters; a longer line is no name of a place, and stays words unread. Forms take fewer."""
MOST_NAMES = 2_000
"""Names that one line is compared with, at most: the rarest words and the rarest letters of it come first."""
MOST_KEPT = 4_096
"""Lines kept as they were read on one map: every page of a draft asks for all of its lines anew."""
_NEAR = 60
_LIKE = 0.6
"""How alike two spellings are to be offered, 0 to 1; nothing is ever chosen by likeness."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of a place: its words, its spot if known, the street it names, and what it may have meant."""

    words: str
    at: Spot | None = None
    street: str = ""  # a street alone has no spot of its own: the way runs along it
    feature: Named | None = None
    offers: tuple[str, ...] = ()  # names to choose from; chosen by a person only
    wrong: str = ""  # outside | swapped | numbers

    @property
    def known(self) -> bool:
        """Whether the map has it."""
        return self.at is not None or bool(self.street)


class Gazetteer:
    """The names of one map, ready to be looked up."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._read = lru_cache(MOST_KEPT)(self._look_up)
        self._alike = lru_cache(MOST_KEPT)(self._likest)

    @cached_property
    def _spots(self) -> dict[tuple[str, ...], list[Named]]:
        found: dict[tuple[str, ...], list[Named]] = defaultdict(list)
        for one in self.atlas.of("place", "crossing"):
            for name in dict.fromkeys((words.key(one.en), words.key(one.ru))):
                found[name].append(one)
        return found

    @cached_property
    def _streets(self) -> dict[str, list[tuple[Counter[str], Named]]]:
        """Streets by the rarest word of their names, each name once; both languages.

        Not by just any word: half of a city's streets share "street", and a line that says no more would meet them all.
        """
        named: dict[tuple[str, ...], Named] = {}
        for one in self.atlas.of("street"):
            for name in (words.key(one.en), words.key(one.ru)):
                if name:
                    named.setdefault(name, one)
        common = Counter(word for name in named for word in set(name))
        found: dict[str, list[tuple[Counter[str], Named]]] = defaultdict(list)
        for name, one in named.items():
            found[min(name, key=lambda word: (common[word], word))].append((Counter(name), one))
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        """Every name as it is offered, by its folded spelling."""
        return {
            " ".join(words.tokens(name)): name
            for one in self.atlas.of("place", "street")
            for name in (one.en, one.ru)
        }

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        """Names by each three letters of them: what shares none is not alike."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            for part in _thirds(name):
                found[part].append(name)
        return found

    @cached_property
    def _crossings(self) -> dict[frozenset[str], list[Named]]:
        found: dict[frozenset[str], list[Named]] = defaultdict(list)
        for one in self.atlas.of("crossing"):
            found[frozenset(self._firsts(one))].append(one)
        return found

    @cached_property
    def _corners_of(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = defaultdict(list)
        for one in self.atlas.of("crossing"):
            for street in self._firsts(one):
                found[street].append(one)
        return found

    @cached_property
    def _houses(self) -> dict[tuple[str, str], list[Named]]:
        found: dict[tuple[str, str], list[Named]] = defaultdict(list)
        for one in self.atlas.of("house"):
            for street in self._firsts(one)[:1]:
                found[street, one.number].append(one)
        return found

    def _firsts(self, one: Named) -> list[str]:
        """The streets of a crossing or a house, each by the first of its name."""
        return [self.atlas.first_of.get(street, street) for street in one.streets]

    def look_up(self, text: str, locale: str) -> Stop:
        """What the map has under a typed line. Coordinates at its end win over its words.

        `offers` are places of one name and crossings of one street; likeness of spelling is asked apart (`alike`).
        """
        text = " ".join(text.split())
        return self._read(text, locale) if len(text) <= MOST_OF_A_LINE else Stop(text)

    def _look_up(self, text: str, locale: str) -> Stop:
        said = words.read(text)
        if said.wrong:
            return Stop(said.words or text, wrong="numbers")
        if said.at is not None:
            return self._at(said.words, said.at)
        return self._by_name(said.words, locale)

    def _at(self, text: str, at: Spot) -> Stop:
        if self.atlas.covers(at):
            streets = self._named_in(text)
            street = streets[0].id if len(streets) == 1 else ""
            return Stop(text, at, street)
        turned = (at[1], at[0])
        swapped = abs(at[0]) <= 90 and self.atlas.covers(turned)
        shown = text or words.written(
            "", at
        )  # a page says what is wrong with it, and shows what was typed
        return Stop(shown, wrong="swapped" if swapped else "outside")

    def _by_name(self, text: str, locale: str) -> Stop:
        exact = self._spots.get(words.key(text), [])
        if len(exact) == 1:
            return Stop(text, exact[0].at, feature=exact[0])
        if exact:  # two places of one name: a person says which
            return Stop(text, offers=_offers(words.written(text, one.at) for one in exact))
        streets = self._named_in(text)
        if len(streets) == 2:
            found = self._crossings.get(frozenset(one.id for one in streets), [])
            if len(found) == 1:
                return Stop(text, found[0].at, feature=found[0])
            return Stop(text, offers=_offers(words.written(text, one.at) for one in found))
        if len(streets) == 1:
            return self._on(streets[0], text, locale)
        return Stop(text)

    def _on(self, street: Named, text: str, locale: str) -> Stop:
        """A line that names one street: the street itself, or a house of it."""
        number = words.house_number(text)
        if not number:
            whole = words.key(text) in {words.key(street.en), words.key(street.ru)}
            return Stop(
                text, street=street.id, offers=() if whole else self._corners(street, locale)
            )
        houses = self._houses.get((street.id, number), [])
        if len(houses) == 1:
            return Stop(text, houses[0].at, street=street.id, feature=houses[0])
        if houses:  # the number stands in two streets of one name: a person says which
            offers = _offers(words.written(text, one.at) for one in houses)
            return Stop(text, street=street.id, offers=offers)
        return Stop(text, street=street.id, offers=self._corners(street, locale))

    def _corners(self, street: Named, locale: str) -> tuple[str, ...]:
        return _offers(one.in_(locale) for one in self._corners_of.get(street.id, ()))

    def _named_in(self, text: str) -> list[Named]:
        """Streets whose whole name stands in a text, the longer names first; a word is used once."""
        left = Counter(words.key(text))
        found: list[Named] = []
        for name, street in sorted(self.candidates(left), key=lambda pair: -pair[0].total()):
            if name <= left and street not in found:
                found.append(street)
                left -= name
        return found

    def candidates(self, said: Counter[str]) -> list[tuple[Counter[str], Named]]:
        """Streets that may stand in a line of these words: by the rarest word of each, no more than MOST_NAMES."""
        lists = sorted((self._streets.get(word, []) for word in said), key=len)
        return list(itertools.islice(itertools.chain.from_iterable(lists), MOST_NAMES))

    def alike(self, text: str) -> tuple[str, ...]:
        """Names that are spelled nearly so, the likest first: to be offered, never to be taken by itself."""
        folded = " ".join(words.tokens(text[:MOST_OF_A_LINE]))
        return self._alike(folded) if 3 <= len(folded) <= MOST_LETTERS else ()

    def _likest(self, folded: str) -> tuple[str, ...]:
        shared = Counter(self.sharing(folded))
        near = [name for name, _count in shared.most_common(_NEAR)]
        likest = difflib.get_close_matches(folded, near, n=MOST_OFFERS, cutoff=_LIKE)
        return _offers(self._names[name] for name in likest)

    def sharing(self, folded: str) -> list[str]:
        """Names for each three letters that they share with a line, the rarest letters first, at most MOST_NAMES.

        What a thousand names share ("street") tells them not apart, so it is left out first.
        """
        lists = sorted((self._parts.get(part, []) for part in _thirds(folded)), key=len)
        return list(itertools.islice(itertools.chain.from_iterable(lists), MOST_NAMES))

    def crossing_of(self, first: str, second: str) -> Named | None:
        """The one crossing of two streets; None without one, or with several."""
        found = self._crossings.get(frozenset((first, second)), [])
        return found[0] if len(found) == 1 and first != second else None


def _thirds(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}


def _offers(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:MOST_OFFERS]
