"""Archives read: every kind there is, stopped and gone on, by any number of workers, and those that would do harm."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from distributed import LocalCluster
from fastwarc.warc import ArchiveIterator, WarcRecordType

from geo.reading.archives.chart import months_of
from geo.reading.documents.guard import MEMORY
from tests.conftest import Answer
from tests.folders import ROOT
from tests.reading.labelled import Labelled, read_half

SVG = "{http://www.w3.org/2000/svg}"
REPORTS = read_half("tune")[::4]
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="{published}T09:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport and more sport for all readers of this page</a></nav>
<article><h1>{title}</h1><p>{text}</p><p>The foreign minister had met his counterpart the day before, and both spoke of
friendship between the peoples, of trade, and of what the two governments mean to do about it.</p></article>
</body></html>"""
STAYS = "Russia keeps some 300 soldiers at the Hmeimim air base in Syria, the ministry said on Tuesday."


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "geo", "read", "--archive", *map(str, arguments)]


def read(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )


def rows(out: Path, table: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(out / f"{table}.parquet").to_pylist()
    return found


def digests(out: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.glob("*.parquet")}


def records(reports: list[Labelled]) -> list[dict[str, str]]:
    return [
        {"id": each.name, "text": each.text, "language": each.language, "published": each.published or ""}
        for each in reports
    ]


def write_lines(path: Path, found: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in found), "utf-8")
    return path


def page(text: str = STAYS, published: str = "2025-12-24") -> str:
    return PAGE.format(title="Russia keeps its bases in Syria", published=published, text=text)


