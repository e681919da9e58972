"""Stands between a client and a server and writes down what passes, both ways.

    tee.py TRACE COMMAND...

The bytes are handed on as they are; the trace is a file of JSON lines. A message is
{"from": "client" | "server", "message": ...}, bytes that are no frame of the protocol
{"from": ..., "broken": ...}, what the server writes on standard error {"stderr": ...},
its end {"exit": code}. Each is written down before it is handed on, so a trace has an
answer after its question. Knows nothing of what the messages say.
"""

import json
import os
import subprocess
import sys
import threading

HEADER_END = b"\r\n\r\n"


class Trace:
    """The file, for several threads."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8")
        self.lock = threading.Lock()

    def note(self, **record):
        with self.lock:
            self.file.write(json.dumps(record, ensure_ascii=False) + "\n")
            self.file.flush()


class Frames:
    """Cuts a stream of bytes into messages and notes each."""

    def __init__(self, trace, sender):
        self.trace, self.sender, self.pending = trace, sender, b""

    def feed(self, data):
        self.pending += data
        while self.pending:
            head, end, rest = self.pending.partition(HEADER_END)
            if not end:
                return
            length = content_length(head)
            if length is None:
                self.end()
                return
            if len(rest) < length:
                return
            self.note(rest[:length])
            self.pending = rest[length:]

    def note(self, body):
        try:
            self.trace.note(**{"from": self.sender, "message": json.loads(body)})
        except ValueError:
            self.trace.note(**{"from": self.sender, "broken": repr(body)})

    def end(self):
        """Notes what is left when the stream ends, or cannot be cut any more."""
        if self.pending:
            self.trace.note(**{"from": self.sender, "broken": repr(self.pending)})
        self.pending = b""


def content_length(head):
    """The length a header states; None where it states none."""
    fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n") if b":" in line)
    length = fields.get(b"content-length", b"").strip()
    return int(length) if length.isdigit() else None


def pump(source, target, frames):
    """Hands bytes on until the source ends or the target takes no more."""
    while data := os.read(source.fileno(), 1 << 16):
        frames.feed(data)
        try:
            target.write(data)
            target.flush()
        except OSError:
            break
    frames.end()


def pump_input(server, frames):
    pump(sys.stdin.buffer, server.stdin, frames)
    try:
        server.stdin.close()
    except OSError:
        pass  # The server has left already.


def main():
    trace = Trace(sys.argv[1])
    pipe = subprocess.PIPE
    server = subprocess.Popen(sys.argv[2:], stdin=pipe, stdout=pipe, stderr=pipe)
    threading.Thread(target=pump_input, args=(server, Frames(trace, "client")), daemon=True).start()
    errors = threading.Thread(
        target=lambda: [trace.note(stderr=line.decode(errors="replace")) for line in server.stderr]
    )
    errors.start()
    pump(server.stdout, sys.stdout.buffer, Frames(trace, "server"))
    errors.join()
    code = server.wait()
    trace.note(exit=code)
    # The client may keep our input open; nothing more can come of it.
    os._exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main()
