"""Fill a pretalx with one open call and so many submissions: run by pretalx's own Python, see bench/peer.py.

`PRETALX_CONFIG_FILE=... python pretalx_fill.py COUNT`. Written against pretalx 2025.2.
"""

# mypy: ignore-errors

import datetime as dt
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402 - Django's models exist after its setup
from django.utils.timezone import now  # noqa: E402
from django_scopes import scope, scopes_disabled  # noqa: E402
from pretalx.event.models import Event  # noqa: E402
from pretalx.event.utils import create_organiser_with_team  # noqa: E402
from pretalx.person.models import SpeakerProfile, User  # noqa: E402
from pretalx.submission.models import Submission  # noqa: E402

SLUG, ORGA, SPEAKER = "bench", ("orga@example.com", "orga-Pass-12345"), ("s@example.com", "spk-Pass-12345")  # fmt: skip


def event() -> Event:
    """The call, with an organiser who may do everything."""
    orga = User.objects.create_superuser(email=ORGA[0], password=ORGA[1], name="Orga")
    User.objects.create_user(email=SPEAKER[0], password=SPEAKER[1], name="Speaker")
    organiser, team = create_organiser_with_team(name="Org", slug=SLUG + "org", users=[orga])
    first = (now() + dt.timedelta(days=90)).date()
    made = Event.objects.create(
        name=SLUG, slug=SLUG, organiser=organiser, is_public=True, date_from=first,
        date_to=first + dt.timedelta(days=2), timezone="UTC", email="a@example.org", locale_array="en", locale="en",
    )  # fmt: skip
    with scope(event=made):
        made.build_initial_data()
        made.cfp.deadline = now() + dt.timedelta(days=30)
        made.cfp.save()
    team.all_events = True
    team.save()
    return made


def fill(made: Event, count: int) -> None:
    """Submissions of two hundred speakers."""
    kind, people = made.submission_types.first(), []
    for number in range(200):
        person = User.objects.create_user(email=f"s{number}@example.com", name=f"Speaker {number}")
        SpeakerProfile.objects.create(user=person, event=made, biography="bio")
        people.append(person)
    with transaction.atomic():
        made_now = Submission.objects.bulk_create(
            [
                Submission(
                    event=made, title=f"Proposal {number}", submission_type=kind, abstract="abstract " * 20,
                    code=f"B{number:05d}", content_locale="en", state="submitted",
                )
                for number in range(count)
            ],
            batch_size=500,
        )  # fmt: skip
        for number, one in enumerate(made_now):
            one.speakers.add(people[number % len(people)])


with scopes_disabled():
    call = event()
    with scope(event=call):
        fill(call, int(sys.argv[1]))
        sys.stdout.write(f"{call.submissions.count()} submissions\n")
