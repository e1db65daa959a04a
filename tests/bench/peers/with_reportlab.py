"""The plan as ReportLab sets and writes it. It does less than the others: no tags, and Hebrew and
Arabic neither shaped nor put in order."""

import io
import re
from html import escape

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

import plan

NAMES = [
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoSans-Italic",
    "NotoSansHebrew-Regular",
    "NotoSansArabic-Regular",
]
for name in NAMES:
    pdfmetrics.registerFont(TTFont(name, str(plan.FONTS / f"{name}.ttf")))

TEXT, SOFT, ACCENT = HexColor("#22262b"), HexColor("#565c63"), HexColor("#0e5f63")
BANDS = [HexColor(it) for it in ["#edf4f1", "#f4f4e6", "#f8f0df", "#f6e8d9", "#f2ddd3"]]
WIDTH, HEIGHT = 400, 130


def style(name, font, size, leading, color=TEXT, before=0.0, after=0.0):
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=leading, textColor=color,
        spaceBefore=before, spaceAfter=after, keepWithNext=name.startswith("heading"),
    )


KICKER = style("kicker", NAMES[1], 9, 13, ACCENT)
TITLE = style("heading0", NAMES[1], 23, 30)
HEADINGS = {
    1: style("heading1", NAMES[1], 14, 19.5, ACCENT, 20, 4),
    2: style("heading2", NAMES[1], 13, 18, TEXT, 10, 1),
}
BODY = style("body", NAMES[0], 10.5, 15, TEXT, 4, 4)
QUOTE = style("quote", NAMES[2], 13.5, 20, TEXT, 5, 5)
CELL = style("cell", NAMES[0], 9.5, 13.5)
HEADER = style("header", NAMES[1], 8, 11.5, SOFT)
SMALL = style("small", NAMES[0], 8.5, 12, SOFT)
RULES = TableStyle([
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor("#ded7ca")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
])


def said(text):
    """Markup in which every script has its face: ReportLab looks for none by itself."""
    marked = re.sub(
        "[\u0590-\u05ff]+", r'<font name="NotoSansHebrew-Regular">\g<0></font>', escape(text)
    )
    return re.sub("[\u0600-\u06ff]+", r'<font name="NotoSansArabic-Regular">\g<0></font>', marked)


def story(it):
    yield Paragraph(said(it["kicker"]), KICKER)
    yield Paragraph(said(it["title"]), TITLE)
    yield Paragraph(said(it["below"]), SMALL)
    for block in it["blocks"]:
        [(kind, words)] = block.items()
        if kind == "heading":
            yield Paragraph(said(words["text"]), HEADINGS[words["level"]])
        elif kind == "paragraph":
            yield Paragraph(said(words), BODY)
        elif kind == "quote":
            yield Paragraph(said(f"“{words}”"), QUOTE)
        elif kind == "bullets":
            for point in words:
                yield Paragraph(said(point), BODY, bulletText="•")
        elif kind == "table":
            yield table(words)
            yield Spacer(0, 8)
        else:
            yield Paragraph(said(words["title"]), SMALL)
            yield chart(words)


def table(words):
    whole = sum(column["share"] for column in words["columns"])
    room = letter[0] - 36 * mm
    rows = [[Paragraph(said(column["title"]), HEADER) for column in words["columns"]]]
    rows += [[Paragraph(said(cell), CELL) for cell in row] for row in words["rows"]]
    widths = [room * column["share"] / whole for column in words["columns"]]
    return Table(rows, widths, repeatRows=1, style=RULES)


def chart(words):
    points, low, high = words["points"], words["low"], words["high"]

    def up(value):
        return 18 + (value - low) / (high - low) * HEIGHT

    def across(index):
        return WIDTH * (index + 0.5) / len(points)

    def label(x, y, text):
        return String(x, y, text, fontName=NAMES[0], fontSize=7.5, fillColor=SOFT)

    drawing = Drawing(WIDTH + 100, HEIGHT + 32)
    for band, color in zip(words["bands"], BANDS):
        bottom, top = up(max(band["from"] - 0.5, low)), up(min(band["to"] + 0.5, high))
        drawing.add(Rect(0, bottom, WIDTH, top - bottom, fillColor=color, strokeColor=None))
        drawing.add(label(WIDTH + 6, (top + bottom) / 2 - 3, band["label"]))
    target = up(words["target"])
    drawing.add(Line(0, target, WIDTH, target, strokeColor=ACCENT, strokeDashArray=[3, 2.5]))
    line = [it for index, (_, value) in enumerate(points) for it in (across(index), up(value))]
    drawing.add(PolyLine(line, strokeColor=ACCENT, strokeWidth=1.2))
    for index, (day, value) in enumerate(points):
        x, y = across(index), up(value)
        drawing.add(Circle(x, y, 2.5, fillColor=ACCENT, strokeColor=ACCENT))
        drawing.add(label(x - 18, 4, day))
        drawing.add(label(x - 4, y + 6, str(value)))
    return drawing


def written(number):
    it = plan.read(plan.filled(plan.TEMPLATE, number))
    out = io.BytesIO()

    def furniture(canvas, _document):
        canvas.setFont(NAMES[0], 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(18 * mm, letter[1] - 10 * mm, it["kicker"])
        canvas.drawString(18 * mm, 10 * mm, "DRAFT, not signed")
        canvas.drawRightString(letter[0] - 18 * mm, 10 * mm, f"Page {canvas.getPageNumber()}")

    document = SimpleDocTemplate(
        out, pagesize=letter, title=it["title"], author=it["kicker"], lang="en-US",
        leftMargin=18 * mm, rightMargin=18 * mm, topMargin=18 * mm, bottomMargin=18 * mm,
    )
    document.build(list(story(it)), onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


plan.answer(written)
