"""What was read of a city's map, held against itself and written as the one canonical file."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import shapely

from places import geometry
from places.atlas import Atlas
from places.mapfile import BadMap, Found

FAR = 0.3
"""Degrees around the districts: a street or place beyond is in another city, or has its numbers swapped."""


def merged(found: Found, before: Atlas, okrugs: Mapping[str, tuple[str, str]]) -> str:
    """The whole map as canonical text: the layers of `found`, and those of `before` that it does not bring.

    Raises BadMap, naming each feature at fault.
    """
    names = {**okrugs, **found.okrugs}
    _number(found)
    _districts(found, names)
    _far_away(found, before)
    if found.faults:
        raise BadMap(found.faults)
    rows = [_row(one, names) for one in found.features]
    brought = {one["about"]["layer"] for one in found.features}
    if "street" in brought and "crossing" not in brought:
        rows += list(_crossings(found))
        brought.add("crossing")
    rows += [row for row in _kept(before) if row["properties"]["layer"] not in brought]
    whole = {
        "type": "FeatureCollection",
        "schematic": found.schematic
        or (before.schematic and not brought >= {"district", "street"}),
        "sources": found.sources or [{"en": one.en, "ru": one.ru} for one in before.sources],
        "features": rows,
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _number(found: Found) -> None:
    """Give an id to what has none; two of one layer may not share one."""
    counts: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for one in found.features:
        about = one["about"]
        counts[about["layer"]] += 1
        about["id"] = about["id"] or f"{about['layer']}-{counts[about['layer']]}"
        if (about["layer"], about["id"]) in seen:
            found.fault(
                one["where"],
                f"its id {about['id']} stands twice. Ids are stored with notices: give each its own.",
            )
        seen.add((about["layer"], about["id"]))


def _districts(found: Found, names: Mapping[str, tuple[str, str]]) -> None:
    inside = [one for one in found.features if one["about"]["layer"] == "district"]
    for one in inside:
        okrug = one["about"]["okrug"]
        if okrug not in names:
            known = ", ".join(names) or "none"
            found.fault(
                one["where"],
                f"its okrug is {okrug or 'missing'}. Use a known code ({known}), or add a feature of layer okrug.",
            )
    tree = shapely.STRtree([one["shape"] for one in inside])
    for at, one in enumerate(inside):
        for other in sorted(int(number) for number in tree.query(one["shape"], "overlaps")):
            if (
                other > at
                and one["shape"].intersection(inside[other]["shape"]).area > one["shape"].area / 10
            ):
                found.fault(
                    one["where"],
                    f"covers a good part of {inside[other]['about']['en']}. Districts lie side by side.",
                )


def _far_away(found: Found, before: Atlas) -> None:
    """What lies far outside the districts is a fault of coordinates."""
    inside = [one["shape"] for one in found.features if one["about"]["layer"] == "district"]
    bounds = tuple(shapely.total_bounds(inside)) if inside else before.bounds
    if bounds is None:
        return
    city = shapely.box(*bounds).buffer(FAR)
    for one in found.features:
        if one["shape"].intersects(city):
            continue
        turned = shapely.transform(one["shape"], lambda spots: spots[:, ::-1])
        swapped = (
            " Its coordinates look swapped: GeoJSON writes longitude first."
            if turned.intersects(city)
            else ""
        )
        found.fault(one["where"], f"lies outside the districts of the city.{swapped}")


def _row(one: Mapping[str, Any], names: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    about = dict(one["about"])
    if about["layer"] == "district":
        about["okrug_en"], about["okrug_ru"] = names[about["okrug"]]
    return _feature(
        {key: value for key, value in about.items() if value not in ("", [])} | _names(about),
        one["shape"],
    )


def _names(about: Mapping[str, Any]) -> dict[str, str]:
    return {"en": about["en"], "ru": about["ru"]}


def _feature(about: Mapping[str, Any], drawn: Any) -> dict[str, Any]:
    shape = json.loads(geometry.text_of(drawn))
    return {"type": "Feature", "properties": dict(about), "geometry": shape}


def _crossings(found: Found) -> Iterator[dict[str, Any]]:
    """Where two streets meet, with both names; streets that meet twice give two crossings."""
    streets = [one for one in found.features if one["about"]["layer"] == "street"]
    tree = shapely.STRtree([one["shape"] for one in streets])
    for at, one in enumerate(streets):
        for other in sorted(int(number) for number in tree.query(one["shape"], "intersects")):
            if other > at:
                yield from _meeting(one, streets[other])


def _meeting(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    here, there = one["about"], other["about"]
    parts = shapely.get_parts(one["shape"].intersection(other["shape"]))
    spots = sorted(
        {geometry.rounded(part.x, part.y) for part in parts if part.geom_type == "Point"}
    )
    for number, spot in enumerate(spots, start=1):
        about = {
            "layer": "crossing",
            "id": f"{here['id']}+{there['id']}" + (f"+{number}" if number > 1 else ""),
            "en": f"{here['en']} / {there['en']}",
            "ru": f"{here['ru']} / {there['ru']}",
            "streets": [here["id"], there["id"]],
        }
        yield _feature(about, geometry.point(spot))


def _kept(before: Atlas) -> Iterator[dict[str, Any]]:
    for one in before.features:
        about: dict[str, Any] = {"layer": one.layer, "id": one.id, "en": one.en, "ru": one.ru}
        if one.layer == "district":
            about["okrug"], about["okrug_en"], about["okrug_ru"] = before.okrugs[one.id]
        if one.streets:
            about["streets"] = list(one.streets)
        if one.number:
            about["number"] = one.number
        if one.layer == "place":
            about |= {"per_m2": one.per_m2} | ({"people": one.people} if one.people else {})
        yield _feature(about, one.shape)
