"""What erases which table: the one place where an eraser is registered (AD-18).

A table with a column in the data map has its eraser here under the map's rule; a house test holds it.
To keep a new table of a notice: a function `(work, notice_id)` that blanks or deletes, one line in NOTICE. What goes by age alone: erasing_age.py.
Triggers let written texts go only after the notice stands in `erasures`, so that row is written first.
What stays: reference, law, kind, places, days, counts, outcome, ground, dates, numbers, fingerprints.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, select, update

from records import erasing_bargain, erasing_desk, erasing_interests, erasing_print, files
from records.erasing_age import changed, drafts, gone
from records.erasing_people import ORGANISATIONS
from records.people import Account, AddressChange, CityLogin, Passkey, RecoveryCode, SignInLink
from records.tables import (
    CalendarLink,
    Consultation,
    Decision,
    Dispatch,
    Draft,
    Erasure,
    Hold,
    Incident,
    Letter,
    LetterBytes,
    LogDetail,
    LogEntry,
    Mail,
    Member,
    Notice,
    NoticeLink,
    NoticeVersion,
    Organiser,
    PersonGround,
    Plea,
    Proposal,
    ReadEntry,
    SearchKey,
    WebSession,
)
from records.unit_of_work import UnitOfWork

GONE = "—"  # where the database wants a word: there was one, and it was erased
KEPT_ANSWERS = frozenset({"kind", "attendance"})
KEPT_KEYS = ("number", "place")

Eraser = Callable[[UnitOfWork, int], int]


def _where(column: Any, ids: Any) -> Any:
    return column.in_(ids)


# --- one notice ----------------------------------------------------------------------------------


def _organiser(work: UnitOfWork, notice_id: int) -> int:
    """Blank the organiser; where other notices still need the row, part this notice from it."""
    notice = work.get(Notice, notice_id)
    row = work.get(Organiser, notice.organiser_id)
    n: Any = Notice
    erased = select(Erasure.subject_id).where(Erasure.subject_kind == "notice")  # type: ignore[call-overload]
    others = select(n.id).where(
        n.organiser_id == row.id, n.id != notice_id, n.id.not_in(erased)
    )  # fmt: skip
    if work.session.execute(others.limit(1)).first() is not None:
        nobody = Organiser(kind=row.kind, name="", created_at=work.now)
        work.add(nobody)
        work.flush()
        notice.organiser_id = nobody.id or 0
    else:
        row.sqlmodel_update(dict.fromkeys(Organiser.PERSONAL, ""))
        m: Any = Member
        changed(work, delete(Member).where(m.organiser_id == row.id))
    notice.title = ""
    work.flush()
    return 1


def _members(work: UnitOfWork, notice_id: int) -> int:
    """Gone with the organiser's row, or kept for the notices that still have it."""
    return 0


def _notices(work: UnitOfWork, notice_id: int) -> int:
    """The title went with the organiser; the check code only opens an empty notice now."""
    return 0


def _versions(work: UnitOfWork, notice_id: int) -> int:
    v: Any = NoticeVersion
    rows = work.session.execute(select(v.id, v.answers).where(v.notice_id == notice_id)).all()
    for id_, answers in rows:
        left = {name: answers[name] for name in answers if _names_nobody(name, answers[name])}
        blank = update(NoticeVersion).where(v.id == id_)
        changed(work, blank.values(personal=None, salt=None, answers=left))
    return len(rows)


def _names_nobody(name: str, value: Any) -> bool:
    return name in KEPT_ANSWERS or isinstance(value, bool | int)


def _search_keys(work: UnitOfWork, notice_id: int) -> int:
    k: Any = SearchKey
    return changed(
        work, delete(SearchKey).where(k.notice_id == notice_id, k.kind.not_in(KEPT_KEYS))
    )


def _links(work: UnitOfWork, notice_id: int) -> int:
    return changed(work, delete(NoticeLink).where(_where(NoticeLink.notice_id, [notice_id])))


def _consultations(work: UnitOfWork, notice_id: int) -> int:
    blank = update(Consultation).where(_where(Consultation.notice_id, [notice_id]))
    return changed(work, blank.values(ground="", facts="", answered_name=""))


def _decisions(work: UnitOfWork, notice_id: int) -> int:
    d: Any = Decision
    mine = update(Decision).where(d.notice_id == notice_id)
    changed(work, mine.where(d.facts != "").values(facts=GONE))
    empty: dict[str, Any] = {"reasons": "", "measures": [], "items": [], "extra": {}}
    return changed(work, mine.values(**empty, replace_reason=""))


def _person_grounds(work: UnitOfWork, notice_id: int) -> int:
    d: Any = Decision
    mine = select(d.id).where(d.notice_id == notice_id)
    return changed(work, delete(PersonGround).where(_where(PersonGround.decision_id, mine)))


def _proposals(work: UnitOfWork, notice_id: int) -> int:
    blank = update(Proposal).where(_where(Proposal.notice_id, [notice_id]))
    return changed(work, blank.values(answer_reason=""))


def _incidents(work: UnitOfWork, notice_id: int) -> int:
    i: Any = Incident
    blank = update(Incident).where(i.notice_id == notice_id, i.explained_at.is_not(None))
    return changed(work, blank.values(explanation=GONE))


def _pleas(work: UnitOfWork, notice_id: int) -> int:
    p: Any = Plea
    mine = update(Plea).where(p.notice_id == notice_id)
    changed(work, mine.where(p.answer != "").values(answer=GONE))
    return changed(work, mine.values(text=GONE, wish="", filed_by=None))


