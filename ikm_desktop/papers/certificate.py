"""SERT: the certificates of a batch, front and back, in A4 landscape.

All that a batch has in common is drawn once and referred to, so that a thousand certificates are a matter of
their names. Contents after the annex of Permensos 9/2019, layout customary; no meterai (UU 10/2020 art. 7).
"""

from __future__ import annotations

import re
from dataclasses import replace

from ikm_desktop import words
from ikm_desktop.papers import fields, fonts, marks, ornament
from ikm_desktop.papers.content import Certificates, Holder, Pictures, Signer
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.emblem import draw_emblem
from ikm_desktop.papers.fonts import BOLD, BONUM, BONUM_ITALIC, ITALIC, SANS
from ikm_desktop.papers.sheet import A4_WIDE, POINT, Sheet
from ikm_desktop.papers.signature import SignatureStyle, signatures
from ikm_desktop.papers.table import CENTRE, Column, Style, SumRow, Table
from ikm_desktop.papers.text import Line, broken, plain
from ikm_desktop.papers.thumb import draw_thumb

MIDDLE = 148.5
NAME_ROOM = 200.0
NAME_LARGEST, NAME_LEAST = 23.0, 14.0
"""Points between which a name shrinks to its room (mm); below, it takes two lines."""

LINE_ROOM = 235.0
_NAME_BASELINE = 180.2
_LOWEST = 189.4
_THUMB = (122.0, 170.0)
_FRONT_SIGN = (214.0, 138.3)
_BACK_SIGN = (232.0, 104.0)
_ORGANISATION = 58.2
_TABLE_TOP = 51.0
_TABLE_END = 176.0
_MANY_ROWS = 14


def draw_certificates(document: Document, content: Certificates) -> None:
    """Draw front and back for every holder, each with a bookmark."""
    key = f"sert{document.next_key()}"
    subjects = _subject_table(content)
    for holder in content.holders:
        sheet = document.start_page(A4_WIDE)
        document.bookmark(f"{holder.number}  {holder.name}".strip())
        document.shared(f"{key}-front", A4_WIDE, lambda s: _draw_front(document, s, content))
        _draw_holder(document, sheet, content, holder)
        document.end_page()
        sheet = document.start_page(A4_WIDE)
        if document.profile.turn_back:
            document.turn(A4_WIDE)
        document.shared(f"{key}-back", A4_WIDE, lambda s: _draw_back(document.profile, s, content, subjects))
        _draw_holder_back(sheet, content, holder, subjects)
        document.end_page()


