"""The published hostile request fields: refused, or written with exactly the headers intended."""

import email
import email.policy
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cookietui.core.delivery import Settings
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, as_eml, subject_with
from cookietui.deliveries import mailto

SHARED = os.environ.get("COOKIETUI_SHARED", "")
pytestmark = pytest.mark.skipif(not SHARED, reason="needs COOKIETUI_SHARED, the folder with hostile/gen.py")

HEADERS = ["To", "Subject", "Message-ID", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    out = tmp_path_factory.mktemp("hostile")
    subprocess.run(
        [sys.executable, str(Path(SHARED) / "hostile" / "gen.py"), str(out)], check=True, capture_output=True
    )
    rows = json.loads((out / "manifest.json").read_text("utf-8"))
    rows = rows["cases"] if isinstance(rows, dict) else rows
    found = []
    for row in rows:
        if row.get("kind") == "request" or row.get("group") == "request" or "request" in str(row.get("file", "")):
            fields = json.loads((out / row["file"]).read_text("utf-8"))
            found.append({"id": row["id"], "must": row["must"], **fields})
    assert len(found) >= 20
    return found


def test_each_is_refused_or_written_as_previewed(cases: list[dict[str, str]]) -> None:
    written = []
    for case in cases:
        draft = Draft(
            reference="ck-7f3a2c",
            to=case["to"],
            subject=case["subject"],
            body=case["body"],
            message_id="<ck-7f3a2c.00@home.example>",
        )
        try:
            data = as_eml(draft)
        except BadInput:
            assert case["must"] != "accept", case["id"]
            continue
        written.append(case["id"])
        assert case["must"] != "reject", case["id"]
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert list(message.keys()) == HEADERS
        assert len(message["To"].addresses) == 1
        assert message["Subject"] == case["subject"]
        assert max(map(len, data.split(b"\r\n"))) <= 998
        assert b"\x1b" not in data
        link = mailto.deliver(draft, Settings()).uri or ""
        assert link.count("&") == 1
    assert "request/to_plus" in written


def test_foreign_subjects_become_fit_for_a_header(cases: list[dict[str, str]]) -> None:
    for case in cases:
        subject = subject_with(case["subject"], "ck-7f3a2c")
        as_eml(Draft(reference="ck-7f3a2c", to="p@shop.example", subject=subject, body="", message_id="<a@b.example>"))