def _holds(work: UnitOfWork, notice_id: int) -> int:
    h: Any = Hold
    blank = update(Hold).where(h.notice_id == notice_id, h.lifted_at.is_not(None))
    return changed(work, blank.values(reason=GONE, lift_reason=GONE))


def _letters(work: UnitOfWork, notice_id: int) -> int:
    blank = update(Letter).where(_where(Letter.notice_id, [notice_id]))
    return changed(work, blank.values(data={}, held_reason=""))


def _letters_of(notice_id: int) -> Any:
    return select(Letter.id).where(_where(Letter.notice_id, [notice_id]))  # type: ignore[call-overload]


def _letter_bytes(work: UnitOfWork, notice_id: int) -> int:
    mine = _where(LetterBytes.letter_id, _letters_of(notice_id))
    return changed(work, delete(LetterBytes).where(mine))


def _dispatches(work: UnitOfWork, notice_id: int) -> int:
    mine = _where(Dispatch.letter_id, _letters_of(notice_id))
    return changed(work, update(Dispatch).where(mine).values(post_id=""))


def _mails(work: UnitOfWork, notice_id: int) -> int:
    blank = update(Mail).where(_where(Mail.notice_id, [notice_id]))
    return changed(work, blank.values(to="", subject="", body="", back_note="", back_outcome=""))


def _drafts(work: UnitOfWork, notice_id: int) -> int:
    return drafts(work, _where(Draft.filed_notice_id, [notice_id]))


def _files(work: UnitOfWork, notice_id: int) -> int:
    """Names go now, the bytes once the unit is saved; what a paper was and its hash stay."""
    found = [one for one in files.of_notice(work, notice_id) if one.state != "erased"]
    for file in found:
        gone(work).extend(files.keys_of(file))
        file.state, file.name, file.erased_at = "erased", None, work.now
    work.flush()
    return len(found)


def _log_details(work: UnitOfWork, notice_id: int) -> int:
    p: Any = Plea
    count = _details_of(work, "notice", notice_id)
    found = work.session.execute(select(p.kind, p.id).where(p.notice_id == notice_id)).all()
    return count + sum(_details_of(work, kind, id_) for kind, id_ in found)


def _details_of(work: UnitOfWork, kind: str, id_: int) -> int:
    e: Any = LogEntry
    mine = select(e.seq).where(e.subject_kind == kind, e.subject_id == id_)
    return changed(work, delete(LogDetail).where(_where(LogDetail.seq, mine)))


def _readings(work: UnitOfWork, notice_id: int) -> int:
    blank = update(ReadEntry).where(_where(ReadEntry.notice_id, [notice_id]))
    return changed(work, blank.values(reason=""))


NOTICE: dict[str, Eraser] = {
    "person_grounds": _person_grounds,
    "organisers": _organiser,
    "members": _members,
    "notices": _notices,
    "versions": _versions,
    "search_keys": _search_keys,
    "notice_links": _links,
    "consultations": _consultations,
    "decisions": _decisions,
    "proposals": _proposals,
    **erasing_bargain.OF_NOTICE,
    **erasing_desk.OF_NOTICE,
    **erasing_interests.OF_NOTICE,
    "incidents": _incidents,
    "pleas": _pleas,
    "holds": _holds,
    "letters": _letters,
    "letter_bytes": _letter_bytes,
    "dispatches": _dispatches,
    **erasing_print.OF_NOTICE,
    "mails": _mails,
    "files": _files,
    "drafts": _drafts,
    "log_details": _log_details,
    "read_entries": _readings,
}
"""Table -> what erases the rows of one notice, in this order."""


# --- one account ---------------------------------------------------------------------------------


def nobodys_address(account_id: int) -> str:
    """What stands in place of an erased account's address; `.invalid` is never delivered (RFC 2606)."""
    return f"erased-{account_id}@erased.invalid"


def _sign_in_links(work: UnitOfWork, account_id: int) -> int:
    email = work.get(Account, account_id).email
    return changed(work, delete(SignInLink).where(_where(SignInLink.email, [email])))


def _mails_to(work: UnitOfWork, account_id: int) -> int:
    email = work.get(Account, account_id).email
    blank = update(Mail).where(_where(Mail.to, [email]))
    return changed(work, blank.values(to="", subject="", body="", back_note="", back_outcome=""))


def _account(work: UnitOfWork, account_id: int) -> int:
    row = work.get(Account, account_id)
    row.email = nobodys_address(account_id)
    row.name = row.name_ru = row.about_en = row.about_ru = ""
    row.password = row.totp_key = None
    row.disabled_at = row.disabled_at or work.now
    row.active = False
    work.flush()
    return 1


def _of_account(table: Any) -> Eraser:
    def erase(work: UnitOfWork, account_id: int) -> int:
        return changed(work, delete(table).where(table.account_id == account_id))

    return erase


ACCOUNT: dict[str, Eraser] = {
    "sign_in_links": _sign_in_links,
    "mails": _mails_to,
    "web_sessions": _of_account(WebSession),
    "recovery_codes": _of_account(RecoveryCode),
    "calendar_links": _of_account(CalendarLink),
    "members": _of_account(Member),
    **ORGANISATIONS,
    **erasing_interests.OF_ACCOUNT,
    "passkeys": _of_account(Passkey),
    "city_logins": _of_account(CityLogin),
    "address_changes": _of_account(AddressChange),
    "drafts": lambda work, account_id: drafts(work, _where(Draft.account_id, [account_id])),
    "log_details": lambda work, account_id: _details_of(work, "account", account_id),
    "accounts": _account,
}
"""Table -> what erases the rows of one account, the address itself last."""