def certificates_pdf(
    content: Certificates, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the certificates of all holders as one PDF."""
    title = f"Sertifikat {content.title}, Angkatan {content.batch}"
    if len(content.holders) == 1:
        title = f"Sertifikat {content.holders[0].number}".strip()
    document = Document(title, pictures, profile)
    draw_certificates(document, content)
    return document.pdf()


def single(content: Certificates, index: int) -> Certificates:
    """Return the content of one holder's certificate, as it is stored for her alone."""
    return replace(content, holders=(content.holders[index],))


def in_capitals(name: str) -> str:
    """Return a name in capitals, titles of learning as typed: "Drs. YOSEPH CONTOH, M.Si."."""
    first, comma, titles = name.partition(",")
    return re.sub(r"\S+", _capital_word, first) + comma + titles


def _capital_word(match: re.Match[str]) -> str:
    word = match.group()
    return word if re.fullmatch(r"[A-Z][a-z]+\.", word) else word.upper()


# The front


def _draw_front(document: Document, sheet: Sheet, content: Certificates) -> None:
    """Draw what all holders have in common."""
    marks.draw_across(sheet, content.head.marks)
    if document.profile.frame:
        ornament.draw_frame(document, sheet)
    marks.draw_boxes_from(sheet, content.head.marks, *marks.FRONT)
    footer = f"{content.head.kind} · versi {content.head.version}"
    sheet.ending(271, 23.9, footer, 6.5, grey=0.35)
    if document.profile.letterhead:
        letterhead = content.letterhead
        draw_emblem(document, sheet, letterhead.logo, (MIDDLE - 8, 18.6, 16, 14))
        _line(sheet, 37.4, letterhead.government, SANS, 10.5, spacing=0.4)
        _line(sheet, 43.2, letterhead.office, BOLD, 14, spacing=0.3)
    sheet.centred(MIDDLE, 58.8, "SERTIFIKAT", 33, BONUM, spacing=6, colour=ornament.INDIGO)
    sheet.centred(MIDDLE, 73, "Diberikan kepada", 11, BONUM_ITALIC)
    sheet.rule(64.3, 86.5, 232.7, 0.8, colour=ornament.OCHRE)
    sheet.centred(MIDDLE, 105, content.outcome, 11, BONUM_ITALIC)
    _line(sheet, 112.6, content.title, BONUM, 15.5)
    _line(sheet, 119.3, content.subtitle, BONUM, 12.5)
    _line(sheet, 126.4, _organised(content), SANS, 10)
    _draw_front_signature(sheet, content.front)


def _line(sheet: Sheet, y: float, text: str, font: str, size: float, *, spacing: float = 0) -> None:
    """Draw a centred line, set smaller where it is too long. spacing: points after each letter."""
    font = fonts.able(font, text)
    room = LINE_ROOM - spacing * POINT * len(text)
    sheet.centred(MIDDLE, y, text, fonts.fitted(text, font, size, room), font, spacing=spacing)


def _organised(content: Certificates) -> str:
    return f"Angkatan {content.batch}, yang diselenggarakan oleh {content.organiser}"


def _held(content: Certificates, holder: Holder) -> str:
    days = words.date_range_in_sentence(content.first_day, content.last_day)
    grade = f", dengan predikat {holder.grade}" if holder.grade else ""
    hours = words.counted(content.total_hours)
    lasted = f", selama {hours} jam pelajaran" if content.total_hours else ""
    return f"di {content.place} pada tanggal {days}{lasted}{grade}."


def _draw_front_signature(sheet: Sheet, signer: Signer) -> None:
    """Draw the signature; its name stands at a fixed height, beside the photo."""
    x, y = _FRONT_SIGN
    feet = len([foot for foot in (signer.rank, signer.nip, signer.identity) if foot])
    for size in (10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5):
        style = SignatureStyle(size=size, leading=size * 0.415, room=84, drop=0)
        names = len(broken(plain(signer.name, BOLD), size, style.room))
        below = (names - 1 + feet) * style.leading
        title = y + signatures(((x, signer),), lead=0, style=style).body - below
        if title <= _NAME_BASELINE - 30 and _NAME_BASELINE + below <= _LOWEST:
            break
    style = replace(style, drop=_NAME_BASELINE - title)
    signatures(((x, signer),), lead=0, style=style).draw(sheet, y)


def _draw_holder(document: Document, sheet: Sheet, content: Certificates, holder: Holder) -> None:
    _line(sheet, 65.2, f"Nomor: {holder.number}", SANS, 10.5)
    name = in_capitals(holder.name) if content.capitals else holder.name
    _draw_name(sheet, name)
    _line(sheet, 92.4, _born(holder), SANS, 10)
    _line(sheet, 97.2, holder.business, SANS, 10)
    _line(sheet, 131.2, _held(content, holder), SANS, 10)
    if holder.photo not in document.pictures:
        document.shared("photo-room", A4_WIDE, _draw_photo_room)
    else:
        draw_emblem(document, sheet, holder.photo, (141, 146, 30, 40))
    if holder.thumb:
        draw_thumb(sheet, *_THUMB)


def _draw_photo_room(sheet: Sheet) -> None:
    sheet.canvas.setDash([2, 2])
    sheet.box(141, 146, 30, 40, weight=0.5, grey=0.45)
    sheet.canvas.setDash([])
    sheet.centred(156, 164.5, "Pasfoto", 8, grey=0.45)
    sheet.centred(156, 168.3, "3 × 4 cm", 8, grey=0.45)


def _born(holder: Holder) -> str:
    born = f"Lahir di {holder.birth_place}" if holder.birth_place else ""
    if holder.birth_day is not None:
        day = words.long_date(holder.birth_day)
        born = f"{born}, {day}" if born else f"Lahir {day}"
    nik = f"NIK {holder.nik}" if holder.nik else ""
    return "   ·   ".join(part for part in (born, nik) if part)


def _draw_name(sheet: Sheet, name: str) -> None:
    """Draw the name on one line, or on two where it would shrink too far."""
    font = fonts.able(BONUM, name)
    size = fonts.fitted(name, font, NAME_LARGEST, NAME_ROOM)
    if size >= NAME_LEAST:
        sheet.centred(MIDDLE, 83.6, name, size, font, colour=ornament.INDIGO)
        return
    size = NAME_LEAST
    lines = broken(plain(name, font), size, NAME_ROOM)
    while len(lines) > 2:  # noqa: PLR2004 -- room for two
        size -= 0.5
        lines = broken(plain(name, font), size, NAME_ROOM)
    for line, y in zip(_balanced(name, font, size), (78.9, 84.3), strict=False):
        text = line.text
        sheet.centred(MIDDLE, y, text, size, font, colour=ornament.INDIGO)


def _balanced(name: str, font: str, size: float) -> list[Line]:
    """Break a name into two lines of about the same length."""
    room = NAME_ROOM
    lines = broken(plain(name, font), size, room)
    while len(lines) == 2 and room > NAME_ROOM / 2:  # noqa: PLR2004 -- two lines
        room -= 5
        narrower = broken(plain(name, font), size, room)
        if len(narrower) != len(lines):
            break
        lines = narrower
    return lines


# The back


def _draw_back(profile: PrintProfile, sheet: Sheet, content: Certificates, subjects: Table) -> None:
    """Draw the back page but for the holder's own lines."""
    marks.draw_across(sheet, content.head.marks)
    if profile.frame:
        ornament.draw_thin_frame(sheet)
    marks.draw_boxes(sheet, content.head.marks, right=marks.BACK[0], top=marks.BACK[1])
    sheet.centred(MIDDLE, 24.8, "DAFTAR MATA PELATIHAN", 15, BONUM, spacing=1)
    subtitle = f"{content.title} {content.subtitle}".strip() + f", Angkatan {content.batch}"
    _line(sheet, 31.2, subtitle, SANS, 10)
    for y, label in ((40.8, "Nama"), (45.6, "Nomor sertifikat")):
        sheet.text(24, y, label, 10)
        sheet.text(56, y, ":", 10)
    end = subjects.draw(sheet, _TABLE_TOP, 0, len(subjects.rows))
    if content.total_hours:
        hours = words.terbilang(content.total_hours)
        minutes = content.minutes_per_hour
        spelled = f"Terbilang: {hours} jam pelajaran. Satu jam pelajaran (JP) = {minutes} menit."
        sheet.text(24, end + 5.4, spelled, 9, ITALIC)
    sheet.text(192, 52.6, "Penyelenggaraan", 9.5, BOLD)
    _draw_organisation(sheet, content)
    footer = f"{content.head.kind}  ·  versi {content.head.version}  ·  halaman belakang"
    sheet.text(24, 194.5, footer, 6.5, grey=0.35)
    note = "Nomor yang dibatalkan tidak dipakai lagi. Cetak ulang bernomor sama dan ditandai SALINAN."
    sheet.ending(273, 194.5, note, 6.5, grey=0.35)


def _draw_organisation(sheet: Sheet, content: Certificates) -> None:
    """Draw when, where, by what money, and who signs; long lines are set smaller to leave her the room."""
    x, y = _BACK_SIGN
    for size in (9, 8.5, 8, 7.5, 7, 6.5, 6):
        leading = size * 0.533
        lines = fields.fields(content.organisation, 192, 81, label=24, lead=0, size=size, leading=leading)
        people = size + 1
        style = SignatureStyle(size=people, leading=people * 0.44, drop=max(30, 34 - (9 - size) * 2))
        signed = signatures(((x, content.back),), lead=0, style=style)
        below = max(y, _ORGANISATION + lines.body + 12)
        if below + signed.body <= _LOWEST:
            break
    if content.organisation:
        lines.draw(sheet, _ORGANISATION)
    signed.draw(sheet, below)


def _subject_table(content: Certificates) -> Table:
    rows: list[tuple[str, ...]] = []
    sections = set()
    number = 0
    for i, group in enumerate(content.subjects):
        if group.name:
            sections.add(len(rows))
            rows.append((f"{chr(65 + i)}.", group.name, ""))
        for subject in group.subjects:
            number += 1
            rows.append((str(number), subject.name, words.number(subject.hours)))
    row = 7.2 if len(rows) <= _MANY_ROWS else 5.6
    row = min(row, (_TABLE_END - _TABLE_TOP - 16) / max(len(rows), 1))
    return Table(
        [
            Column("No.", 11, CENTRE),
            Column("Mata Pelatihan", 119),
            Column("Jam Pelajaran", 22, CENTRE),
        ],
        rows,
        24,
        Style(size=min(9.5, row / 0.55), row=row),
        total=SumRow("Jumlah jam pelajaran", {2: words.number(content.total_hours)}),
        sections=frozenset(sections),
    )


def _draw_holder_back(sheet: Sheet, content: Certificates, holder: Holder, subjects: Table) -> None:
    name = in_capitals(holder.name) if content.capitals else holder.name
    sheet.text(59, 40.8, name, fonts.fitted(name, BOLD, 9.5, 205), BOLD)
    sheet.text(59, 45.6, holder.number, 9.5)
    end = _TABLE_TOP + subjects.opening(0) + subjects.rest(0) + subjects.closing
    attended = f"Kehadiran: {holder.attended} JP ({holder.percent} persen)."
    sheet.text(24, end + 10.3, attended, 9)
