"""Documents made into text: every kind that a report comes in, and those that would do harm."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import textwrap
import time
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import psutil
import pytest

from geo.reading.documents.reader import Document, UnreadableError, parse_document, read_document, read_documents
from geo.reading.documents.shown import unwrap
from geo.reading.proposals import propose
from tests.conftest import Answer
from tests.folders import ROOT

SENTENCE = (
    "Russia keeps soldiers at the Hmeimim air base and in the port of Tartus in Syria, the ministry said on Tuesday."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Russia keeps its bases | The Paper</title>
<meta property="article:published_time" content="2025-12-24T21:30:00+03:00">
<link rel="canonical" href="https://example.com/bases"><meta property="og:site_name" content="The Paper"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport and more sport for all readers of this page</a></nav>
<article><h1>Russia keeps its bases</h1><p>{SENTENCE}</p>
<p>The foreign minister had met his counterpart the day before, and both spoke of friendship between the peoples.</p>
<p hidden>Subscribe to the newsletter of the paper to read on and on.</p></article>
<footer>All rights reserved by the paper and its owners.</footer></body></html>"""


def test_plain_text_is_kept_as_it_is_given() -> None:
    given = "A title of five words\r\n\r\nFirst  line\r\n\tsecond line \u00a0 end\r\n"
    document = parse_document(given.encode(), "a.txt")
    assert document.text == given
    assert document.title == "A title of five words"


def test_offsets_count_in_the_text_given_though_its_lines_are_wrapped() -> None:
    told = (
        "Moscow has said nothing of what is to become of its soldiers in the country, and has not done so for months. "
        "It still keeps Russian soldiers at the air base of Hmeimim in Syria, where aircraft were seen on the runway "
        "in the course of this week by several residents of the town beside it, who would not give their names."
    )
    wrapped = "\r\n".join(textwrap.wrap(told, 72))
    document = parse_document(wrapped.encode(), "a.txt")
    assert len(document.unwrapped) == len(document.text)
    (proposal,) = propose(document.unwrapped, "en", "2025-12-24")
    assert document.text[proposal.start : proposal.end] == "Hmeimim"
    assert proposal.passage[0].startswith("It still keeps")


def test_unwrapping_leaves_short_lines_and_paragraphs_alone() -> None:
    text = "Menu\nNews\nSport\n\nFirst paragraph.\n\nSecond paragraph."
    assert unwrap(text) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", SENTENCE),
        ("utf-16", SENTENCE),
        ("cp1251", "Россия сохраняет военных на авиабазе Хмеймим и в порту Тартус в Сирии, сообщили в министерстве."),
        (
            "koi8_u",
            "Росія зберігає військових на авіабазі Хмеймім і в порту Тартус у Сирії, повідомили в міністерстві.",
        ),
        ("cp1256", "قالت الوزارة إن روسيا ما زالت تحتفظ بجنودها في قاعدة حميميم الجوية وفي ميناء طرطوس في سوريا."),
        ("gb18030", "国防部周二说，俄罗斯军队仍驻扎在叙利亚的赫梅米姆空军基地和塔尔图斯港，没有撤离计划。"),
    ],
)
def test_text_is_read_in_the_encoding_that_it_is_in(encoding: str, text: str) -> None:
    assert parse_document(text.encode(encoding), "a.txt").text == text


def test_a_page_is_the_report_that_it_shows_and_what_it_says_of_itself() -> None:
    document = parse_document(PAGE.encode(), "page.html")
    assert SENTENCE in document.text.split("\n")
    assert "Sport" not in document.text
    assert "newsletter" not in document.text
    assert (document.title, document.published, document.language) == ("Russia keeps its bases", "2025-12-24", "en")
    assert (document.address, document.publisher) == ("https://example.com/bases", "The Paper")


def test_a_template_in_another_language_does_not_hide_the_texts() -> None:
    body = "<p>" + "أكدت وزارة الدفاع أن القوات الروسية باقية في قاعدة حميميم الجوية قرب اللاذقية. " * 4 + "</p>"
    page = PAGE.replace(f"<p>{SENTENCE}</p>", body).replace("<p>The foreign", "<p hidden>The foreign")
    assert parse_document(page.encode(), "page.html").language == "ar"


