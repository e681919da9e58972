"""Brings the protocol's metaModel to a file: fetch_metamodel.py FILE

No package of the protocol ships its metaModel; the sources of lsprotocol do, and Debian
keeps these. The mirrors are those that apt uses here. What was fetched counts only with
the known checksum.
"""

import hashlib
import io
import subprocess
import sys
import tarfile
import urllib.request
from pathlib import Path

ARCHIVE = "l/lsprotocol/lsprotocol_2025.0.0.orig.tar.gz"
MEMBER = "/generator/lsp.json"
SHA256 = "ead7901c70d4e2cd87de332d7547b3fe738a9094f1bca9988661ddad11c4857f"
COMPONENTS = ["main", "universe"]


def is_it(data) -> bool:
    return hashlib.sha256(data).hexdigest() == SHA256


def mirrors():
    """The addresses from which apt installs here."""
    listed = subprocess.run(["apt-get", "indextargets", "--format", "$(REPO_URI)"], capture_output=True, text=True)
    return sorted(set(listed.stdout.split()))


def addresses():
    """Where the archive may lie."""
    return [f"{mirror.rstrip('/')}/pool/{component}/{ARCHIVE}" for component in COMPONENTS for mirror in mirrors()]


def fetch(address) -> bytes:
    """The metaModel out of the archive at an address."""
    found = member(urllib.request.urlopen(address, timeout=60).read())
    if not is_it(found):
        raise OSError(f"{MEMBER} has another checksum")
    return found


def member(archive) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        name = next(name for name in files.getnames() if name.endswith(MEMBER))
        return files.extractfile(name).read()


def main():
    file = Path(sys.argv[1])
    if file.exists() and is_it(file.read_bytes()):
        return
    problems = []
    for address in addresses():
        try:
            file.write_bytes(fetch(address))
            return
        except OSError as error:
            problems.append(f"{address}: {error}")
    sys.exit("\n".join([*problems, f"the metaModel could not be had; put lsp.json of lsprotocol 2025.0.0 at {file}"]))


if __name__ == "__main__":
    main()