def warc_record(
    body: bytes, *, kind: str = "response", address: str = "https://example.com/a", claims: int = 0
) -> bytes:
    block = (
        body if kind == "conversion" else b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    )
    media = "text/plain" if kind == "conversion" else "application/http; msgtype=response"
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\n"
        f"WARC-Record-ID: <urn:uuid:{zlib.crc32(body):08x}-0000-4000-8000-000000000000>\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: {media}\r\n"
        f"Content-Length: {claims or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def test_every_kind_of_archive_gives_the_same_proposals(tmp_path: Path) -> None:
    given = records(REPORTS)
    write_lines(tmp_path / "a.jsonl", given)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    pq.write_table(pa.Table.from_pylist(given), tmp_path / "c.parquet")
    with (tmp_path / "d.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, given[0])
        writer.writeheader()
        writer.writerows(given)
    done = read(tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    proposals = duckdb.read_parquet(str(tmp_path / "out" / "proposals.parquet"))
    said = "struct_pack(site, operator, status, about, start)"
    listed = f"archive, list({said} order by position, start, site, operator)"
    told = proposals.aggregate(listed).order("archive").fetchall()
    assert [Path(name).name for name, _ in told] == ["a.jsonl", "b.jsonl.gz", "c.parquet", "d.csv"]
    assert len(told[0][1]) > len(REPORTS) // 2
    assert all(found == told[0][1] for _, found in told)
    assert f"{4 * len(REPORTS)} documents: {4 * len(REPORTS)} reports read, none passed over" in done.stderr


def test_warc_is_read_as_it_was_served_gzipped_or_not(tmp_path: Path) -> None:
    plain = b"".join(
        [
            b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\n"
            b"Content-Length: 4\r\n\r\na: b\r\n\r\n",
            warc_record(page().encode(), address="https://example.com/first"),
            warc_record(page(STAYS.replace("300", "500")).encode(), address="https://example.com/second"),
            warc_record(STAYS.encode(), kind="conversion", address="https://example.com/third"),
        ]
    )
    (tmp_path / "a.warc").write_bytes(plain)
    members = plain.split(b"WARC/1.1")[1:]
    (tmp_path / "b.warc.gz").write_bytes(b"".join(gzip.compress(b"WARC/1.1" + part) for part in members))
    # Another reader of the format takes it as one.
    with (tmp_path / "b.warc.gz").open("rb") as file:
        kinds = [record.record_type for record in ArchiveIterator(file)]
    assert kinds.count(WarcRecordType.response) == 2
    done = read(tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    reports = pd.read_parquet(tmp_path / "out" / "reports.parquet")
    assert list(reports.address) == [f"https://example.com/{each}" for each in ("first", "second", "third")] * 2
    assert list(reports.published)[:2] == ["2025-12-24"] * 2
    assert list(reports.proposals) == [1] * 6
    proposals = rows(tmp_path / "out", "proposals")
    assert {(each["site"], each["operator"], each["status"]) for each in proposals} == {("hmeimim", "RUS", "present")}
    assert [each["strength"] for each in proposals[:2]] == [[("personnel", "~300")], [("personnel", "~500")]]


def test_a_tree_of_files_is_read_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "news" / "2025"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text(page())
    (folder / "b.txt").write_text(STAYS)
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    done = read(tmp_path / "news", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "3 documents: 2 reports read, 1 passed over" in done.stderr
    (problem,) = rows(tmp_path / "out", "problems")
    assert str(problem["archive"]).endswith("c.pdf")
    assert problem["problem"]


def lines_of(path: Path) -> int:
    return path.read_bytes().count(b"\n")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that is read for some seconds, with lines that cannot be."""
    folder = tmp_path_factory.mktemp("large")
    reports = records(read_half("tune"))
    lines = [json.dumps(each | {"id": f"{number}-{each['id']}"}) for number in range(3) for each in reports]
    lines[7::100] = ["{broken"] * len(lines[7::100])
    (folder / "news.jsonl").write_text("\n".join(lines) + "\n")
    return folder / "news.jsonl"


@pytest.fixture(scope="module")
def whole(large: Path) -> Path:
    """What reading it in one go by one worker gives."""
    out = large.parent / "whole"
    done = read(large, "--out", out, "--workers", "1")
    assert done.returncode == 1, done.stderr
    return out


def test_results_are_the_same_for_any_number_of_workers(large: Path, whole: Path, tmp_path: Path) -> None:
    assert len(rows(whole, "problems")) == len(range(7, lines_of(large), 100))
    for workers in (2, 3):
        assert read(large, "--out", tmp_path / str(workers), "--workers", str(workers)).returncode == 1
        assert digests(tmp_path / str(workers)) == digests(whole)


def test_a_run_that_was_killed_goes_on_where_it_was(large: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = subprocess.Popen(
        command(large, "--out", out, "--workers", "1"), cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
    )
    state = out / "state.json"
    deadline = time.monotonic() + 120
    while not (state.exists() and json.loads(state.read_text())["parts"]):
        assert running.poll() is None, "it was over before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    before = json.loads(state.read_text())
    assert not before["finished"]
    assert 0 < before["counts"]["documents"] < lines_of(large)
    assert read(large, "--out", out, "--workers", "2").returncode == 1
    assert digests(out) == digests(whole)
    # Once more does nothing, and says the same.
    stamps = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    assert "documents" in read(large, "--out", out).stderr
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == stamps


def test_no_process_outlives_a_reading_that_was_killed(large: Path, tmp_path: Path) -> None:
    running = subprocess.Popen(command(large, "--out", tmp_path / "out"), cwd=ROOT, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(children := psutil.Process(running.pid).children(recursive=True)) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    running.kill()
    running.wait()
    _, alive = psutil.wait_procs(children, timeout=30)
    assert not alive


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True) as found:
        yield found.scheduler_address


def test_a_dask_cluster_gives_the_same(large: Path, whole: Path, tmp_path: Path, cluster: str) -> None:
    done = read(large, "--out", tmp_path / "out", "--scheduler", cluster)
    assert done.returncode == 1, done.stderr
    assert digests(tmp_path / "out") == digests(whole)


def test_a_scheduler_that_is_not_there_is_one_line(large: Path, tmp_path: Path) -> None:
    done = read(large, "--out", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "no Dask scheduler answers there" in done.stderr


def test_other_archives_do_not_go_into_the_same_results(large: Path, whole: Path, tmp_path: Path) -> None:
    other = write_lines(tmp_path / "other.jsonl", records(REPORTS[:2]))
    before = digests(whole)
    done = read(other, "--out", whole)
    assert done.returncode == 2
    assert "choose another folder for --out" in done.stderr
    assert digests(whole) == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    assert read(other, "--out", tmp_path / "mine").returncode == 2
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "mine"


def test_what_would_do_harm_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "harm"
    folder.mkdir()
    good = json.dumps({"text": STAYS, "published": "2025-12-24"}).encode()
    with (folder / "long-line.jsonl").open("wb") as file:
        file.write(good + b"\n" + b'{"text": "' + b"a" * (100 << 20) + b'"}\n' + good + b"\n")
    (folder / "deep.jsonl").write_bytes(b'{"text":' + b"[" * 200_000 + b"\n" + good + b"\n")
    (folder / "letters.jsonl").write_bytes(b'{"text": "\xff\xfe"}\n' + good + b"\n")
    (folder / "nothing.parquet").write_bytes(b"PAR1" + b"\0" * 200 + b"PAR1")
    with gzip.open(folder / "bomb.jsonl.gz", "wb", compresslevel=9) as packed:
        for _ in range(512):
            packed.write(b"\0" * (1 << 20))
    lying = warc_record(page().encode(), claims=5_000_000_000)
    (folder / "lying.warc").write_bytes(warc_record(page().encode()) + lying + warc_record(page().encode()))
    inner = gzip.compress(b"<html>" + b"<p>a" * (64 << 20))
    bomb = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + inner
    head = f"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(bomb)}\r\n\r\n"
    (folder / "bomb.warc").write_bytes(head.encode() + bomb + b"\r\n\r\n" + warc_record(page().encode()))
    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = read(folder, "--out", tmp_path / "out")
    took = time.monotonic() - began
    assert done.returncode == 1, done.stderr
    assert took < 120
    # In kilobytes, of the largest child there was.
    assert max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) < 2 * (MEMORY >> 10)
    reports = duckdb.read_parquet(str(tmp_path / "out" / "reports.parquet"))
    counted = reports.aggregate("parse_filename(archive), count(*)").fetchall()
    assert dict(counted) == {
        "long-line.jsonl": 2,
        "deep.jsonl": 1,
        "letters.jsonl": 1,
        "lying.warc": 2,
        "bomb.warc": 1,
    }
    problems = {Path(str(each["archive"])).name: str(each["problem"]) for each in rows(tmp_path / "out", "problems")}
    assert set(problems) == {path.name for path in folder.iterdir()}
    assert all(problem and len(problem.splitlines()) == 1 for problem in problems.values())


def test_rows_of_broken_parquet_are_told_and_the_others_read(tmp_path: Path) -> None:
    reports = records(REPORTS)
    path = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_pylist(reports), path, row_group_size=20, compression="zstd")
    place = pq.ParquetFile(path).metadata.row_group(1).column(1)
    content = bytearray(path.read_bytes())
    start = place.dictionary_page_offset or place.data_page_offset
    content[start + 30 : start + place.total_compressed_size] = b"\xff" * (place.total_compressed_size - 30)
    path.write_bytes(content)
    done = read(path, "--out", tmp_path / "out")
    assert done.returncode == 1, done.stderr
    positions = [each["position"] for each in rows(tmp_path / "out", "reports")]
    assert set(range(1, 21)) | set(range(41, len(reports) + 1)) <= set(positions)
    assert rows(tmp_path / "out", "problems")


def test_reports_are_charted_by_month(tmp_path: Path) -> None:
    dates = ["2025-11-30", "2026-01-02", "2026-01-05", "2026", ""]
    lines = [{"text": STAYS, "published": each, "language": "en"} for each in dates]
    nothing = [{"text": "The harvest was good this year, farmers said.", "published": "2026-03-01", "language": "en"}]
    path = write_lines(tmp_path / "a.jsonl", lines + nothing)
    done = read(path, "--out", tmp_path / "out", "--chart", "hmeimim")
    assert done.returncode == 0, done.stderr
    months = months_of(tmp_path / "out", "hmeimim")
    assert months.months == {"2025-11": 1, "2025-12": 0, "2026-01": 2, "2026-02": 0, "2026-03": 0}
    assert (months.undated, months.all_undated, months.total) == (2, 2, 5)
    # Our own file.
    drawn = ET.parse(tmp_path / "out" / "hmeimim.svg").getroot()  # noqa: S314
    bars = {bar.findtext(f"{SVG}title") for bar in drawn.iter(f"{SVG}rect") if bar.find(f"{SVG}title") is not None}
    assert bars == {"2025-11: 1", "2026-01: 2"}
    assert "5 reports, 2 of them without a month" in (drawn.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--chart", "hmeimm"], "did you mean hmeimim?"),
        (["--workers", "0"], "no number of processes"),
        (["--page", "review.html"], "--archive goes with"),
    ],
)
def test_wrong_calls_are_one_line(tmp_path: Path, arguments: list[str], word: str) -> None:
    done = read(write_lines(tmp_path / "a.jsonl", records(REPORTS[:1])), "--out", tmp_path / "out", *arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert word in done.stderr
    assert not (tmp_path / "out").exists()


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    """Four times the archive, packed, may take a tenth more at most."""
    most = []
    text = json.dumps({"text": "The harvest was good this year, farmers said. " * 200, "language": "en"}) + "\n"
    for megabytes in (60, 240):
        path = tmp_path / f"{megabytes}.jsonl.gz"
        with gzip.open(path, "wt", compresslevel=1) as file:
            for _ in range((megabytes << 20) // len(text)):
                file.write(text)
        running = subprocess.Popen(command(path, "--out", tmp_path / path.stem), cwd=ROOT, stderr=subprocess.DEVNULL)
        peak = 0
        while running.poll() is None:
            try:
                its = psutil.Process(running.pid)
                peak = max(peak, sum(each.memory_info().rss for each in [its, *its.children(recursive=True)]))
            except psutil.Error:
                pass
            time.sleep(0.05)
        assert running.returncode == 0
        most.append(peak)
        shutil.rmtree(tmp_path / path.stem)
    assert most[1] < 1.1 * most[0], most


def test_what_is_for_archives_alone_is_refused_without_one(geo_command: Callable[..., Answer]) -> None:
    assert geo_command("read", "--workers", "2", "a.txt").err.startswith(
        "geo read: --workers, --scheduler and --chart go with"
    )
    assert geo_command("read").status == 2
