"""Ruled lines of drawn pages: their cells, how crooked they are, what a seal leaves."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")

import cv2
import numpy as np
import numpy.typing as npt

from parsers.files.boxes import arrange
from parsers.scan.paper import cut_out, without_seals
from parsers.scan.rules import find_rules, find_tables
from parsers.scan.skew import skew

Image = npt.NDArray[np.uint8]
ACROSS, DOWN = (200, 500, 800, 1200), (300, 380, 460, 540, 620)


def sheet() -> Image:
    """A white page with a table of four rows and three columns."""
    page = np.full((2000, 1400, 3), 250, np.uint8)
    for down in DOWN:
        cv2.line(page, (ACROSS[0], down), (ACROSS[-1], down), (0, 0, 0), 2)
    for across in ACROSS:
        cv2.line(page, (across, DOWN[0]), (across, DOWN[-1]), (0, 0, 0), 2)
    return page


def positions(page: Image) -> list[list[tuple[int, int, int, int]]]:
    return [
        [(one.row, one.column, one.rowspan, one.colspan) for one in arrange(cells, 5)]
        for cells in find_tables(find_rules(page))
    ]


PLAIN = [(row, column, 1, 1) for row in range(4) for column in range(3)]


def test_every_cell_of_a_drawn_table_is_found() -> None:
    assert positions(sheet()) == [PLAIN]


def test_a_missing_line_makes_one_cell_of_two() -> None:
    page = sheet()
    page[383:457, 495:506] = 250
    page[535:546, 803:1197] = 250
    merged = {(1, 0, 1, 2), (2, 2, 2, 1)}
    gone = {(1, 0, 1, 1), (1, 1, 1, 1), (2, 2, 1, 1), (3, 2, 1, 1)}
    assert set(positions(page)[0]) == (set(PLAIN) - gone) | merged


def test_a_line_with_small_gaps_is_a_line() -> None:
    page = sheet()
    for across in range(230, 1180, 90):
        page[455:466, across : across + 6] = 250
    assert positions(page) == [PLAIN]


def test_two_tables_stay_two() -> None:
    page = sheet()
    page[1000:1700] = page[250:950]
    assert positions(page) == [PLAIN, PLAIN]


@pytest.mark.parametrize("degrees", [-4.0, -1.2, 0.0, 0.7, 3.3])
def test_a_crooked_table_tells_its_angle(degrees: float) -> None:
    matrix = cv2.getRotationMatrix2D((700, 1000), -degrees, 1)
    page = np.asarray(
        cv2.warpAffine(sheet(), matrix, (1400, 2000), borderValue=(250, 250, 250)), np.uint8
    )
    assert skew(page, []) == pytest.approx(degrees, abs=0.15)


def test_a_seal_goes_and_what_it_lies_over_stays() -> None:
    page = sheet()
    stamp = np.full_like(page, 255)
    cv2.circle(stamp, (650, 420), 120, (60, 60, 215), 8)
    clean = without_seals(np.minimum(page, stamp))
    assert positions(clean) == [PLAIN]
    assert clean[420, 530].min() > 200
    assert clean[460, 764].max() < 120


def test_a_red_headline_is_no_seal() -> None:
    page = np.full((2000, 1400, 3), 250, np.uint8)
    cv2.putText(page, "RED HEAD", (200, 300), cv2.FONT_HERSHEY_SIMPLEX, 5, (40, 40, 200), 14)
    assert np.array_equal(without_seals(page), page)


def test_a_sheet_on_a_dark_desk_is_cut_out() -> None:
    desk = np.full((1500, 1200, 3), 50, np.uint8)
    corners = np.array([[200, 150], [1010, 180], [1050, 1350], [160, 1330]], np.int32)
    cv2.fillConvexPoly(desk, corners, (235, 238, 240))
    cut = cut_out(desk)
    assert cut.shape[0] == pytest.approx(1180, abs=40)
    assert cut.shape[1] == pytest.approx(850, abs=40)
    assert float((cut > 200).mean()) > 0.97


def test_a_scanned_page_is_not_cut() -> None:
    page = sheet()
    assert cut_out(page) is page
