"""`python -m letters.press [LETTERS]`: a warm parent that holds fonts and styles and forks limited children.

It speaks frames on stdin and stdout: four bytes of length, a line of JSON, then the bytes of the PDF. The parent
has one thread and never reads or lays out a letter itself, so what a hostile letter breaks dies with its child
(AD-10). A child prints LETTERS one after another.
"""

import ctypes
import gc
import json
import os
import sys
from contextlib import suppress
from dataclasses import replace

from letters import attached, inner, layout, typography
from letters.layout_parts import Layout
from letters.letter import Letter, from_json
from letters.page import SAMPLES, page
from letters.page import inner as page_of_inner
from letters.parts import N_, Jammed, Unprintable
from letters.press.asking import asked_of, layout_of
from letters.press.children import Children, Work
from letters.press.frames import content, opened, packed, unpacked
from letters.press.limits import Life

try:
    from letters.press import measured, proofread, setting
except OSError as error:  # no system libraries: every letter is then answered with the reason
    setting, BROKEN = None, str(error)  # type: ignore[assignment] # asked before each use
else:
    BROKEN = ""

CLIPS = (400, 200, 100, 60)  # a receipt goes out by itself, on one page, however long the notice is
NEW_NET, NEW_USER = 0x40000000, 0x10000000
GLYPHS = N_("No font of the letters has the characters %(characters)s.")
DIED = N_("The press gave up on the letter: it needs more time or memory than a letter may.")
LIBRARIES = N_(
    "The press lacks system libraries; this mends it: apt-get install --no-install-recommends"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (%(why)s)"
)


def main(life: Life) -> None:
    """Answer letters until stdin ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not spoil a frame
    _shut_the_network()
    work = _warm()
    gc.collect()
    gc.freeze()
    gc.disable()  # a child collects between letters, never during one
    children = Children(work, life=life)
    while (asked := unpacked(sys.stdin.buffer)) is not None:
        answer = children.ask(asked)
        try:
            answers.write(packed(_gave_up() if answer is None else answer))
            answers.flush()
        except BrokenPipeError:  # whoever asked was stopped: the letter stays promised
            break
        del asked, answer
    children.end()
    with suppress(BrokenPipeError):
        answers.close()


def _gave_up() -> bytes:
    return content({"text": DIED, "values": {}})


def _answer(asked: bytes) -> tuple[bytes, bool]:
    """What to answer, and whether the child may go on: a letter held for its words harms no other."""
    try:
        if BROKEN:
            raise Unprintable(LIBRARIES, why=BROKEN)
        question, _ = opened(asked)
        if "inner" in question:
            pdf, pages = _print_inner(inner.from_json(question["inner"]))
        else:
            pdf, pages = _print(
                from_json(question["letter"]), question["mark"], layout_of(question)
            )
    except Unprintable as stop:
        values = {k: str(v) for k, v in stop.values.items()}
        return content({"text": stop.text, "values": values}), not isinstance(stop, Jammed)
    except MemoryError:
        return _gave_up(), False
    except Exception as error:  # noqa: BLE001 - whatever it was, the letter is held and says why
        why = f"{type(error).__name__}: {error}"[:300].encode("utf-8", "replace").decode()
        return content({"text": N_("The press stopped: %(why)s"), "values": {"why": why}}), False
    return content({"pages": pages}, pdf), True


def _print(letter: Letter, mark: str, sheet: Layout) -> tuple[bytes, int]:
    if letter.kind == "receipt" and not letter.head.show_missing and mark != "draft":
        # nobody signs it and nobody waits for a person to look: a sign that no font has is shown by its number
        letter = replace(letter, head=replace(letter.head, show_missing=True))
    draft = mark == "draft"
    locale = letter.head.locale
    laid = setting.lay(_glyphs(letter, page(letter, mark, layout=sheet)), locale, sheet)
    clips = iter(CLIPS if letter.kind == "receipt" else ())
    clip = 0
    while laid.pages > letter.limit and (clip := next(clips, 0)):
        laid = setting.lay(_glyphs(letter, page(letter, mark, clip, sheet)), locale, sheet)
    proofread.proofread(laid.document.pages, letter, bool(clip) or draft, sheet)
    # Not the layout: what the box calls its own may change, and a letter set anew keeps its bytes.
    identity = json.dumps([asked_of(letter, mark, layout.default())], sort_keys=True).encode()
    told = attached.encoded(letter, mark) if attached.told(letter, mark) else b""
    pdf = setting.write(laid, identity, told, letter.head.day)
    measured.measure(pdf, letter, sheet)
    return pdf, laid.pages


def _print_inner(paper: inner.Inner) -> tuple[bytes, int]:
    """A paper of the print room; a sign that no font has is shown by its number: nobody's answer waits for it."""
    written = page_of_inner(paper)
    head, body = written.split("<body", 1)
    laid = setting.lay(head + "<body" + typography.show_missing(body), "inner")
    identity = json.dumps(paper.to_json(), sort_keys=True).encode()
    return setting.write(laid, identity), laid.pages


def _warm() -> Work:
    """Read templates, fonts and hyphenation once, on our own specimens, so that no child has to.

    Gives the work of a child, which forgets each letter but not our specimens.
    """
    if BROKEN:
        return _answer
    for path in sorted(SAMPLES.iterdir()):
        letter = from_json(json.loads(path.read_text("utf-8")))
        if letter.kind == "refused":
            _print(letter, "", layout.default())
        else:
            page(letter)
    ours = setting.hyphenated()

    def work(asked: bytes) -> tuple[bytes, bool]:
        try:
            return _answer(asked)
        finally:
            setting.forget(ours)

    return work


def _glyphs(letter: Letter, written: str) -> str:
    body = written.split("<body", 1)[1]
    missing = typography.missing_glyphs(body)
    if not missing:
        return written
    if not letter.head.show_missing:
        shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in missing)
        raise Unprintable(GLYPHS, characters=shown)
    return typography.show_missing(written)


def _shut_the_network() -> None:
    """An empty network namespace where the kernel lets us; the shelf refuses everything anyway."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_NET):
        libc.unshare(NEW_USER | NEW_NET)


if __name__ == "__main__":
    main(Life(*map(int, sys.argv[1:])))
