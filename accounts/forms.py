"""What one types to sign in and about oneself."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import HiddenField, PasswordField, SelectField, StringField, ValidationError

from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, LineField, NameField, PageForm, choices


class Mailbox:
    """An address that mail can be sent to; whether it exists is for the mail to find out."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            validate_email(
                field.data.strip(),
                check_deliverability=False,
                allow_smtputf8=True,
                test_environment=True,
            )
        except EmailNotValidError as error:
            raise ValidationError(
                _l("Enter an e-mail address, for example name@example.org")
            ) from error


class LinkForm(PageForm):
    """An organiser asks for a link."""

    email = LineField(
        _l("Your e-mail"),
        [Given(_l("Enter your e-mail address")), AtMost(254), Mailbox()],
    )


class CodeForm(PageForm):
    """The short code that the link shows in another browser."""

    code = StringField(
        _l("Code from the other browser"),
        [Given(_l("Enter the six letters and figures that the link shows"))],
    )


class PasswordForm(PageForm):
    """Staff sign in; the second factor follows."""

    email = LineField(_l("E-mail address"), [Given(_l("Enter your e-mail address")), AtMost(254)])
    password = PasswordField(_l("Password"), [Given(_l("Enter your password"))])


class NewPasswordForm(PageForm):
    """A password for the own account, typed twice."""

    password = PasswordField(
        _l("New password"),
        [Given(_l("Enter a password"))],
        description=_l(
            "At least 12 letters; a few words are best. No signs or figures are asked for."
        ),
    )
    again = PasswordField(_l("The same once more"), [Given(_l("Enter the password once more"))])

    def validate_again(self, field: Any) -> None:
        """Twice the same, so that a slip of the finger locks nobody out."""
        if field.data != self.password.data:
            raise ValidationError(_l("The two passwords differ"))


class PasskeyForm(PageForm):
    """What a new passkey is called; the device fills in the rest."""

    name = LineField(
        _l("Name of the passkey"),
        [Given(_l("Give the passkey a name, for example “Office telephone”")), AtMost(60)],
        description=_l("So that you know it again, for example “Office telephone”."),
    )
    signed = HiddenField()


class AddressForm(PageForm):
    """Another address for the own account."""

    email = LineField(
        _l("New e-mail"),
        [Given(_l("Enter your e-mail address")), AtMost(254), Mailbox()],
    )


class SecondForm(PageForm):
    """Six figures of the telephone, or a recovery code."""

    code = StringField(
        _l("Code"), [Given(_l("Enter the six figures, or a recovery code")), AtMost(40)]
    )


class OwnForm(PageForm):
    """What people say about themselves."""

    name = NameField(_l("Your name"))
    locale = SelectField(
        _l("Language of pages and mails"),
        choices=choices([("ru", "Русский"), ("en", "English")]),
    )


def add_error(field: Any, words: Any) -> None:
    """Say at a field what only the database knew."""
    field.errors = [*field.errors, words]
