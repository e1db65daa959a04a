"""The plan as WeasyPrint sets and writes it: tagged."""

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

import page
import plan

template = page.html(plan.read(plan.TEMPLATE))
# Fonts are opened once, as every other program does it.
fonts = FontConfiguration()


def written(number):
    text = plan.filled(template, number)
    return HTML(string=text).write_pdf(font_config=fonts, pdf_tags=True)


plan.answer(written)
