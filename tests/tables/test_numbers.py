"""Numbers and moments as Excel shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.tables.numbers import general, shown_number


@pytest.mark.parametrize(
    ("written", "code", "text", "held"),
    [
        ("94.38000000000001", "General", "94.38", ""),
        ("0.30000000000000004", "General", "0.3", ""),
        ("120101001002", "General", "120101001002", ""),
        ("999999999999999", "General", "999999999999999", ""),
        ("91420302MA", "General", "91420302MA", ""),
        ("911403000000000000", "General", "9.11403E+17", ""),
        ("0.00001", "General", "0.00001", ""),
        ("1e-12", "General", "1E-12", ""),
        ("-0", "General", "0", ""),
        ("1e400", "General", "1e400", ""),
        ("9" * 6000, "General", "9" * 6000, ""),
        ("7", "0_ ", "7", ""),
        ("5", "000", "005", "5"),
        ("0.4", "0%", "40%", "0.4"),
        ("0.9996", "0.0%", "100.0%", "0.9996"),
        ("1.005", "0.00", "1.01", "1.005"),
        ("2.5", "0", "3", "2.5"),
        ("90.5", "0.00", "90.50", "90.5"),
        ("1234567.891", "#,##0.00", "1,234,567.89", "1234567.891"),
        ("1234567", "0,", "1235", "1234567"),
        ("1234.5", "#.##", "1234.5", ""),
        ("-3.5", "0.0;(0.0)", "(3.5)", "-3.5"),
        ("-3.5", "0.0;[Red]-0.0", "-3.5", ""),
        ("-0.001", "0.00", "0.00", "-0.001"),
        ("0", '0;-0;"无"', "无", "0"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-", "0"),
        ("12", '"第"0"号"', "第12号", "12"),
        ("12", '[$¥-804]#,##0.00', "¥12.00", "12"),
        ("150", '[>=100]"大"0;"小"0', "大150", "150"),
        ("15", '[>=100]"大"0;"小"0', "小15", "15"),
        ("13800138000", "000-0000-0000", "138-0013-8000", "13800138000"),
        ("12345.6", "0.00E+00", "1.23E+04", "12345.6"),
        ("3", "@", "3", ""),
        ("3.5", "# ?/?", "3.5", ""),
        ("3", "[DBNum1]General", "3", ""),
        ("5", "0" * 300, "5", ""),
        ("5", ";;;", "", "5"),
    ],
)  # fmt: skip
def test_numbers(written: str, code: str, text: str, held: str) -> None:
    assert shown_number(written, code) == (text, held)


@pytest.mark.parametrize(
    ("serial", "code", "text", "held"),
    [
        ("45719", "yyyy-mm-dd", "2025-03-03", ""),
        ("45719", "m/d/yy", "2025-03-03", ""),
        ("45719", 'yyyy"年"m"月"d"日"', "2025-03-03", ""),
        ("45719", "[$-804]yyyy年m月d日 dddd", "2025-03-03", ""),
        ("45719.58680556", "yyyy/m/d h:mm", "2025-03-03 14:05", ""),
        ("45719.58680556", "yyyy/m/d", "2025-03-03", "2025-03-03 14:05"),
        ("45719", "yyyy/m/d h:mm", "2025-03-03 00:00", "2025-03-03"),
        ("45719", 'yyyy"年"m"月"', "2025年3月", "2025-03-03"),
        ("45719", 'm"月"d"日"', "3月3日", "2025-03-03"),
        ("45719", "mmm-yy", "Mar-25", "2025-03-03"),
        ("45719", "aaaa", "星期一", "2025-03-03"),
        ("0.58680556", "h:mm", "14:05", ""),
        ("0.58680556", "AM/PM h:mm", "PM 2:05", "14:05"),
        ("1.5", "[h]:mm", "36:00", "36:00:00"),
        ("1", "yyyy-mm-dd", "1900-01-01", ""),
        ("60", "yyyy-mm-dd", "60", ""),
        ("61", "yyyy-mm-dd", "1900-03-01", ""),
        ("-1", "yyyy-mm-dd", "-1", ""),
        ("99999999", "yyyy-mm-dd", "99999999", ""),
        ("1e304", "yyyy-mm-dd", "1E+304", ""),
        ("2958465.999999999", "yyyy-mm-dd h:mm", "9999-12-31 23:59", "9999-12-31 23:59:59"),
    ],
)
def test_moments(serial: str, code: str, text: str, held: str) -> None:
    assert shown_number(serial, code) == (text, held)


def test_a_workbook_may_count_from_1904() -> None:
    assert shown_number("44257", "yyyy-mm-dd", True).text == "2025-03-03"


@given(st.floats(-1e308, 1e308))
def test_fifteen_digits_are_what_excel_keeps(number: float) -> None:
    assert float(general(number)) == pytest.approx(number, rel=1e-14, abs=1e-300)
    assert len([sign for sign in general(number).partition("E")[0].lstrip("-0.") if sign.isdigit()]) <= 15


@given(st.floats(), st.text('0#?.,%;"\\_*@/EeGeneralyymdhs[]$->=<DBNumAP年 ', max_size=20))
def test_any_format(number: float, code: str) -> None:
    assert isinstance(shown_number(repr(number), code).text, str)
