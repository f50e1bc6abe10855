"""Why a file is not taken, each with how to mend it: ids that the child answers with, and their sentences."""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for «mark, translate later»
    """Mark a sentence for the catalogues."""
    return text


SENTENCES = {
    "empty": N_("The file is empty. Save it anew where it was made, and choose it again."),
    "large": N_(
        "The file is larger than %(most)s MB. Scan it in grey at 150 dpi, or make the picture smaller."
    ),
    "many": N_(
        "A notice takes %(most)s papers. Join some into one PDF, and send the rest of them so."
    ),
    "kind": N_(
        "This is no PDF, PNG or JPEG. Save or print it as PDF, and send the PDF; a picture can also be PNG or JPEG."
    ),
    "ending": N_(
        "The name says %(ending)s, but inside the file is a %(kind)s. Give it the ending .%(right)s, or save it anew."
    ),
    "front": N_(
        "Something stands in front of the PDF in this file. Open it, print it as PDF, and send the new file."
    ),
    "broken-pdf": N_(
        "The PDF is damaged: not all of it can be read. Open it, print it as PDF, and send the new file."
    ),
    "broken-picture": N_(
        "The picture is damaged: not all of it can be read. Open it, save it anew, and send the new file."
    ),
    "encrypted": N_(
        "The PDF is locked by a password or by restrictions. Open it, print it as PDF without them, and send the new file."
    ),
    "active": N_(
        "The PDF does things by itself or carries other files in it (%(what)s). Print it as PDF: the printed file holds only what is seen."
    ),
    "heavy": N_(
        "The file unpacks to far more than its size, so a computer could stand still over it. Print it as PDF anew, or make the picture smaller."
    ),
    "pixels": N_(
        "The picture has %(pixels)s million points, %(most)s million are the most. Make it smaller."
    ),
    "busy": N_(
        "Many papers are being looked through now, so this one was not taken. What you wrote is kept: send the file again in a minute."
    ),
    "slow": N_(
        "Looking through this file took too long or too much memory. Print it as PDF anew, or make the picture smaller."
    ),
}
