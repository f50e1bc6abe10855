"""The data model of notices: what is kept, and what the database itself refuses.

Rules that hold for every table: times are aware UTC; a day is a plain date in the
regime's zone; texts are stored in NFC; JSON columns are replaced, never edited in place.
No table holds participants, biometrics or a score of a person.
"""

from sqlmodel import SQLModel

from records.naming import NAMING

SQLModel.metadata.naming_convention = NAMING

from records.tables.answers import AnswerTime, Consultation, Decision, Due, PersonGround, Proposal  # noqa: E402
from records.tables.bargain import ConditionAnswer, CounterOffer, Minutes  # noqa: E402
from records.tables.bodies import BodyLink, BodyQuestion  # noqa: E402
from records.tables.bulk import BulkItem, BulkRun  # noqa: E402
from records.tables.commission import (  # noqa: E402
    AgendaItem,
    Commission,
    CommissionMember,
    CommissionPresence,
    CommissionSitting,
    CommissionVote,
    SittingMinutes,
)
from records.tables.days import CalendarDay, MovedDate, Recount  # noqa: E402
from records.tables.desk import Note, SavedView, Seen  # noqa: E402
from records.tables.interests import Interest, InterestYear, NoInterest, Recusal  # noqa: E402
from records.tables.kept import Erasure, Hold  # noqa: E402
from records.tables.law import RegimeText  # noqa: E402
from records.tables.letters import Certificate, Dispatch, Letter, LetterBytes, SheetLayout  # noqa: E402
from records.tables.machinery import (  # noqa: E402
    Checkpoint,
    Counter,
    Idempotency,
    Lease,
    LogDetail,
    LogEntry,
    Mail,
    Mark,
    Outbox,
    RateCount,
    ReadEntry,
    WebSession,
)
from records.tables.messages import Message, MessageVersion  # noqa: E402
from records.tables.notices import (  # noqa: E402
    Draft,
    DraftKey,
    File,
    Notice,
    NoticeLink,
    NoticePlace,
    NoticeSession,
    NoticeVersion,
    SearchKey,
    VersionFile,
)
from records.tables.organisations import (  # noqa: E402
    Organisation,
    OrganisationInvite,
    OrganisationMember,
)
from records.tables.pleas import CalendarLink, Plea  # noqa: E402
from records.tables.powers import SigningPower  # noqa: E402
from records.tables.runs import NotSent, Printing, PrintRun, Return, Sheet  # noqa: E402
from records.tables.said import ConditionItem, Sentence, Settlement  # noqa: E402
from records.tables.sections import NoticeSection, Section, SectionMember  # noqa: E402
from records.tables.silence import Absence, DutyShift, Incident  # noqa: E402
from records.tables.tasks import Assignment, AssignmentLink, Resource  # noqa: E402
from records.tables.texts import CityText  # noqa: E402
from records.tables.who import Member, Organiser, Post, Unit  # noqa: E402

__all__ = [
    "Absence",
    "AgendaItem",
    "AnswerTime",
    "Assignment",
    "AssignmentLink",
    "BodyLink",
    "BodyQuestion",
    "BulkItem",
    "BulkRun",
    "CalendarDay",
    "CalendarLink",
    "Certificate",
    "Checkpoint",
    "CityText",
    "Commission",
    "CommissionMember",
    "CommissionPresence",
    "CommissionSitting",
    "CommissionVote",
    "ConditionAnswer",
    "ConditionItem",
    "Consultation",
    "Counter",
    "CounterOffer",
    "Decision",
    "Dispatch",
    "Draft",
    "DraftKey",
    "Due",
    "DutyShift",
    "Erasure",
    "File",
    "Hold",
    "Idempotency",
    "Incident",
    "Interest",
    "InterestYear",
    "Lease",
    "Letter",
    "LetterBytes",
    "LogDetail",
    "LogEntry",
    "Mail",
    "Mark",
    "Member",
    "Message",
    "MessageVersion",
    "Minutes",
    "MovedDate",
    "NoInterest",
    "NotSent",
    "Note",
    "Notice",
    "NoticeLink",
    "NoticePlace",
    "NoticeSection",
    "NoticeSession",
    "NoticeVersion",
    "Organisation",
    "OrganisationInvite",
    "OrganisationMember",
    "Organiser",
    "Outbox",
    "PersonGround",
    "Plea",
    "Post",
    "PrintRun",
    "Printing",
    "Proposal",
    "RateCount",
    "ReadEntry",
    "Recount",
    "Recusal",
    "RegimeText",
    "Resource",
    "Return",
    "SavedView",
    "SearchKey",
    "Section",
    "SectionMember",
    "Seen",
    "Sentence",
    "Settlement",
    "Sheet",
    "SheetLayout",
    "SigningPower",
    "SittingMinutes",
    "Unit",
    "VersionFile",
    "WebSession",
]
