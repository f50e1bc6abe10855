"""A page layout as a style sheet of the press. What all layouts share stands in static/letters/letter.css."""

from letters.layout_parts import HIGH, Layout

FACES = {
    "serif": "'PT Serif','Noto Serif','Noto Sans Hebrew','Noto Naskh Arabic'",
    "sans": "'PT Sans','Noto Sans','Noto Sans Hebrew','Noto Naskh Arabic'",
}
PAGES = {
    "ru": '"страница " counter(page) " из " counter(pages)',
    "en": '"page " counter(page) " of " counter(pages)',
}
SMALL = "font:7.6pt/10pt 'PT Sans';vertical-align:top"
POINTS = 72 / 25.4  # in a mm
LINE = 3.6  # mm: a line of the foot


def css(layout: Layout, locale: str) -> str:
    """The style sheet of the layout for a letter in this language; a paper of the office takes no other."""
    return "\n".join((_page(layout, locale), _head(layout), _sheet(layout), _text(layout)))


def _page(one: Layout, locale: str) -> str:
    m, first, later = one.margins, one.numbers.first, one.numbers.later
    first_pad, pad = first - (HIGH - m.bottom_first) - LINE, later - (HIGH - m.bottom) - LINE
    upper = (
        f"@top-center{{content:counter(page);font:10pt/12pt {_face(one)};vertical-align:top;padding-top:10mm}}"
        if one.numbers.upper
        else ""
    )
    gone = "@top-center{content:none}" if one.numbers.upper else ""
    return (
        f"@page{{size:A4;margin:{m.top:g}mm {m.right:g}mm {m.bottom:g}mm {m.left:g}mm;{upper}"
        f"@bottom-left{{content:string(no);{SMALL};padding-top:{pad:g}mm;width:110mm;text-align:left;white-space:pre}}"
        f"@bottom-right{{content:{PAGES[locale]};{SMALL};padding-top:{pad:g}mm;width:45mm;text-align:right}}}}\n"
        f"@page:first{{margin-bottom:{m.bottom_first:g}mm;{gone}@bottom-left{{content:none}}"
        f"@bottom-right{{padding-top:{first_pad:g}mm}}}}\n"
        f"main{{string-set:no attr(data-foot)}}\n"
        f".sheet{{left:{-m.left:g}mm;top:{-m.top:g}mm}}\n.lead{{height:{one.text.begins - m.top:g}mm}}"
        f" .lead.no-address{{height:{_below_reference(one) - m.top:g}mm}}"
    )


def _below_reference(one: Layout) -> float:
    """Where the text of a paper without an address begins, in mm from the upper edge: below numbers and sender."""
    rows = 5 if one.sender.contact == "reference" else 1
    under = one.reference.top + rows * one.reference.leading / POINTS
    rule = one.rule.top if one.rule else 0
    return round(min(max(under, rule) + 12, one.text.begins), 1)


def _face(one: Layout) -> str:
    return {"serif": "'PT Serif'", "sans": "'PT Sans'"}[one.text.face]


def _head(one: Layout) -> str:
    s, e, r = one.sender, one.emblem, one.reference
    spaced = s.capitals
    lines = [
        f".crest{{left:{e.left:g}mm;top:{e.top:g}mm;width:{e.width:g}mm;height:{e.height:g}mm}}",
        f".head{{left:{s.left:g}mm;width:{s.width:g}mm;top:{s.top:g}mm;text-align:{'center' if s.centred else 'left'};hyphens:none}}",
        f".head .over{{font-size:8pt;line-height:10pt{';letter-spacing:.12em' if spaced else ''}}}",
        (
            f".head .name{{font-size:{s.size:g}pt;line-height:{s.leading:g}pt;font-weight:700;color:#1b2a41"
            f"{';letter-spacing:.045em' if spaced else ''}}}"
        ),
        ".head .data{font-size:7.2pt;line-height:9.4pt}",
        f".ref{{left:{r.left:g}mm;top:{r.top:g}mm;width:{r.width:g}mm;font-size:{r.size:g}pt;line-height:{r.leading:g}pt;hyphens:none}}",
        (
            f".ref .row{{margin-bottom:2pt}} .ref .label,.ref .value{{display:inline-block;vertical-align:top}}"
            f" .ref .label{{width:25mm;font-weight:700}} .ref .value{{width:{r.width - 25:g}mm}}"
        ),
    ]
    if one.rule:
        lines.append(
            f".head-rule{{left:{one.rule.left:g}mm;width:{one.rule.width:g}mm;top:{one.rule.top:g}mm;border-top:.7pt solid #1b2a41;height:0}}"
        )
    return "\n".join(lines)


