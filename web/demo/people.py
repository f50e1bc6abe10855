"""Who lives in the demo city: its offices' staff, the bodies that are asked, those who file."""

from dataclasses import dataclass
from datetime import date, timedelta

from records import accounts
from records.unit_of_work import UnitOfWork
from web.entering import actor_of
from workflow import interests
from workflow.actor import Actor


@dataclass(frozen=True, slots=True)
class Resident:
    """One invented person. `about` is the line beside the name on the demo page; '' keeps it off."""

    key: str
    name: str
    name_ru: str
    role: str = ""
    unit: str = ""
    title: tuple[str, str] = ("", "")
    about: tuple[str, str] = ("", "")
    locale: str = "ru"


PREFECT = ("Deputy prefect", "Заместитель префекта")
HEAD = ("Head of the department", "Руководитель департамента")

RESIDENTS = (
    Resident("vera", "V. A. Sokolnikova", "В. А. Сокольникова",
             about=("Files marches and rallies; one is under review, one has a proposal to answer",
                    "Подаёт уведомления о шествиях и митингах; одно у служб, на одно пришло предложение")),
    Resident("james", "J. Whitfield", "Дж. Уитфилд", locale="en",
             about=("Files pickets in English; has an agreed one and a refusal",
                    "Подаёт уведомления на английском; одно согласовано, в одном отказано")),
    Resident("union", "Council of Courtyards", "Совет дворов",
             about=("An association that files often", "Объединение, которое подаёт уведомления часто")),
    Resident("orlova", "L. N. Orlova", "Л. Н. Орлова", "officer", "prefecture-svao",
             about=("Registers, asks the services, prepares answers", "Регистрирует, запрашивает службы, готовит ответы")),
    Resident("khasanov", "R. I. Khasanov", "Р. И. Хасанов", "officer", "prefecture-svao",
             about=("Examines objections to decisions of others", "Рассматривает возражения на чужие решения")),
    Resident("zuev", "N. P. Zuev", "Н. П. Зуев", "head", "prefecture-svao",
             about=("Head: corrections, incidents, the duty roster", "Руководитель: исправления, пропуски сроков, график дежурств")),
    Resident("morozova", "A. V. Morozova", "А. В. Морозова", "signatory", "prefecture-svao", PREFECT,
             about=("Signs and releases decisions", "Подписывает и выпускает решения")),
    Resident("belova", "S. M. Belova", "С. М. Белова", "signatory", "prefecture-svao", PREFECT,
             about=("Signs answers to objections: she had no part in the decisions", "Подписывает ответы на возражения: в решениях она не участвовала")),
    Resident("kravets", "K. Yu. Kravets", "К. Ю. Кравец", "clerk", "prefecture-svao",
             about=("Prints, sends, enters paper notices", "Печатает, отправляет, вносит бумажные уведомления")),
    Resident("sedova", "V. K. Sedova", "В. К. Седова", "head", "government",
             about=("Head: an officer is away, a notice lies with her", "Руководитель: специалиста нет, уведомление у неё")),
    Resident("volkov", "R. T. Volkov", "Р. Т. Волков", "head", "prefecture-zao"),
    Resident("kirsanova", "I. F. Kirsanova", "И. Ф. Кирсанова", "head", "prefecture-yuao"),
    Resident("lunin", "D. A. Lunin", "Д. А. Лунин", "head", "prefecture-cao"),
    Resident("belykh", "M. S. Belykh", "М. С. Белых", "officer", "government",
             about=("Marches across okrugs and above 5,000 people", "Шествия через несколько округов и больше 5 000 человек")),
    Resident("gromov", "I. D. Gromov", "И. Д. Громов", "signatory", "government", HEAD,
             about=("Signs for the Department", "Подписывает письма департамента")),
    Resident("nesterova", "A. I. Nesterova", "А. И. Нестерова", "signatory", "government", ("Deputy head of the department", "Заместитель руководителя департамента"),
             about=("Signs the Department's answers to objections: she had no part in its decisions", "Подписывает ответы департамента на возражения: в его решениях она не участвовала")),
    Resident("loginova", "K. A. Loginova", "К. А. Логинова", "secretary", "government",
             about=("Secretary: sittings of the commission and their minutes", "Секретарь: заседания комиссии и протоколы")),
    Resident("lapina", "E. O. Lapina", "Е. О. Лапина", "clerk", "government"),
    Resident("tikhonov", "S. G. Tikhonov", "С. Г. Тихонов", "officer", "prefecture-zao"),
    Resident("ermakova", "D. P. Ermakova", "Д. П. Ермакова", "signatory", "prefecture-zao", PREFECT),
    Resident("rybin", "A. A. Rybin", "А. А. Рыбин", "clerk", "prefecture-zao"),
    Resident("shubina", "O. R. Shubina", "О. Р. Шубина", "officer", "prefecture-yuao"),
    Resident("makarov", "V. V. Makarov", "В. В. Макаров", "signatory", "prefecture-yuao", PREFECT),
    Resident("denisova", "N. K. Denisova", "Н. К. Денисова", "clerk", "prefecture-yuao"),
    Resident("galkin", "P. F. Galkin", "П. Ф. Галкин", "officer", "prefecture-cao"),
    Resident("savina", "T. L. Savina", "Т. Л. Савина", "signatory", "prefecture-cao", PREFECT),
    Resident("panov", "G. E. Panov", "Г. Е. Панов", "clerk", "prefecture-cao"),
    Resident("police", "A. S. Nikitin", "А. С. Никитин", "officer", "police",
             about=("Is asked about every notice; sees place, time, size, measures",
                    "Отвечает по каждому уведомлению; видит место, время, численность и меры")),
    Resident("transport", "E. V. Loseva", "Е. В. Лосева", "officer", "transport",
             about=("Is asked about marches and routes", "Отвечает по шествиям и маршрутам")),
    Resident("medical", "B. T. Akhmetov", "Б. Т. Ахметов", "officer", "medical",
             about=("Is asked about large events", "Отвечает по крупным мероприятиям")),
    Resident("auditor", "Yu. M. Feld", "Ю. М. Фельд", "auditor",
             about=("Reads everything, moves nothing", "Читает всё, ничего не меняет")),
    Resident("admin", "S. N. Vetrova", "С. Н. Ветрова", "administrator",
             about=("People and posts of the city", "Люди и должности города")),
)  # fmt: skip
"""Every address is at demo.veche.example, where no mail arrives."""

