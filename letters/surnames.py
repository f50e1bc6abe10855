"""Russian surnames, given names and patronymics in the dative, by the rules of grammar; where two are possible, by none.

Rosenthal, Handbook of spelling and style, chapters on the declension of names; Kalakutskaya, Surnames, given names,
patronymics. A function gives None for "no certain answer": the machine then offers nothing.
"""

import re

MALE, FEMALE = "m", "f"
VOWELS = "аеёиоуыэюя"

GIVEN = {
    MALE: {"павел": "павлу", "лев": "льву", "пётр": "петру", "петр": "петру", "илья": "илье", "никита": "никите",
           "фома": "фоме", "лука": "луке", "савва": "савве", "кузьма": "кузьме", "данила": "даниле", "гаврила": "гавриле",
           "муса": "мусе", "абдулла": "абдулле", "мустафа": "мустафе", "яков": "якову"},
    FEMALE: {"любовь": "любови", "нинель": "нинели", "юдифь": "юдифи", "эсфирь": "эсфири", "руфь": "руфи",
             "айгуль": "айгуль", "гузель": "гузель", "николь": "николь", "мишель": "мишель", "асель": "асель"},
}  # fmt: skip
"""Given names that a rule by their ending would get wrong."""

FIXED_FIRST = frozenset({"бонч", "грум", "тер", "кара", "ван", "мак", "аль", "эль", "ибн", "бен", "лже", "сан", "дер", "фон"})  # fmt: skip
"""First parts of double surnames that never change: Бонч-Бруевичу, Кара-Мурзе."""
FRENCH = frozenset(
    {"дюма", "золя", "петипа", "люка", "дега", "моруа", "дюра", "фейхтвангера", "ламартина", "тома"}
)
"""Foreign surnames whose stressed last vowel never changes."""
TURKIC = frozenset({"оглы", "оглу", "кызы", "заде", "паша", "бей", "хан"})


def gender(patronymic: str) -> str:
    """Who bears this patronymic; '' where it is none. `Ильич`, `Ильинична`, and `оглы`, `кызы` written after a name."""
    word = patronymic.lower()
    if word in {"оглы", "оглу"} or re.fullmatch(r"[а-яё]{2,}(ович|евич|ич)", word):
        return MALE
    if word == "кызы" or re.fullmatch(r"[а-яё]{2,}(овна|евна|ична|инична)", word):
        return FEMALE
    return ""


def patronymic(word: str) -> str:
    """Ивановичу, Ивановне; what stands with `оглы` and `кызы` does not change."""
    if word.lower() in TURKIC:
        return word
    return f"{word}у" if word.endswith("ич") else f"{word[:-1]}е"


def given(name: str, who: str) -> str | None:
    """A given name of a man or a woman, part by part where it is double: Анне-Марии."""
    if "-" in name:
        parts = [given(part, who) for part in name.split("-")]
        return "-".join(part for part in parts if part) if all(parts) else None
    word = name.lower()
    if word in GIVEN[who]:
        return _like(name, GIVEN[who][word])
    last, before = word[-1], word[-2:-1]
    if last == "а":
        return None if before in VOWELS else f"{name[:-1]}е"
    if last == "я":
        if before == "и" and len(word) < 4:
            return None  # Лие and Лии
        return f"{name[:-1]}{'и' if before == 'и' else 'е'}"
    if last in VOWELS:
        return None if last == "о" else name
    if who == FEMALE:
        return name if last not in "йь" else None
    return f"{name[:-1]}ю" if last in "йь" else f"{name}у"


def surname(name: str, who: str) -> str | None:
    """A surname of a man or a woman, part by part where it is double."""
    if "-" not in name:
        return _single(name, who)
    *first, last = name.split("-")
    parts = [_first(part, who) for part in first]
    end = _single(last, who)
    if end is None or not all(parts):
        return None
    return "-".join([*(part for part in parts if part), end])


def _first(part: str, who: str) -> str | None:
    """A first part changes where it is a Russian surname by its ending, and stays where it is known not to."""
    word = part.lower()
    if word in FIXED_FIRST:
        return part
    return _single(part, who) if evident(part) or _fixed(word) else None


def evident(name: str) -> str:
    """Whose surname it is by its ending alone: Иванов, Крупская; '' where both may bear it."""
    word = name.lower().rsplit("-", 1)[-1]
    if re.search(r"([оеё]ва|[^жшчщаеёиоуыэюя]ая|няя)$", word):
        return FEMALE
    if re.search(r"([оеё]в|ин|ын|[кгх]ий|[сц]кой|[^жшчщ]ый|ний)$", word):
        return MALE
    return FEMALE if re.search(r"[а-яё]{3}(ина|ына)$", word) else ""


def _fixed(word: str) -> bool:
    """Never changes, whoever bears it: Шевченко, Черных, Гёте, Дюма, Гарсиа."""
    foreign = word in FRENCH or re.search(r"[аеёиоуыэюя]а$", word)
    return bool(re.search(r"([оеёиуыэю]|ых|их)$", word) or foreign)


def _single(name: str, who: str) -> str | None:
    word = name.lower()
    if len(word) < 2:
        return None
    if _fixed(word):
        return name
    return _man(name, word) if who == MALE else _woman(name, word)


def _man(name: str, word: str) -> str | None:
    if re.search(r"([кгх]ий|[^жшчщ]ый|[сц]кой|стой|[оеё]вой|ной)$", word):
        return f"{name[:-2]}ому"
    if word.endswith("ний"):
        return f"{name[:-2]}ему"
    if re.search(r"(ий|ей|ец|ок|ёк|ек|ел|ёл|ень|ая|яя|оть|овь|[оеё]ва)$", word):
        return None  # Соловью and Шубею, Кравцу and Кравецу: both are borne
    if word.endswith("ой") and sum(one in VOWELS for one in word) > 1:
        return None
    if word.endswith(("а", "я")):
        return _first_declension(name, word)
    return f"{name[:-1]}ю" if word[-1] in "йь" else f"{name}у"


def _woman(name: str, word: str) -> str | None:
    if re.search(r"[оеё]ва$|[^жшчщаеёиоуыэюя]ая$", word):
        return f"{name[: -2 if word.endswith('ая') else -1]}ой"
    if word.endswith("няя"):
        return f"{name[:-2]}ей"
    if re.search(r"(ина|ына)$", word):
        return f"{name[:-1]}ой" if word not in COMMON else None
    if word.endswith(("ая", "яя")):
        return None
    return _first_declension(name, word) if word.endswith(("а", "я")) else name


COMMON = frozenset({
    "калина", "малина", "смородина", "былина", "долина", "осина", "рябина", "щетина", "картина", "глина", "перина",
    "вершина", "дубина", "равнина", "лещина", "скотина", "кручина", "година", "машина", "бузина", "лучина", "половина",
    "середина", "крушина", "паутина", "щербина", "скорина", "судьбина", "кислина", "ярмина", "пузина", "калына",
})  # fmt: skip
"""A woman may be Калина (her father too, Калине) or Калина (her father Калин, Калиной)."""


def _first_declension(name: str, word: str) -> str | None:
    """Глинке, Зое, Берии; Слободе. After a vowel only -ия is certain."""
    before = word[-2]
    if word.endswith("ия"):
        return f"{name[:-1]}и"
    return None if before in VOWELS else f"{name[:-1]}е"


def _like(given_: str, form: str) -> str:
    """The form with the capital letter of the name."""
    return form.capitalize() if given_[:1].isupper() else form
