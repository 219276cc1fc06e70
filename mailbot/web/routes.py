"""The addresses of the site; all that is not here is Datasette's own."""

from __future__ import annotations

from mailbot.web.comparing import compare_view
from mailbot.web.deciding import ACTS, act_view
from mailbot.web.exporting import csv_view, workbook_view
from mailbot.web.files import (
    figure_view,
    file_view,
    mail_original_view,
    original_view,
    picture_view,
)
from mailbot.web.login import login_view, logout_view
from mailbot.web.pages.documents import document, documents
from mailbot.web.pages.letter import letter
from mailbot.web.pages.mail import mail, mails
from mailbot.web.pages.overview import overview
from mailbot.web.pages.review import review
from mailbot.web.pages.search import search
from mailbot.web.pages.summary import field, summary
from mailbot.web.pages.unit import unit
from mailbot.web.replies import View, page

ROUTES: list[tuple[str, View]] = [
    (r"/$", page(overview, "overview.html")),
    (r"/unit/(?P<code>[^/]+)$", page(unit, "unit.html")),
    (r"/unit/(?P<code>[^/]+)/(?P<key>[^/]+)$", figure_view),
    (r"/figure/(?P<id>[^/]+)$", figure_view),
    (r"/summary$", page(summary, "summary.html")),
    (r"/field/(?P<key>[^/]+)$", page(field, "field.html")),
    (r"/compare$", compare_view),
    (r"/review$", page(review, "review.html")),
    (r"/mails$", page(mails, "mails.html")),
    (r"/mail/(?P<id>[^/]+)$", page(mail, "mail.html")),
    (r"/mail/(?P<id>[^/]+)/original$", mail_original_view),
    (r"/file/(?P<id>[^/]+)$", file_view),
    (r"/file/(?P<id>[^/]+)/picture$", picture_view),
    (r"/file/(?P<id>[^/]+)/original$", original_view),
    (r"/letter/(?P<id>[^/]+)$", page(letter, "letter.html")),
    (r"/search$", page(search, "search.html")),
    (r"/documents$", page(documents, "documents.html")),
    (r"/document/(?P<id>[^/]+)$", page(document, "document.html")),
    (r"/export\.xlsx$", workbook_view),
    (r"/export/(?P<view>[^/]+)\.csv$", csv_view),
    (rf"/act/(?P<act>{'|'.join(ACTS)})$", act_view),
    (r"/login$", login_view),
    (r"/logout$", logout_view),
]
