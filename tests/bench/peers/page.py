"""The plan as a page of HTML, with the marks of a client still in it."""

from html import escape

from plan import ARABIC, FONTS, HEBREW, has

WIDTH, HEIGHT = 400, 130
BANDS = ["#edf4f1", "#f4f4e6", "#f8f0df", "#f6e8d9", "#f2ddd3"]

FACES = [
    ("Noto Sans", "NotoSans-Regular", 400, "normal"),
    ("Noto Sans", "NotoSans-Bold", 700, "normal"),
    ("Noto Sans", "NotoSans-Italic", 400, "italic"),
    ("Noto Sans Hebrew", "NotoSansHebrew-Regular", 400, "normal"),
    ("Noto Sans Arabic", "NotoSansArabic-Regular", 400, "normal"),
]

STYLE = """
@page { size: letter; margin: 18mm;
  @top-left { content: "CLINIC"; font: 8pt Noto Sans; color: #565c63 }
  @bottom-left { content: "DRAFT, not signed"; font: 8pt Noto Sans; color: #565c63 }
  @bottom-right { content: "Page " counter(page) " of " counter(pages);
    font: 8pt Noto Sans; color: #565c63 } }
body { margin: 0; color: #22262b;
  font: 10.5pt/15pt "Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic" }
h1, h2, h3 { break-after: avoid }
h1 { font-size: 23pt; line-height: 30pt; margin: 0 }
h2 { font-size: 14pt; line-height: 19.5pt; color: #0e5f63; margin: 20pt 0 4pt }
h3 { font-size: 13pt; line-height: 18pt; margin: 10pt 0 1pt }
p { margin: 4pt 0 }
.kicker { font-weight: bold; font-size: 9pt; color: #0e5f63 }
.below { font-size: 8.5pt; color: #565c63 }
blockquote { font-style: italic; font-size: 13.5pt; line-height: 20pt; margin: 5pt 0 }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 8pt 0 }
th { font-size: 8pt; text-align: start; color: #565c63 }
td { font-size: 9.5pt; line-height: 13.5pt; vertical-align: top }
th, td { border-bottom: 0.5pt solid #ded7ca; padding: 4pt 6pt 4pt 0 }
tr { break-inside: avoid }
svg { display: block; break-inside: avoid; font-size: 7.5pt }
"""


def html(plan):
    """The whole page."""
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
        f' src: url("{(FONTS / (name + ".ttf")).as_uri()}") }}\n'
        for family, name, weight, style in FACES
    )
    style = faces + STYLE.replace("CLINIC", plan["kicker"])
    body = "\n".join(part(block) for block in plan["blocks"])
    title = escape(plan["title"])
    return (
        f'<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{escape(plan["kicker"])}"><style>{style}</style></head><body>'
        f'<p class="kicker">{escape(plan["kicker"])}</p><h1>{title}</h1>'
        f'<p class="below">{escape(plan["below"])}</p>{body}</body></html>'
    )


def part(block):
    [(kind, said)] = block.items()
    if kind == "heading":
        level = said["level"] + 1
        return f"<h{level}>{escape(said['text'])}</h{level}>"
    if kind == "paragraph":
        return f"<p{direction(said)}>{escape(said)}</p>"
    if kind == "quote":
        return f"<blockquote>“{escape(said)}”</blockquote>"
    if kind == "bullets":
        return "<ul>" + "".join(f"<li>{escape(point)}</li>" for point in said) + "</ul>"
    return table(said) if kind == "table" else chart(said)


def direction(text):
    if has(text, HEBREW):
        return ' lang="he" dir="rtl"'
    return ' lang="ar" dir="rtl"' if has(text, ARABIC) else ""


def table(said):
    whole = sum(column["share"] for column in said["columns"])
    widths = "".join(
        f'<col style="width: {column["share"] / whole:.2%}">' for column in said["columns"]
    )
    head = "".join(f'<th scope="col">{escape(column["title"])}</th>' for column in said["columns"])
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in said["rows"]
    )
    return f"<table>{widths}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def chart(said):
    points = said["points"]
    low, high = said["low"], said["high"]

    def down(value):
        return HEIGHT - (value - low) / (high - low) * HEIGHT

    def across(index):
        return WIDTH * (index + 0.5) / len(points)

    alt = f"{said['title']}: {len(points)} scores, the last {points[-1][1]}, target {said['target']}"
    out = []
    for band, color in zip(said["bands"], BANDS):
        top, bottom = down(min(band["to"] + 0.5, high)), down(max(band["from"] - 0.5, low))
        out.append(
            f'<rect x="0" y="{top}" width="{WIDTH}" height="{bottom - top}" fill="{color}"/>'
            f'<text x="{WIDTH + 6}" y="{(top + bottom) / 2 + 3}">{escape(band["label"])}</text>'
        )
    target = down(said["target"])
    line = " ".join(f"{across(index)},{down(value)}" for index, (_, value) in enumerate(points))
    out.append(
        f'<line x1="0" x2="{WIDTH}" y1="{target}" y2="{target}" stroke="#0e5f63"'
        ' stroke-width="0.8" stroke-dasharray="3 2.5"/>'
        f'<polyline points="{line}" fill="none" stroke="#0e5f63" stroke-width="1.2"/>'
    )
    for index, (day, value) in enumerate(points):
        x, y = across(index), down(value)
        out.append(
            f'<circle cx="{x}" cy="{y}" r="2.5" fill="#0e5f63"/>'
            f'<text x="{x - 18}" y="{HEIGHT + 12}">{day}</text>'
            f'<text x="{x - 4}" y="{y - 6}">{value}</text>'
        )
    drawn = "".join(out)
    return (
        f'<p class="below">{escape(said["title"])}</p>'
        f'<svg role="img" aria-label="{escape(alt)}" width="{WIDTH + 100}pt" height="{HEIGHT + 18}pt"'
        f' viewBox="0 -14 {WIDTH + 100} {HEIGHT + 32}">{drawn}</svg>'
    )
