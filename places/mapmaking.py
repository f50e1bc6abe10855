"""What was read of a city's map, held against itself and written as the one canonical file."""

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import shapely

from places import geometry, joining
from places.atlas import Atlas
from places.joining import Streets
from places.mapfile import BadMap, Found, Tell

_TWICE = "its id {id} stands twice. Ids are stored with notices: give each its own."

FAR = 0.3
"""Degrees around the districts: a street or place beyond is in another city, or has its numbers swapped."""


def merged(found: Found, before: Atlas, okrugs: Mapping[str, tuple[str, str]]) -> str:
    """The whole map as one text; for maps that fit in memory several times."""
    return "".join(text for _layer, text in written(found, before, okrugs))


def written(
    found: Found,
    before: Atlas,
    okrugs: Mapping[str, tuple[str, str]],
    tell: Tell = lambda _line: None,
) -> Iterator[tuple[str, str]]:
    """The whole map as canonical text, piece by piece, each with its layer (empty: what stands around the features).

    It has the layers of `found`, and those of `before` that it does not bring. Raises BadMap, naming each feature at
    fault, before the first piece.
    """
    names = {**okrugs, **found.okrugs}
    _number(found)
    _districts(found, names)
    _far_away(found, before)
    if found.faults:
        raise BadMap(found.faults)
    brought = {one["about"]["layer"] for one in found.features}
    brought |= {"street", "crossing"} if found.pieces else set()
    about = {
        "schematic": found.schematic
        or (before.schematic and not brought >= {"district", "street"}),
        "sources": found.sources or [{"en": one.en, "ru": one.ru} for one in before.sources],
        "type": "FeatureCollection",
    }
    yield "", '{"features":['
    comma = ""
    for row in _rows(found, before, brought, names, tell):
        yield row["properties"]["layer"], comma + _canonical(row)
        comma = ","
    yield "", "]," + _canonical(about)[1:]


def _canonical(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _rows(
    found: Found, before: Atlas, brought: set[str], names: Mapping[str, tuple[str, str]], tell: Tell
) -> Iterator[dict[str, Any]]:
    streets = joining.streets(found.pieces) if found.pieces else None
    ids = streets.ids if streets else {}
    for one in found.features:
        yield _row(one, names, ids)
    if streets is not None:
        tell(f"Streets: {len(streets.all):,}, of {len(found.pieces):,} pieces.")
        for street in streets.all:
            about = {"layer": "street", "id": street.id, "en": street.en, "ru": street.ru}
            yield _feature(about, street.shape)
        if not any(one["about"]["layer"] == "crossing" for one in found.features):
            yield from _crossings(streets, tell)
    for row in _kept(before):
        if row["properties"]["layer"] not in brought:
            yield row


def _number(found: Found) -> None:
    """Give an id to what has none; two of one layer may not share one, but pieces of one street may."""
    counts: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for one in found.features:
        about = one["about"]
        counts[about["layer"]] += 1
        about["id"] = about["id"] or f"{about['layer']}-{counts[about['layer']]}"
        if (about["layer"], about["id"]) in seen:
            found.fault(one["where"], _TWICE.format(id=about["id"]))
        seen.add((about["layer"], about["id"]))
    named: dict[str, str] = {}
    for piece in found.pieces:
        if piece.id and named.setdefault(piece.id, piece.en) != piece.en:
            found.fault(piece.where, _TWICE.format(id=piece.id))


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
    everything = [(one["shape"], one["where"]) for one in found.features]
    far = ((shape, where) for shape, where in everything if not shape.intersects(city))
    for shape, where in itertools.chain(far, _far_pieces(found, city)):
        turned = shapely.transform(shape, lambda spots: spots[:, ::-1])
        swapped = (
            " Its coordinates look swapped: GeoJSON writes longitude first."
            if turned.intersects(city)
            else ""
        )
        found.fault(where, f"lies outside the districts of the city.{swapped}")


def _far_pieces(found: Found, city: Any) -> Iterator[tuple[Any, str]]:
    return ((one.shape, one.where) for one in found.pieces if not one.shape.intersects(city))


def _row(
    one: Mapping[str, Any], names: Mapping[str, tuple[str, str]], ids: Mapping[str, str]
) -> dict[str, Any]:
    """`ids`: of pieces whose street goes by the id of another piece; houses and crossings may name any."""
    about = dict(one["about"])
    if about.get("streets"):
        about["streets"] = list(dict.fromkeys(ids.get(id_, id_) for id_ in about["streets"]))
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


def _crossings(streets: Streets, tell: Tell) -> Iterator[dict[str, Any]]:
    """Where two streets meet, with both names; streets that meet twice give two crossings."""
    total = 0
    for here, there, number, spot in joining.crossings(streets):
        total += 1
        about = {
            "layer": "crossing",
            "id": f"{here.id}+{there.id}" + (f"+{number}" if number > 1 else ""),
            "en": f"{here.en} / {there.en}",
            "ru": f"{here.ru} / {there.ru}",
            "streets": [here.id, there.id],
        }
        yield _feature(about, geometry.point(spot))
    tell(f"Crossings found: {total:,}.")


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
