"""`veche places`: the city's own map from GeoJSON files, checked, kept by hash, put in use; and the way back."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from places import atlas, citymap, mapfile, mapmaking
from places.atlas import Atlas
from places.districts import BadPlaces
from places.mapfile import LAYERS, BadMap, Found
from web.command_city import in_city, reads_city
from web.work import places as city_places
from web.work import settings, unit_of_work
from workflow import mapping
from workflow.actor import SYSTEM

SOME = 5  # features that are named where many are meant


@click.group("places", short_help="The city's map: districts, streets, named places.")
def places() -> None:
    """The city's map: districts, streets, crossings, houses and named places."""


def _folder() -> Path:
    return settings().home / "places"


def _in_use() -> Atlas:
    try:
        return citymap.load(_folder(), schematic=settings().demo)
    except BadPlaces as error:
        raise click.ClickException(str(error)) from error


@places.command("import", short_help="Check GeoJSON files and put them in use.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--layer", type=click.Choice(LAYERS), default=None, help="Layer of features that name none."
)
@click.option("--attribution", default="", help="Whose data it is: shown under the map.")
@click.option("--dry-run", is_flag=True, help="Only check, and say what would change.")
@in_city
def import_(files: Sequence[Path], layer: str | None, attribution: str, *, dry_run: bool) -> None:
    """Check GeoJSON FILES and put them in use; layers that they do not bring stay. All or nothing."""
    before = _in_use()
    kept = atlas.EMPTY if before.schematic and not _own_is_there() else before
    found = Found(sources=[{"en": attribution, "ru": attribution}] if attribution else [])
    try:
        for path in files:
            _read(path, found, layer or "")
        click.echo("The features are held against each other.")
        written = mapmaking.written(found, kept, mapfile.known_okrugs(city_places()), click.echo)
        with citymap.draft(_folder(), written) as draft:
            _told(found, draft.counts, before)
            if dry_run:
                click.echo(f"Nothing was changed. The map would be {draft.sha256}.")
                return
            _log(draft.sha256, before, draft.counts)
            draft.use()
    except BadMap as error:
        raise click.ClickException(_faults(error)) from error
    _in_use_now(draft.sha256)


def _told(found: Found, counts: Counter[str], before: Atlas) -> None:
    """What the map would have, what was left out, whose data it is."""
    for name in (one for one in LAYERS if counts[one] or before.of(one)):
        click.echo(f"{name:9} {counts[name]:6}, before {len(before.of(name))}")
    for name, numbers in found.unnamed.items():
        some = ", ".join(str(one) for one in numbers[:SOME])
        more = " ..." if len(numbers) > SOME else ""
        click.echo(
            f"{name}: streets without a name, left out since nobody can write them: {found.left_out[name]:,} "
            f"(feature {some}{more})"
        )
    if not (found.sources or before.sources):
        click.echo(
            "No source is named. Where the licence asks for one, give it with --attribution."
        )


def _own_is_there() -> bool:
    return (_folder() / "maps" / citymap.CURRENT).exists()


def _log(sha256: str, before: Atlas, counts: Counter[str]) -> None:
    """The log says it first: a map that nobody can prove is never in use."""
    with unit_of_work() as work:
        mapping.put_in_use(work, SYSTEM, sha256, before.sha256, counts)


def _in_use_now(sha256: str) -> None:
    click.echo(
        f"In use: map {sha256}. Pages show it at once; filed notices keep what they were filed with."
    )


def _read(path: Path, found: Found, layer: str) -> None:
    """One file, feature by feature."""
    try:
        size = path.stat().st_size
        if size > mapfile.MOST_BYTES:
            most = mapfile.MOST_BYTES // 1_000_000
            raise BadMap(
                [
                    f"{path.name}: has {size // 1_000_000} MB; {most} fit. Simplify it, or leave out small things."
                ]
            )
        with path.open(encoding="utf-8-sig") as source:
            mapfile.load(source, path.name, found, layer, click.echo)
    except OSError as error:
        raise BadMap([f"{path}: can't be read: {error.strerror}."]) from error
    except UnicodeDecodeError as error:
        raise BadMap([f"{path.name}: is not in UTF-8. Save it anew as GeoJSON."]) from error


def _faults(error: BadMap) -> str:
    return "\n".join(("the map is not used, nothing was changed:", *error.faults))


@places.command("list", short_help="The map in use, and the earlier ones.")
@reads_city
def list_maps() -> None:
    """Show the map in use, whose data it is, what it has; and the earlier ones by hash."""
    now = _in_use()
    kind = (
        "schematic, of the box" if now.schematic and not _own_is_there() else now.sha256 or "none"
    )
    click.echo(f"In use: {kind}")
    for source in now.sources:
        click.echo(f"Source: {source.en}")
    for layer, count in sorted(Counter(one.layer for one in now.features).items()):
        click.echo(f"{layer:9} {count}")
    for path in sorted((_folder() / "maps").glob("*.geojson"), key=lambda one: one.stat().st_mtime):
        kept = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        click.echo(f"{kept:%Y-%m-%d %H:%M} UTC  {path.stem}")


@places.command("use", short_help="Put an earlier map in use again.")
@click.argument("sha256")
@in_city
def use(sha256: str) -> None:
    """Put an earlier map in use again, by the beginning of its SHA256; `veche places list` shows them."""
    fits = [one for one in (_folder() / "maps").glob("*.geojson") if one.stem.startswith(sha256)]
    if len(fits) != 1 or len(sha256) < 6:
        raise click.ClickException(
            f"{len(fits)} maps begin so. Give six letters or more of one; see veche places list."
        )
    before, new = _in_use(), fits[0].stem
    if citymap.hashed(fits[0]) != new:
        raise click.ClickException(
            f"{fits[0].name} was changed since it was imported. Import the files again."
        )
    _log(new, before, citymap.layers(fits[0]))
    citymap.put(_folder(), new)
    _in_use_now(new)