def _sheet(one: Layout) -> str:
    a, c = one.address, one.check
    lines = [
        f".addr{{left:{a.left:g}mm;top:{a.top:g}mm;width:{a.width:g}mm;font-size:{a.size:g}pt;line-height:{a.leading:g}pt;hyphens:none}}",
        f".mark{{left:{one.state.left:g}mm;top:{one.state.top:g}mm}}",
        f".qrbox{{left:{c.left:g}mm;top:{c.top + 3.6:g}mm;width:17.4mm;height:17.4mm}}",
        f".foot{{left:{c.text:g}mm;top:{c.top + 3.3:g}mm;width:100mm}}",
        f".foot-rule{{left:{c.left:g}mm;width:{one.measure:g}mm;top:{c.top:g}mm;border-top:.3pt solid #000;height:0}}",
        f".who{{width:{one.measure - 72:g}mm}}",
    ]
    if one.return_line:
        r = one.return_line
        lines.append(
            f".back{{left:{r.left:g}mm;width:{r.width:g}mm;top:{r.bottom - 15:g}mm;height:15mm}}"
            ".back>div{position:absolute;left:0;right:0;bottom:0;font:7pt/9pt 'PT Sans','Noto Sans';"
            "border-bottom:.3pt solid #000;hyphens:none}"
        )
    lines += [
        f".fold{number}{{left:{mark.left:g}mm;top:{mark.top:g}mm;width:{mark.length:g}mm;border-top:.3pt solid #000;height:0}}"
        for number, mark in enumerate(one.marks)
    ]
    return "\n".join(lines)


def _text(one: Layout) -> str:
    t, h = one.text, one.heading
    weight = 700 if h.bold else 400
    gap = f"{t.gap:g}pt"
    lines = [
        f"html{{font-family:{FACES[t.face]};font-size:{t.size:g}pt;line-height:{t.leading:g}pt}}",
        f".title{{width:{h.width:g}mm;margin-bottom:{13 if t.gap == 0 else 9}pt}}",
        f".title h1{{font:{weight} {h.size:g}pt/{h.leading:g}pt {FACES[t.face]};text-align:left;margin:0;hyphens:none;break-after:avoid}}",
        f".hail{{text-align:{'center' if t.justified else 'left'};margin-bottom:7pt;hyphens:none}}",
        (
            f".body p{{text-align:{'justify' if t.justified else 'left'};text-indent:{t.indent:g}mm"
            f"{';word-spacing:.01pt' if t.justified else ';hyphens:manual'}}}"
        ),
        ".body li p,.body .flat,.body .key p,.body .exec{text-indent:0}",
        ".body .exec,.body .auto,.body .left{text-align:left}",
        ".body .yours{margin-top:9pt;break-after:avoid}",
    ]
    if t.face == "sans":
        lines.append(".vi{font-family:'Noto Sans'}")
    if t.gap:
        lines.append(
            f".body p+p,.closing>p:first-child,.body ol+p,.body table+p,.body div+p{{margin-top:{gap}}}"
            ".body li p+p{margin-top:2pt} .body .exec{margin-top:12pt}"
            ".tight .body p{font-size:9.8pt;line-height:12.6pt} .tight .body *+p,.tight .closing>p:first-child{margin-top:3pt}"
        )
    return "\n".join(lines)
