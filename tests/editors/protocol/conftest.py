"""Starts a session for each client and prints a line for each thing that was seen.

A line reads "ok - CLIENT: what the test's docstring says". Nothing is skipped: a test
that speaks of a capability is not collected for a client that has not announced it.
"""

import json
import os
from importlib.metadata import version
from pathlib import Path

import pytest
import pytest_asyncio

from document import extended
from metamodel import MetaModel
from profiles import PROFILES
from session import Session, fresh_project
from traffic import Trace

DOCUMENT = Path(__file__).resolve().parents[3] / "editors" / "PROTOCOL.md"


def pytest_configure(config):
    config.addinivalue_line("markers", "where(condition): only for the clients of which this is true")


def pytest_generate_tests(metafunc):
    if "session" in metafunc.fixturenames:
        names = [profile.name for profile in PROFILES]
        metafunc.parametrize("session", PROFILES, ids=names, indirect=True, scope="module")


def pytest_collection_modifyitems(items):
    items[:] = [item for item in items if applies(item)]


def applies(item) -> bool:
    marker = item.get_closest_marker("where")
    return marker is None or marker.args[0](item.callspec.params["session"])


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def session(request):
    """A session of one client, which the tests of a module play one after the other."""
    name = request.param.name
    session = Session(request.param, fresh_project(name), Path(os.environ["OUT"]) / f"{name}.jsonl")
    await session.start()
    yield session
    await session.stop()


@pytest.fixture(scope="session")
def published():
    """The metaModel as published."""
    return json.loads((Path(os.environ["EDITORS"]) / "protocol" / "metaModel.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def model(published):
    """The metaModel with what our own document adds."""
    return MetaModel(extended(published, DOCUMENT.read_text(encoding="utf-8")))


WHO = {"test_faults": "faulty clients", "test_checks": "the checks"}
PASSED = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" or report.failed:
        says = item.function.__doc__.strip().split("\n")[0].rstrip(".")
        line = f"{who(item)}: {says}"
        PASSED[line] = PASSED.get(line, True) and report.passed
    return report


def who(item) -> str:
    """The client of a test; the cases of the other tests have one line together."""
    return item.callspec.params["session"].name if "session" in item.fixturenames else WHO[item.module.__name__]


def messages() -> int:
    """How many messages the traces hold."""
    return sum(len(Trace.read(file).messages) for file in Path(os.environ["OUT"]).glob("*.jsonl"))


def pytest_terminal_summary(terminalreporter):
    terminalreporter.ensure_newline()
    terminalreporter.write_line(f"# pytest-lsp {version('pytest-lsp')}, {len(PROFILES)} clients, {messages()} messages")
    for line, passed in PASSED.items():
        terminalreporter.write_line(f"{'ok' if passed else 'not ok'} - {line}")
