"""What `glossator check` says of a draft, for comparison with what the server says."""

import json
import os
import subprocess

SEVERITIES = {"error": 1, "warning": 2, "hint": 4}


def findings(folder, path, text, *flags):
    """The findings of a draft of a project: rule, severity, message, words, place."""
    command = [os.environ["GLOSSATOR"], "check", "--format", "json", "--stdin-filename", str(path), *flags]
    environment = os.environ | {"GLOSSATOR_CACHE": str(folder / ".cache")}
    done = subprocess.run(command, cwd=folder, env=environment, input=text.encode(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return sorted(finding(it, text.encode()) for it in json.loads(done.stdout)["findings"])


def finding(it, raw):
    start, end = (len(raw[: it[side]["offset"]].decode()) for side in ("start", "end"))
    return (start, end, it["rule"], SEVERITIES[it["severity"]], it["message"])


def as_findings(diagnostics, text):
    """Diagnostics in the same form."""
    return sorted(
        (text.index(it.range.start), text.index(it.range.end), it.code, it.severity.value, it.message)
        for it in diagnostics
    )
