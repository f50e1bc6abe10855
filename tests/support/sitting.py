"""A commission of the North-East and its people: verbs over the services, for stories of a sitting."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from records import accounts, commission_rows, rows
from regimes.shelf import Rulebook
from tests.support.city import RULEBOOK, content
from tests.support.everywhere import SPOKESMAN, Everywhere
from workflow import commissions, deciding, filing, sitting_ends, sittings
from workflow.content import SessionIn
from workflow.deciding import DecisionIn
from workflow.filing import Sheet

MASS = "ru-moscow-mass"
MOSCOW = ZoneInfo("Europe/Moscow")
MEMBERS = ("zuev", "hasanov", "police", "transport", "medical")
DRAFT = DecisionIn(
    "agreed", facts="Площадка осмотрена 1 марта.", capacity=9000, **SPOKESMAN,
    conditions=({"what": "Двести распорядителей", "reason": "пять входов", "basis": "распоряжение № 1054-РМ"},),
)  # fmt: skip


def small_law(above: int = 100, tie: str = "") -> Rulebook:
    """The shelf, where a commission votes from a smaller number on, so that a prefecture has one. `tie`: another rule of equal votes."""
    mass = RULEBOOK.current(MASS, date(2027, 3, 1))
    assert mass.commission is not None
    assert mass.commission.tie is not None
    rule = replace(mass.commission.tie, rule=tie or mass.commission.tie.rule)
    other = replace(mass, commission=replace(mass.commission, above=above, tie=rule))
    return replace(RULEBOOK, by_pin={**RULEBOOK.by_pin, mass.pin: other})


@dataclass
class Sitting:
    """A commission of five with a quorum of three, and its secretary."""

    at: Everywhere
    commission: int = 0
    number: int = 0
    notices: dict[str, int] = field(default_factory=dict)

    def founded(self, quorum: int = 3) -> "Sitting":
        """The administrator makes it and seats its members; zuev takes the chair."""
        self.at.city.rulebook = small_law()
        with self.at.city.unit() as work:
            made = accounts.create(work, email="secretary@veche.example", name="S. Secretary")
            accounts.give_post(
                work, made, "secretary", unit_code="prefecture-svao", from_day=date(2020, 1, 1)
            )
        admin, unit = self.at.actor("admin"), self.at.actor("zuev").posts[0].unit_id or 0
        with self.at.city.unit() as work:
            self.commission = commissions.make(
                work, actor=admin, unit_id=unit, name_en="Commission", name_ru="Комиссия", quorum=quorum
            ).id or 0  # fmt: skip
            for key in MEMBERS:
                given = commissions.MemberIn(self.at.account(key), self.today, chair=key == "zuev")
                commissions.seat(
                    work, actor=admin, commission_id=self.commission, given=given, today=self.today
                )
        return self

    @property
    def today(self) -> date:
        """The day in Moscow."""
        return (self.at.city.clock.now() + timedelta(hours=3)).date()

    def large(self, name: str, *, attendance: int = 350, submit: bool = True) -> str:
        """A notice of a mass event whose draft Orlova puts before the commission."""
        said = content(
            kind="cultural_event",
            attendance=attendance,
            sessions=(SessionIn(date(2027, 5, 9), "12:00", "14:00"),),
        )
        sheet = Sheet(MASS, said, "ru", "В. С.", declared=True)
        with self.at.city.unit() as work:
            filed = filing.file(
                work,
                self.at.city.rulebook,
                actor=self.at.actor("other"),
                sheet=sheet,
                key=f"mass-{name}",
                sender="seed",
            )
        self.at.refs[name], self.at.ids[name] = filed.reference, filed.notice_id
        self.notices[name] = filed.notice_id
        self.at.moves(filed.reference, "register")
        self.at.moves(filed.reference, "prepare-without-asking")
        self.writes(filed.reference)
        if submit:
            self.at.moves(filed.reference, "to-commission")
        return filed.reference

    def writes(self, reference: str, who: str = "orlova") -> None:
        """Somebody saves the draft."""
        with self.at.city.unit() as work:
            deciding.save(
                work, self.at.city.rulebook, actor=self.at.actor(who), reference=reference,
                seen=work.notice(reference).revision, draft=DRAFT,
            )  # fmt: skip

    def called(self, *names: str, who: str = "secretary") -> "Sitting":
        """A sitting with these notices on its agenda."""
        actor = self.at.actor(who)
        with self.at.city.unit() as work:
            row = sittings.plan(
                work, actor=actor, commission_id=self.commission,
                starts_at=self.at.city.clock.now() + timedelta(hours=1), place="Зал 2",
            )  # fmt: skip
            self.number = row.id or 0
            sittings.put(
                work, self.at.city.rulebook, actor=actor, sitting_id=self.number,
                notices=[self.notices[name] for name in names],
            )  # fmt: skip
        return self

    def opened(self, *here: str, remote: tuple[str, ...] = ()) -> "Sitting":
        """It begins; these are in the room, those join from elsewhere by themselves."""
        with self.at.city.unit() as work:
            sittings.open_(work, actor=self.at.actor("secretary"), sitting_id=self.number)
        for key in here:
            self.marks("secretary", key, "here")
        for key in remote:
            self.marks(key, key, "remote")
        return self

    def marks(self, by: str, who: str, way: str) -> None:
        """Somebody says how a member is there."""
        with self.at.city.unit() as work:
            sittings.mark(
                work, actor=self.at.actor(by), sitting_id=self.number, account_id=self.at.account(who),
                way=way, today=self.today,
            )  # fmt: skip

    def item(self, name: str) -> int:
        """The item of a notice on the agenda."""
        with self.at.city.reading() as work:
            found = commission_rows.items(work, self.number)
        return next(one.id or 0 for one in found if one.notice_id == self.notices[name])

    def votes(self, name: str, *, by: str = "", **choices: str) -> None:
        """Members vote, or somebody enters it for them."""
        for who, choice in choices.items():
            with self.at.city.unit() as work:
                sittings.vote(
                    work, actor=self.at.actor(by or who), item_id=self.item(name), choice=choice,
                    account_id=self.at.account(who), dissent="Слишком тесно" if choice == "against" else "",
                    today=self.today,
                )  # fmt: skip

    def closes(self, who: str = "secretary", **more: Any) -> dict[str, str]:
        """It is counted; what came of each notice by name."""
        with self.at.city.unit() as work:
            done = sitting_ends.close(
                work, self.at.city.rulebook, actor=self.at.actor(who), sitting_id=self.number,
                remarks="Начали вовремя", today=self.today, zone=MOSCOW, **more,
            )  # fmt: skip
            names = {number: name for name, number in self.notices.items()}
            return {names[one.notice.id or 0]: one.result for one in done}

    def minutes(self, locale: str = "ru") -> Any:
        """The kept minutes in a language."""
        with self.at.city.reading() as work:
            return next(
                one for one in commission_rows.minutes(work, self.number) if one.locale == locale
            )

    def decision(self, name: str) -> Any:
        """The draft or decision of a notice."""
        with self.at.city.reading() as work:
            notice = work.notice(self.at.refs[name])
            return rows.draft_decision(work, notice) or rows.released_decision(work, notice)