OFFICERS = {
    "prefecture-svao": "orlova", "government": "belykh", "prefecture-zao": "tikhonov",
    "prefecture-yuao": "shubina", "prefecture-cao": "galkin",
}  # fmt: skip
HEADS = {
    "prefecture-svao": "zuev", "government": "sedova", "prefecture-zao": "volkov",
    "prefecture-yuao": "kirsanova", "prefecture-cao": "lunin",
}  # fmt: skip
SIGNATORIES = {
    "prefecture-svao": "morozova", "government": "gromov", "prefecture-zao": "ermakova",
    "prefecture-yuao": "makarov", "prefecture-cao": "savina",
}  # fmt: skip
CLERKS = {
    "prefecture-svao": "kravets", "government": "lapina", "prefecture-zao": "rybin",
    "prefecture-yuao": "denisova", "prefecture-cao": "panov",
}  # fmt: skip


def settle(work: UnitOfWork, today: date) -> None:
    """Make every resident with the post that they hold since three years ago."""
    for one in RESIDENTS:
        account_id = accounts.create(
            work,
            email=address(one.key),
            name=one.name,
            name_ru=one.name_ru,
            locale=one.locale,
            demo=True,
            about=one.about,
        )
        if one.role:
            accounts.give_post(
                work,
                account_id,
                one.role,
                unit_code=one.unit,
                from_day=today - timedelta(days=1095),
                basis="118-П" if one.role == "signatory" else "",
                title=one.title,
            )
            interests.declare(work, actor=actor(work, one.key), today=today)
    accounts.mark_city(work, "demo")


def address(key: str) -> str:
    """The invented address of a resident."""
    return f"{key}@demo.veche.example"


def actor(work: UnitOfWork, key: str) -> Actor:
    """A resident as the policy sees them now."""
    account_id = accounts.find(work, address(key))
    person = accounts.person(work, account_id, work.now.date()) if account_id else None
    if person is None:
        raise LookupError(f"Nobody in the demo city is called {key}.")
    return actor_of(person)
