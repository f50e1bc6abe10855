"""Okrugs and districts of a city: looked up by code, listed for a choice, named in both languages."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


class BadPlaces(ValueError):
    """A places file that can't be used; the sentence names file and key."""


@dataclass(frozen=True, slots=True)
class District:
    """The smallest part of the city that a place is in; `id` is stored with notices."""

    id: str
    okrug: str
    en: str
    ru: str

    def in_(self, locale: str) -> str:
        """Give the name in this language."""
        return self.ru if locale == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Okrug:
    """An administrative okrug; `code` is the one of the regimes' cases (CAO, SVAO ...)."""

    code: str
    en: str
    ru: str
    districts: tuple[District, ...]

    def in_(self, locale: str) -> str:
        """Give the name in this language."""
        return self.ru if locale == "ru" else self.en


@dataclass(frozen=True)
class Places:
    """Every okrug of the city, in the order of its file."""

    okrugs: Mapping[str, Okrug]
    by_id: Mapping[str, District]

    def __iter__(self) -> Iterator[Okrug]:
        return iter(self.okrugs.values())

    def okrug(self, code: str) -> Okrug | None:
        """Give the okrug of a code, None if the city has no such okrug."""
        return self.okrugs.get(code)

    def district(self, id_: str) -> District | None:
        """Give the district of an id, None if the city has no such district."""
        return self.by_id.get(id_)

    def line(self, okrug: str, district: str, locale: str) -> str:
        """Say where it is: «North-Eastern okrug, Ostankinsky»; unknown codes are said as they are."""
        here, part = self.okrug(okrug), self.district(district)
        words = [here.in_(locale) if here else okrug, part.in_(locale) if part else district]
        return ", ".join(word for word in words if word)

    def okrug_choices(self, locale: str) -> list[tuple[str, str]]:
        """Give (code, name) of each okrug for a choice."""
        return [(okrug.code, okrug.in_(locale)) for okrug in self]

    def choices(self, locale: str) -> dict[str, list[tuple[str, str]]]:
        """Give (id, name) of each district under the name of its okrug, in alphabetical order."""
        return {
            okrug.in_(locale): sorted(
                ((one.id, one.in_(locale)) for one in okrug.districts), key=lambda pair: pair[1]
            )
            for okrug in self
        }


def load(path: Path = HERE / "moscow.toml") -> Places:
    """Read a places file. Raises BadPlaces, naming file and key, where a name is missing or twice."""
    data = tomllib.loads(path.read_text("utf-8"))
    okrugs: dict[str, Okrug] = {}
    by_id: dict[str, District] = {}
    for code, part in data.get("okrugs", {}).items():
        districts: list[District] = []
        for id_, names in part.get("districts", {}).items():
            if id_ in by_id:
                raise BadPlaces(f"{path.name}: okrugs.{code}.districts.{id_} is named twice")
            en, ru = _names(names, path, f"okrugs.{code}.districts.{id_}")
            by_id[id_] = District(id_, code, en, ru)
            districts.append(by_id[id_])
        en, ru = _names(part, path, f"okrugs.{code}")
        okrugs[code] = Okrug(code, en, ru, tuple(districts))
    if not okrugs:
        raise BadPlaces(f"{path.name}: [okrugs] is missing or empty")
    return Places(okrugs, by_id)


def load_city(extra: Path | None = None) -> Places:
    """Read the city's own file (VECHE_HOME/places/*.toml, the first by name, but its offices) or the box's."""
    files = sorted(extra.glob("*.toml")) if extra and extra.is_dir() else []
    own = [path for path in files if path.name != "offices.toml"]
    return load(own[0]) if own else load()


def _names(part: Mapping[str, Any], path: Path, key: str) -> tuple[str, str]:
    en, ru = part.get("en"), part.get("ru")
    if not (isinstance(en, str) and en and isinstance(ru, str) and ru):
        raise BadPlaces(f"{path.name}: {key} needs a name in `en` and `ru`")
    return en, ru
