"""What must stand after every deed, asked of the tables themselves and counted here once more.

Nothing is taken from the services that are watched but their rows: who may sign, who is there, how votes fall is
worked out anew from powers, absences, presences and votes as they lie in the database.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from records import chain, queries, verify
from records.tables import (
    Absence,
    AgendaItem,
    CityText,
    Commission,
    CommissionMember,
    CommissionPresence,
    CommissionSitting,
    CommissionVote,
    Decision,
    LogEntry,
    Minutes,
    Notice,
    NoticeVersion,
    Recusal,
    Section,
    SigningPower,
)
from records.unit_of_work import UnitOfWork
from tests.support.deeds import Deeds
from tests.support.desk_safeguards import DeskSafeguards
from tests.support.sitting import MOSCOW
from workflow import law, policy

N: Any = Notice
R: Any = Recusal
D: Any = Decision
V: Any = NoticeVersion
L: Any = LogEntry
P: Any = SigningPower
A: Any = Absence
I: Any = AgendaItem  # noqa: E741 - the table
S: Any = CommissionSitting
C: Any = Commission
M: Any = CommissionMember
T: Any = CommissionPresence
VOTE: Any = CommissionVote
SEC: Any = Section
MIN: Any = Minutes
TEXT: Any = CityText
VOTED = frozenset({"for-signature", "agreed", "refused"})
"""Stages to which a large event comes by a vote alone."""
ENTRIES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "recusals": (R.id, ("recusal.made",)),
    "powers": (P.id, ("power.given",)),
    "absences": (A.id, ("absence.entered",)),
    "sittings": (S.id, ("sitting.planned",)),
    "sections": (SEC.id, ("section.made",)),
    "minutes": (MIN.id, ("minutes.written",)),
    "words": (TEXT.id, ("text.worded",)),
}
"""Rows of which each new one has an entry of its own."""
COUNTS = select(*[select(func.count(one)).scalar_subquery() for one, _ in ENTRIES.values()])
MINE: Any = bindparam("mine", expanding=True)
NOTICES = select(
    N.id, N.stage, N.owner_id, N.version, N.unit_id, N.attendance, N.reference, N.revision
).where(N.id.in_(MINE))
RECUSED = select(R.account_id, R.notice_id).where(R.lifted_at.is_(None))
DECIDED = select(
    D.id, D.notice_id, D.outcome, D.facts, D.prepared_by, D.prepared_at, D.number, D.signed_by, D.signed_day,
    D.released_at, D.power_id, D.version_id, D.version_hash,
).where(D.notice_id.in_(MINE))  # fmt: skip
FROZEN = ("outcome", "facts", "number", "prepared_by", "signed_by", "power_id", "version_hash")
NEW = (
    select(L.seq, L.kind, L.actor_id, L.subject_kind, L.subject_id, L.from_stage, L.to_stage)
    .where(L.seq > bindparam("since"))
    .order_by(L.seq)
)
ITEMS = (
    select(I.id, I.notice_id, I.decision_id, I.written_at, I.result, I.voting, I.ayes, I.noes, I.abstained,
           I.sitting_id, C.id.label("commission_id"), C.quorum)
    .join(CommissionSitting, S.id == I.sitting_id)
    .join(Commission, C.id == S.commission_id)
    .where(I.notice_id.in_(MINE))
)  # fmt: skip


@dataclass(frozen=True)
class Now:
    """What the tables hold at one moment."""

    at: datetime
    notices: dict[int, Any]
    recused: frozenset[tuple[int, int]]
    decisions: dict[int, Any]
    items: dict[int, Any]
    counts: tuple[int, ...]
    entries: list[Any]


@dataclass
class Safeguards:
    """Watches one walk from its first step on."""

    deeds: Deeds
    log: chain.Verdict = chain.EMPTY
    saved: dict[int, int] = field(default_factory=dict)  # by notice: who saved the draft last
    before: Now | None = None
    desk: DeskSafeguards = field(default_factory=DeskSafeguards)

    def begin(self) -> None:
        """How it is before the first step; everything that is written already is verified too."""
        with self.deeds.at.city.reading() as work:
            self.before = self._now(work)
            self._savers(self.before)

    def hold(self, *, done: bool) -> None:
        """Every safeguard, after a step that was `done` or refused."""
        before = self.before
        assert before is not None
        with self.deeds.at.city.reading() as work:
            now = self._now(work)
            if not done:
                assert unchanged(now, before), "a refused deed has changed something"
            self._log(before, now, done=done)
            for notice in now.notices.values():
                assert (notice.owner_id, notice.id) not in now.recused, (
                    "who is recused owns the notice"
                )
                self._by_vote(work, now, notice)
            for number, row in now.decisions.items():
                self._decision(work, before, now, row, before.decisions.get(number))
            for number, item in now.items.items():
                if item.result and not (number in before.items and before.items[number].result):
                    self._counted(work, before, now, item)
            self._desk(work, now)
            self._unseen(work, now)
        self._savers(now)
        self.before = now

    def _now(self, work: UnitOfWork) -> Now:
        mine = {"mine": [self.deeds.at.ids[name] for name in self.deeds.names]}
        since = self.log.size
        self.log = verify.walk(work.session.connection(), self.log)
        assert self.log.ok, f"the chain is broken: {self.log.why}"
        return Now(
            at=work.now,
            notices={row.id: row for row in work.select(NOTICES, mine)},
            recused=frozenset((who, what) for who, what in work.select(RECUSED)),
            decisions={row.id: row for row in work.select(DECIDED, mine)},
            items={row.id: row for row in work.select(ITEMS, mine)},
            counts=tuple(work.select(COUNTS)[0]),
            entries=list(work.select(NEW, {"since": since})),
        )

    def _desk(self, work: UnitOfWork, now: Now) -> None:
        """What sections, minutes and words have changed; asked only once there is one."""
        mine = {"mine": [self.deeds.at.ids[name] for name in self.deeds.names]}
        sections, minutes, words = now.counts[-3:]
        if sections:
            units = {number: one.unit_id for number, one in now.notices.items()}
            self.desk.sections(work, mine, now.entries, units)
        if minutes:
            self.desk.talks(work, mine)
        if words and self.deeds.did in {"words", "signs"}:
            self.desk.words(work, mine)

    def _savers(self, now: Now) -> None:
        for entry in now.entries:
            if entry.kind == "decision.saved":
                self.saved[entry.subject_id] = entry.actor_id

    def _log(self, before: Now, now: Now, *, done: bool) -> None:
        """Nothing changes without its entry, and nobody writes about a notice in which they have no part."""
        about = {one.subject_id for one in now.entries if one.subject_kind == "notice"}
        if done and self.deeds.wrote:
            assert self.deeds.who in {one.actor_id for one in now.entries}, "no entry of the log"
        for number, notice in now.notices.items():
            was = before.notices[number]
            assert notice[:-1] == was[:-1] or number in about, "a notice changed without an entry"
            moved = [(one.from_stage, one.to_stage) for one in now.entries
                     if one.subject_id == number and one.subject_kind == "notice" and one.to_stage]  # fmt: skip
            path = [was.stage, *(to for _, to in moved)]
            assert path[-1] == notice.stage, "the log tells of another stage"
            assert [one for one, _ in moved] == path[:-1], "a move from where the notice was not"
        kinds = [one.kind for one in now.entries]
        for (name, (_, own)), new, old in zip(
            ENTRIES.items(), now.counts, before.counts, strict=True
        ):
            assert new - old == sum(kinds.count(kind) for kind in own), f"{name} without an entry"
        for one in now.entries:
            if one.subject_kind == "notice":
                assert (one.actor_id, one.subject_id) not in before.recused, (
                    f"{one.kind} by somebody who is recused"
                )

    def _decision(self, work: UnitOfWork, before: Now, now: Now, row: Any, was: Any) -> None:
        if was is not None and was.released_at is not None:
            for name in FROZEN:
                assert getattr(row, name) == getattr(was, name), "a released decision was changed"
            return
        if (was is not None and row[2:6] != was[2:6]) or was is None:
            assert "decision.saved" in {one.kind for one in now.entries}, "a draft without an entry"
        if row.released_at is not None:
            self._signed(work, before, now, row)

    def _signed(self, work: UnitOfWork, before: Now, now: Now, row: Any) -> None:
        """What this very step has released."""
        assert row.signed_by == self.deeds.who, "signed in another's name"
        assert row.signed_by != row.prepared_by, "one person prepared and signed"
        assert row.prepared_by == self.saved[row.notice_id], "not prepared by who saved it last"
        assert not {(row.signed_by, row.notice_id), (row.prepared_by, row.notice_id)} & before.recused, (
            "who is recused took part in the decision"
        )  # fmt: skip
        newest = work.select(
            select(V.id, V.hash).where(V.notice_id == row.notice_id).order_by(V.number.desc())
        )[0]
        assert (row.version_id, row.version_hash) == tuple(newest), (
            "released about a version that is not the last"
        )
        self._power(work, now, row)

    def _power(self, work: UnitOfWork, now: Now, row: Any) -> None:
        notice, day = now.notices[row.notice_id], now.at.astimezone(MOSCOW).date()
        power = work.get(SigningPower, row.power_id)
        regime = law.regime_of(work, self.deeds.at.city.rulebook, work.get(Notice, row.notice_id))
        assert row.signed_day == day
        assert power.account_id == row.signed_by, "signed by another's power"
        assert power.unit_id in (notice.unit_id, None), "a power of another office"
        assert counts_on(power, day), "no power that day"
        assert not power.kinds or regime.outcomes[row.outcome].letter in power.kinds, (
            "another letter"
        )
        if power.absent_id is not None:
            away = select(A.id).where(
                A.account_id == power.absent_id, A.first_day <= day, A.last_day >= day
            )
            own = work.session.execute(
                select(SigningPower).where(P.account_id == power.absent_id, P.absent_id.is_(None))
            ).scalars()
            assert work.select(away) or not any(counts_on(one, day) for one in own), (
                "signed in the absence of somebody who is at work"
            )

    def _by_vote(self, work: UnitOfWork, now: Now, notice: Any) -> None:
        """A large event comes to be signed by a vote for the draft as it stands, and by nothing else."""
        if notice.stage not in VOTED:
            return
        found = work.get(Notice, notice.id)
        asks = law.regime_of(work, self.deeds.at.city.rulebook, found).commission
        if asks is None or notice.attendance <= asks.above:
            return
        newest = max(
            (one for one in now.decisions.values() if one.notice_id == notice.id),
            key=lambda one: one.id,
        )
        assert any(
            (one.decision_id, one.written_at, one.result) == (newest.id, newest.prepared_at, "carried")
            for one in now.items.values()
        ), "signed without a vote"  # fmt: skip

    def _counted(self, work: UnitOfWork, before: Now, now: Now, item: Any) -> None:
        """What this very step has counted, counted once more by hand."""
        day = now.at.astimezone(MOSCOW).date()
        held = select(M.account_id, M.from_day, M.to_day, M.chair)
        seats = work.select(held.where(M.commission_id == item.commission_id))
        ways = select(T.account_id, T.way).where(T.sitting_id == item.sitting_id)
        there = dict(map(tuple, work.select(ways)))
        able = {
            who for who, first, last, _ in seats
            if first <= day and (last is None or day <= last) and there.get(who, "left") != "left"
            and (who, item.notice_id) not in before.recused
        }  # fmt: skip
        said = work.select(select(VOTE.account_id, VOTE.vote).where(VOTE.item_id == item.id))
        cast = [choice for who, choice in said if who in able]
        ayes, noes = (cast.count(choice) for choice in ("for", "against"))
        assert (item.voting, item.ayes, item.noes) == (len(able), ayes, noes), (
            "votes counted wrongly"
        )
        assert item.abstained == len(able) - ayes - noes
        if item.result in {"carried", "rejected"}:
            assert len(able) >= item.quorum, "decided without a quorum"
        chairs = {who for who, _, _, chair in seats if chair} & able
        cast_by = [choice for who, choice in said if who in chairs and ayes == noes]
        if item.result == "carried":
            assert ayes > noes or "for" in cast_by, "carried by a tie or against the votes"
        if item.result == "rejected":
            assert ayes < noes or "against" in cast_by, "rejected by a tie or against the votes"

    def _unseen(self, work: UnitOfWork, now: Now) -> None:
        """Somebody who is recused looks: the notice is not there, in no list, in no number."""
        mine = [pair for pair in sorted(now.recused) if pair[1] in now.notices]
        if not mine:
            return
        who, what = self.deeds.chance.choice(mine)
        scope = policy.scope_of(self.deeds.as_they_are(work, who))
        reference = now.notices[what].reference
        assert not queries.reaches(work, scope, reference), "a recused person finds the notice"
        every = queries.Filters(open_only=False)
        listed = {one.id for one in queries.queue(work, scope, filters=every, limit=1000).rows}
        gone = {notice for account, notice in now.recused if account == who}
        assert not listed & gone, "a recused person is shown the notice in the queue"
        theirs = select(func.count(N.id)).where(N.id.not_in(gone))
        if not scope.everything:
            theirs = theirs.where(N.unit_id.in_(scope.units))
        counted = queries.queue_counts(work, scope, (every,))
        assert counted == (work.select(theirs)[0][0],), "a recused person counts the notice"


def counts_on(power: Any, day: date) -> bool:
    """Whether the day lies in it, and nobody took it back."""
    inside = power.from_day <= day and (power.to_day is None or day <= power.to_day)
    return bool(inside and power.ended_at is None)


def unchanged(now: Now, before: Now) -> bool:
    """Whether nothing differs but the moment."""
    return not now.entries and (now.notices, now.recused, now.decisions, now.items, now.counts) == (
        before.notices, before.recused, before.decisions, before.items, before.counts
    )  # fmt: skip
