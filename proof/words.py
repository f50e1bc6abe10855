"""What `proof.letter` says, in English and Russian: a stick has no catalogues, so the sentences stand here."""

VERDICTS = {
    "genuine": (
        "GENUINE: the city signed this file, and nothing in it contradicts itself.",
        "ПОДЛИННО: этот файл подписан городом, и ничто в нём не противоречит другому.",
    ),
    "unproved": (
        "NOT PROVED: nothing wrong was found, but this does not prove that the city made the file.",
        "НЕ ДОКАЗАНО: ничего неверного не найдено, но и не доказано, что файл сделан городом.",
    ),
    "wrong": (
        "NOT GENUINE: do not rely on this file as it is.",
        "НЕ ПОДЛИННО: на этот файл в таком виде полагаться нельзя.",
    ),
}
STATES = {
    "holds": ("holds", "верно"),
    "wrong": ("WRONG", "НЕВЕРНО"),
    "unknown": ("open", "не проверено"),
}
ABOUT = {
    "file": ("File", "Файл"),
    "signature": ("Signature", "Подпись"),
    "decision": ("Enclosed decision", "Вложенное решение"),
    "page": ("Printed text", "Текст на страницах"),
    "checkpoint": ("State of the log", "Состояние журнала"),
    "newest": ("Your checkpoint", "Ваша контрольная точка"),
}
CLOSE = (
    "This says nothing of whether the decision is still in force: ask {url}",
    "Действует ли решение, этим не проверено: спросите {url}",
)
SENTENCES = {
    "no-pdf": ("it is no PDF", "это не PDF"),
    "cut": ("it is cut off, or something was added at its end", "он обрезан, или в конец что-то дописано"),
    "encrypted": ("it is encrypted; letters never are", "он зашифрован; письма города не шифруются"),
    "too-large": ("it is far larger than a letter", "он много больше письма"),
    "too-much": ("reading it costs far more than a letter does", "его разбор требует много больше, чем письмо"),
    "too-deep": ("it is nested more deeply than a letter is", "он вложен глубже, чем бывает письмо"),
    "syntax": ("its parts are not where they must be", "его части не на своих местах"),
    "stream": ("a part of it is damaged", "часть его повреждена"),
    "filter": ("it is packed in a way that letters are not", "он сжат не так, как письма"),
    "text": ("its text can't be read with certainty", "его текст нельзя прочесть однозначно"),
    "unreadable": ("The file can't be read as a letter: {why}.", "Файл не читается как письмо: {why}."),
    "revised": (
        "Something was added to the file after it was made, and no signature covers that.",
        "В файл что-то добавлено после того, как он был сделан, и подпись этого не покрывает.",
    ),
    "signature-none": (
        "The file bears no signature. Compare it on the city's page of checks: there its bytes tell.",
        "Файл не подписан. Сверьте его на странице проверки города: там решают его байты.",
    ),
    "signature-city": (
        "It covers every byte and is of the city: {name}; certificate {print}; made {at}, as it says itself.",
        "Покрывает каждый байт и сделана городом: {name}; сертификат {print}; сделана {at}, как сказано в ней самой.",
    ),
    "signature-unknown": (
        "It covers every byte. Whose it is was not compared, as you gave no certificate of the city: {name}; {print}.",
        "Покрывает каждый байт. Чья она, не сверено: сертификаты города не даны. {name}; {print}.",
    ),
    "signature-stranger": (
        "It covers every byte, but its certificate is none of those of the city that you gave: {name}; {print}.",
        "Покрывает каждый байт, но сертификата нет среди данных Вами сертификатов города: {name}; {print}.",
    ),
    "signature-expired": (
        "It says that it was made {at}, and its certificate was not valid then: {name}; {print}.",
        "В ней сказано, что она сделана {at}, а сертификат тогда не действовал: {name}; {print}.",
    ),
    "signature-bytes": (
        "The file was changed after it was signed.", "Файл изменён после подписания."),
    "signature-untrue": (
        "The signature was not made with the key of its certificate.",
        "Подпись сделана не ключом своего сертификата."),
    "signature-part": (
        "It covers only a part of the file: something was added to what was signed.",
        "Покрывает лишь часть файла: к подписанному что-то добавлено."),
    "signature-several": (
        "There are several signatures; the city makes one.", "Подписей несколько; город ставит одну."),
    "signature-form": (
        "There is a signature of a form that the city does not make.",
        "В файле подпись такого вида, какого город не ставит."),
    "decision-none": (
        "No decision is enclosed: it is a receipt, or no letter of Veche.",
        "Решение не вложено: это расписка или не письмо Veche."),
    "decision-fits": (
        "letter.json has the form {form}, kind “{kind}”.", "letter.json соответствует форме {form}, вид «{kind}»."),
    "decision-several": ("Several are enclosed under one name.", "Под одним именем вложено несколько."),
    "decision-form": (
        "letter.json does not fit its form at: {where}.", "letter.json не соответствует своей форме: {where}."),
    "decision-new": (
        "letter.json is of a form that this program does not know ({form}): take a newer one.",
        "Форма letter.json этой программе неизвестна ({form}): возьмите программу новее."),
    "decision-specimen": (
        "It is a specimen, made to be looked at: no letter.", "Это образец, сделанный для показа: не письмо."),
    "page-same": (
        "Every page bears number {number} of {day} and code {code}, as letter.json says.",
        "На каждой странице номер {number} от {day} и код {code}, как в letter.json."),
    "page-other": (
        "Page {page} does not bear what letter.json says: {what}.",
        "На странице {page} нет того, что сказано в letter.json: {what}."),
    "page-unreadable": ("The text of the pages can't be read: {why}.", "Текст страниц не читается: {why}."),
    "checkpoint-none": ("No state of the log stands on it.", "Состояния журнала на письме нет."),
    "checkpoint-form": (
        "What letter.json gives as the state of the log is none.",
        "То, что в letter.json дано как состояние журнала, им не является."),
    "checkpoint-signed": (
        "Entries: {size}, root {root}: signed by the city's log, and it stands so on page 1.",
        "Записей: {size}, корень {root}: подписано журналом города и стоит так на странице 1."),
    "checkpoint-unchecked": (
        "Entries: {size}, root {root}: it stands so on page 1; who signed it was not compared, as you gave no key of the log.",
        "Записей: {size}, корень {root}: так стоит на странице 1; чья подпись, не сверено: ключ журнала не дан."),
    "checkpoint-key": (
        "It was signed with a key of the log that you did not give: {key}.",
        "Подписано ключом журнала, которого Вы не дали: {key}."),
    "checkpoint-untrue": (
        "The city's log did not sign it.", "Журнал города этого не подписывал."),
    "checkpoint-page": (
        "Page 1 bears another state of the log than letter.json.",
        "На странице 1 другое состояние журнала, чем в letter.json."),
    "newest-none": (
        "You gave none to compare with.", "Вы не дали ни одной для сверки."),
    "newest-log": (
        "Yours are of another log: {origin}.", "Ваши точки другого журнала: {origin}."),
    "newest-same": (
        "The state of the log on the letter is the one that you have (entries: {size}).",
        "Состояние журнала на письме то же, что у Вас (записей: {size})."),
    "newest-proved": (
        "It is proved that the log over {new} entries begins with that over {old}.",
        "Доказано, что журнал на записи {new} начинается с журнала на записи {old}."),
    "newest-other": (
        "You have another root for the same number of entries, {size}: the letter's log is not the one that you know.",
        "У Вас для того же числа записей, {size}, другой корень: журнал письма не тот, который Вы знаете."),
    "newest-unproved": (
        "The proof does not show that the log over {new} entries begins with that over {old}.",
        "Доказательство не показывает, что журнал на записи {new} начинается с журнала на записи {old}."),
    "newest-apart": (
        "Not compared: ask the office for the proof from entry {old} to entry {new} (`veche checkpoint prove {old} {new}`).",
        "Не сверено: спросите у учреждения доказательство от записи {old} до записи {new} (`veche checkpoint prove {old} {new}`)."),
}  # fmt: skip


def say(sentence: tuple[str, str], lang: str, **values: object) -> str:
    """The sentence in this language, with its values."""
    return sentence[lang == "ru"].format(**values)