def test_a_mail_is_read_whatever_its_transfer_encoding() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.com", "b@example.com", "Базы в Сирии остаются"
    mail["Date"] = "Wed, 24 Dec 2025 21:30:00 +0300"
    mail.set_content(
        "Россия сохраняет военных на авиабазе Хмеймим в Сирии, сообщили в министерстве.\n", charset="koi8-r"
    )
    document = parse_document(mail.as_bytes(), "a.eml")
    assert "авиабазе Хмеймим" in document.text
    assert (document.title, document.published, document.language) == ("Базы в Сирии остаются", "2025-12-24", "ru")


def test_a_mailbox_is_read_mail_by_mail(tmp_path: Path) -> None:
    head = "From a@example.com Wed Dec 24 21:30:00 2025\nFrom: a@example.com\nTo: b@example.com\nSubject: One\n\n"
    mail = f"{head}{SENTENCE}\n\n"
    (tmp_path / "box.mbox").write_text(mail * 3, "utf-8")
    documents = list(read_documents([str(tmp_path)]))
    assert [str(document.name)[-2:] for document in documents] == ["#1", "#2", "#3"]
    assert all(isinstance(document, Document) and SENTENCE in document.text for document in documents)


def test_folders_are_read_to_the_bottom_without_what_belongs_to_a_saved_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "frame.html").write_text(PAGE, "utf-8")
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "deep" / "deeper" / "a.txt").write_text(SENTENCE, "utf-8")
    (tmp_path / "deep" / "round").symlink_to(tmp_path)
    (tmp_path / ".hidden.txt").write_text(SENTENCE, "utf-8")
    found = [document for document in read_documents([str(tmp_path)]) if isinstance(document, Document)]
    assert [Path(document.name).name for document in found] == ["a.txt", "page.html"]


def pdf(text: str, content: bytes | None = None) -> bytes:
    """A PDF of one page, made by hand: Adobe, Portable Document Format 1.4."""
    lines = "".join(f"({line}) Tj T*\n" for line in text.split("\n"))
    stream = content or f"BT /F1 12 Tf 14 TL 72 720 Td\n{lines}ET".encode()
    packed = b"/Filter /FlateDecode " if content else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< " + packed + b"/Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, os.SEEK_END)
    places = []
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def test_a_pdf_is_read_with_its_broken_lines_made_whole() -> None:
    text = SENTENCE.replace("Tartus", "Tar-\ntus")
    document = parse_document(pdf(text), "a.pdf")
    assert document.text == SENTENCE
    assert document.language == "en"


# --- what would do harm ------------------------------------------------------------------------------------------

BOMB = "<!DOCTYPE html [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 50}'>" for n in range(12)
)
HOSTILE: dict[str, bytes] = {
    "entities.html": f"{BOMB}]><html><body><p>&m;</p><p>{SENTENCE}</p></body></html>".encode(),
    "deep.html": b"<html><body>" + b"<div>" * 300_000 + SENTENCE.encode(),
    "unclosed.html": b"<html><body>" + b"<p><b><i>" * 50_000 + SENTENCE.encode(),
    "comments.html": b"<html><body>" + b"<!--" * 1_000_000 + SENTENCE.encode(),
    "angles.html": b"<html>" + b"<" * 5_000_000,
    "nothing.txt": b"",
    "zeros.txt": bytes(1 << 20),
    "binary.txt": bytes(range(256)) * 1000,
    "line.txt": b"x" * (60 << 20),
    "spaces.txt": b" \n" * 4_000_000,
    "larger.txt": b"a " * (33 << 20),
    "surrogates.txt": SENTENCE.encode() + b"\xed\xa0\x80\xff\xfe",
    "packed.txt": gzip.compress(bytes(1 << 24)),
    "truncated.pdf": pdf(SENTENCE)[:400],
    "bomb.pdf": pdf("", zlib.compress(b"(a) Tj " * 40_000_000, 9)),
    "nested.eml": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\nFrom: a@b.c\nTo: a@b.c\n\n--b%d\n" % (n, n) for n in range(2000)
    )
    + SENTENCE.encode(),
    "headers.eml": b"From: a@example.com\nTo: b@example.com\n" + b"X-A: b\n" * 500_000 + b"\n" + SENTENCE.encode(),
    "fake.pdf": b"nothing of the kind",
    "from.mbox": b"From a@example.com Wed Dec 24 21:30:00 2025\nFrom: a@b.c\nTo: a@b.c\n\nx\n\n" * 4_000,
}
# Seconds on the clock that any of them may take, and bytes that our own process may grow by.
SECONDS, GROWTH = 45.0, 1_500 << 20


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_a_document_can_harm(name: str, tmp_path: Path) -> None:
    """Each ends in time, as a document or in one line that says why not, and the next one is read."""
    (tmp_path / name).write_bytes(HOSTILE[name])
    (tmp_path / "zz-after.txt").write_text(SENTENCE, "utf-8")
    own = psutil.Process()
    before, began = own.memory_info().rss, time.monotonic()
    results = list(read_documents([str(tmp_path / name), str(tmp_path / "zz-after.txt")]))
    assert time.monotonic() - began < SECONDS
    assert own.memory_info().rss - before < GROWTH
    assert isinstance(results[-1], Document)
    assert results[-1].text == SENTENCE
    for result in results[:-1]:
        if isinstance(result, UnreadableError):
            told = str(result)
            assert name in told
            assert "\n" not in told
            assert len(told) < 600


