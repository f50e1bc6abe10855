"""Which language typed words are in, for those who listen to a page (WCAG 3.1.2)."""

from flask import Flask

from web.i18n import language

TELLS = 8  # letters from which a language can be told; fewer may be a number and a name


def tongue(text: object) -> str | None:
    """The language of words that somebody typed, where their letters are not those of the page; else None.

    Pages are Russian or English: mostly Cyrillic letters on an English page, Latin alone on a Russian one.
    """
    letters = [sign for sign in str(text) if sign.isalpha()]
    cyrillic = sum("\u0400" <= sign <= "\u04ff" for sign in letters)
    if language() != "ru":
        return "ru" if cyrillic * 2 > len(letters) else None
    return "en" if letters and all(sign < "\u0250" for sign in letters) else None


def written_in(text: object) -> str:
    """The language of typed words, `ru` or `en`, whatever the page speaks; empty where too little is typed to tell."""
    letters = [sign for sign in str(text or "") if sign.isalpha()]
    if len(letters) < TELLS:
        return ""
    cyrillic = sum("\u0400" <= sign <= "\u04ff" for sign in letters)
    if cyrillic * 2 > len(letters):
        return "ru"
    return "" if cyrillic else "en"


def init_app(app: Flask) -> None:
    """Give both to templates: `<bdi{{ {"lang": title|tongue}|xmlattr }}>`."""
    app.jinja_env.filters["tongue"] = tongue
    app.jinja_env.filters["written_in"] = written_in
