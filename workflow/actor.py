"""Who acts: a person with the posts held today, a visitor, or time itself."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A role that the person holds today, in a unit or (None) in the whole office."""

    role: str  # officer head signatory clerk secretary auditor administrator
    unit_id: int | None = None
    unit_code: str = ""
    unit_kind: str = ""  # addressee | body | site


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """A place in an organisation; its organisers are those whose notices its people share."""

    organisation_id: int
    name: str
    role: str  # owner | files | reads
    organisers: frozenset[int] = frozenset()

    @property
    def files(self) -> bool:
        """Whether the person may file and answer for it."""
        return self.role in {"owner", "files"}


@dataclass(frozen=True, slots=True)
class Actor:
    """One person as the policy sees them; made once a request, or by the worker.

    `role` is the word written to the log; `notices` are those that this browser opened by
    link, or by number and check code. `organisers` are those that the person may act for, alone
    or for an organisation; of the organisers in `reads` they only look at the notices.
    """

    account_id: int | None
    name: str
    role: str
    posts: tuple[PostHeld, ...] = ()
    organisers: frozenset[int] = field(default_factory=frozenset)
    notices: frozenset[int] = field(default_factory=frozenset)
    recused: frozenset[int] = field(default_factory=frozenset)
    reads: frozenset[int] = field(default_factory=frozenset)
    seats: tuple[SeatHeld, ...] = ()
    undeclared: bool = False  # of the staff, and has not said which interests they have

    @property
    def roles(self) -> frozenset[str]:
        """Every role that the person may act in, `organiser` for anyone who files."""
        held = {post.role for post in self.posts}
        if self.role in {"visitor", "organiser"} or self.sees or not held:
            held.add("organiser")
        if self.role == "system":
            held = {"system"}
        return frozenset(held)

    @property
    def sees(self) -> frozenset[int]:
        """Every organiser whose notices the person may look at."""
        return self.organisers | self.reads

    @property
    def own(self) -> frozenset[int]:
        """Organisers that are this person's alone, of no organisation."""
        shared = [seat.organisers for seat in self.seats]
        return self.organisers.difference(*shared)

    def seat(self, organisation_id: int) -> SeatHeld | None:
        """The person's place in an organisation, None if there is none."""
        return next((one for one in self.seats if one.organisation_id == organisation_id), None)

    def units(self, *roles: str) -> frozenset[int]:
        """Units in which the person holds one of these roles."""
        return frozenset(
            post.unit_id for post in self.posts if post.role in roles and post.unit_id is not None
        )

    def holds(self, unit_id: int | None, *roles: str) -> bool:
        """Whether one of the roles is held in this unit, or in the whole office."""
        return any(post.role in roles and post.unit_id in (unit_id, None) for post in self.posts)

    @property
    def staff(self) -> bool:
        """Whether the person works at the desk."""
        return bool(self.posts)


VISITOR = Actor(account_id=None, name="", role="visitor")
SYSTEM = Actor(account_id=None, name="", role="system")