@pytest.mark.parametrize("name", ["nothing.txt", "zeros.txt", "larger.txt", "packed.txt", "truncated.pdf", "fake.pdf"])
def test_what_is_no_report_is_refused_with_a_remedy(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    with pytest.raises(UnreadableError, match=r"; |give"):
        read_document(tmp_path / name)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableError, match="pipe"):
        read_document(tmp_path / "pipe.txt")


# --- the command -------------------------------------------------------------------------------------------------


def geo_read(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "geo", "read", *arguments]
    return subprocess.run(command, input=given, capture_output=True, cwd=ROOT, timeout=120, check=False)


def test_json_lines_have_the_documented_keys_and_offsets_of_the_name(tmp_path: Path) -> None:
    text = f"Russia keeps bases, says ministry\n\nDec. 24, 2025\n\n{SENTENCE}\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = geo_read("--format", "jsonl", str(tmp_path))
    assert done.returncode == 1
    assert b"is a picture" in done.stderr
    (record,) = map(json.loads, done.stdout.decode().splitlines())
    assert list(record) == ["file", "published", "language", "title", "proposals"]
    assert (record["published"], record["language"]) == ("2025-12-24", "en")
    assert [(each["site"], each["operator"], each["host"], each["status"]) for each in record["proposals"]] == [
        ("hmeimim", "RUS", "SYR", "present"),
        ("tartus", "RUS", "SYR", "present"),
    ]
    for each in record["proposals"]:
        assert text[each["start"] : each["end"]] == each["name_as_written"]
        assert {"name", "about", "since", "reason", "confidence", "passage"} <= set(each)


def test_standard_input_is_read_and_wrong_calls_are_told_in_a_line() -> None:
    done = geo_read("-", given=PAGE.encode())
    assert done.returncode == 0
    assert "hmeimim: RUS present, 2025-12-23" in done.stdout.decode()
    for option, value in (("--published", "yesterday"), ("--language", "xx")):
        done = geo_read("-", option, value, given=b"a")
        assert done.returncode == 2
        assert done.stderr.count(b"\n") == 1


def test_what_cannot_be_read_for_its_language_is_said(geo_command: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "greek.txt").write_text(
        "Οι ρωσικές δυνάμεις αποχώρησαν από τη βάση, ανακοίνωσε την Τρίτη το υπουργείο. " * 3
    )
    (tmp_path / "none.txt").write_text("1 2 3 4 5")
    (tmp_path / "short.txt").write_text("Russia keeps soldiers at Hmeimim air base in Syria.")
    answer = geo_command("read", tmp_path / "greek.txt", tmp_path / "none.txt", tmp_path / "short.txt")
    assert answer.status == 0
    assert "not read: el is none of the languages that are read" in answer.out
    assert "not read: its language is not plain" in answer.out
    assert "hmeimim: RUS present" in answer.out
