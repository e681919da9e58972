//! The recording of a session, for bug reports and tests: every message of both sides
//! in order, a line of JSON each.
//!
//! A first line says what wrote the rest; each session begins with one:
//!
//! ```text
//! {"glossator":"0.1.0","recording":1,"system":"linux x86_64","date":"2026-11-22",...}
//! {"from":"client","ms":3,"message":{"jsonrpc":"2.0","id":1,"method":"initialize",...}}
//! {"from":"server","ms":5,"message":{"jsonrpc":"2.0","id":1,"result":{...}}}
//! {"from":"client","ms":9,"raw":"Content-Length: 4\r\n\r\n{no}"}
//! ```
//!
//! `raw` holds what was no message, header and all: each character stands for the byte
//! of its number. A message of the server stands where it is handed to standard
//! output, so before whatever the client says to it.
//!
//! Lines are written on a thread of its own. A session never waits for them, and one
//! that cannot be written ends the recording, not the session. Whoever asked for it is
//! told on standard error, and the last line may be half a one.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::engine::Flags;

use super::frames::Frames;
use super::view::today;

/// The number of the format in the first line.
const FORMAT: u32 = 1;

/// A first line is no longer than this.
const LONGEST_HEADER: u64 = 64 << 10;

/// How long a server that is about to leave may hold the file against the next one.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often the file is tried meanwhile.
const PACE: Duration = Duration::from_millis(50);

/// The first line of a session.
#[derive(Serialize, Deserialize)]
struct Header {
    /// The version of the server.
    glossator: String,
    recording: u32,
    #[serde(default)]
    system: String,
    /// The day that drafts without a date were judged at.
    #[serde(default)]
    date: String,
    #[serde(default)]
    corpus: Vec<PathBuf>,
    #[serde(default)]
    termbase: Vec<PathBuf>,
    #[serde(default)]
    cache: Option<PathBuf>,
}

impl Header {
    fn new(flags: &Flags) -> Self {
        Self {
            glossator: env!("CARGO_PKG_VERSION").to_owned(),
            recording: FORMAT,
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            date: today().to_string(),
            corpus: flags.corpus.clone(),
            termbase: flags.termbases.clone(),
            cache: flags.cache.clone(),
        }
    }
}

/// Who said something.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    Client,
    Server,
}

/// A line after the first.
#[derive(Serialize)]
struct Line<'m> {
    from: Side,
    /// Since the start of the server.
    ms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'m RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<String>,
}

enum Event {
    /// A body that the client sent.
    Body(Duration, Vec<u8>),
    /// What the client sent that is no message.
    Garbage(Duration, Vec<u8>),
    /// Bytes on their way to the client, not always a whole message.
    Output(Duration, Vec<u8>),
    /// Asks to be told when all before it has been written.
    Mark(Sender<()>),
}

/// Where messages are put to be recorded. Copies write to the same recording.
#[derive(Clone)]
pub(super) struct Recorder {
    start: Instant,
    /// `None` where nothing is recorded.
    events: Option<Sender<Event>>,
}

impl Recorder {
    /// Records nothing.
    pub(super) fn idle() -> Self {
        Self { start: Instant::now(), events: None }
    }

    /// Records into `path`, after what it already holds.
    ///
    /// # Errors
    /// When the file cannot be written, is no recording, or another server records
    /// into it. The message is for the user.
    pub(super) fn open(path: &Path, flags: &Flags) -> io::Result<Self> {
        let trouble = |cause: io::Error| {
            io::Error::new(cause.kind(), format!("the session cannot be recorded in \"{}\": {cause}", path.display()))
        };
        let mut file = open(path).map_err(trouble)?;
        write_line(&mut file, &Header::new(flags)).map_err(trouble)?;
        let (events, queue) = channel();
        std::thread::Builder::new().name("recording".into()).spawn(move || write_all(file, &queue))?;
        Ok(Self { start: Instant::now(), events: Some(events) })
    }

    /// Records the body of a message from the client.
    pub(super) fn body(&self, body: &[u8]) {
        self.put(body, Event::Body);
    }

    /// Records bytes from the client that are no message.
    pub(super) fn garbage(&self, bytes: &[u8]) {
        self.put(bytes, Event::Garbage);
    }

    /// Records bytes that are about to be written to the client.
    pub(super) fn output(&self, bytes: &[u8]) {
        self.put(bytes, Event::Output);
    }

    fn put(&self, bytes: &[u8], event: impl Fn(Duration, Vec<u8>) -> Event) {
        if let Some(events) = &self.events {
            // The thread lives as long as there is a recorder, unless it panicked.
            let _ = events.send(event(self.start.elapsed(), bytes.to_vec()));
        }
    }

    /// Waits until everything has been written, but no longer than `limit`.
    pub(super) fn flush(&self, limit: Duration) {
        let (mark, reached) = channel();
        let is_asked = self.events.as_ref().is_some_and(|events| events.send(Event::Mark(mark)).is_ok());
        if is_asked && reached.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            tracing::warn!("the end of the session could not be recorded in time");
        }
    }
}

/// A file that is not there yet. A recording holds drafts, which are nobody else's.
fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Opens a new file, an empty one, or a recording to go on with.
fn open(path: &Path) -> io::Result<File> {
    match new_file(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        opened => return opened.and_then(locked),
    }
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no file; name a new file"));
    }
    let mut file = locked(OpenOptions::new().read(true).append(true).open(path)?)?;
    if file.metadata()?.len() == 0 {
        return Ok(file);
    }
    if !is_recording(&file)? {
        return Err(io::Error::other("the file holds something else and is left as it is; name a new file"));
    }
    // The last session may have been cut off within a line.
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    if last != *b"\n" {
        file.write_all(b"\n")?;
    }
    Ok(file)
}

/// The file, for this process alone.
fn locked(file: File) -> io::Result<File> {
    let end = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if Instant::now() < end => std::thread::sleep(PACE),
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::other("another server records into it; name another file"));
            }
            // Some file systems know no locks.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
}

/// Whether the first line is one of ours.
fn is_recording(file: &File) -> io::Result<bool> {
    let mut line = Vec::new();
    BufReader::new(file.take(LONGEST_HEADER)).read_until(b'\n', &mut line)?;
    Ok(serde_json::from_slice(&line).is_ok_and(|header: Header| header.recording == FORMAT))
}

/// Writes what comes until nobody records any more. What came while a line was being
/// written is written together.
fn write_all(file: File, queue: &Receiver<Event>) {
    let mut file = Some(io::BufWriter::new(file));
    let mut frames = Frames::default();
    while let Ok(event) = queue.recv() {
        let mut next = Some(event);
        while let Some(event) = next {
            attempt(&mut file, |file| write_event(file, &mut frames, event));
            next = queue.try_recv().ok();
        }
        attempt(&mut file, Write::flush);
    }
}

/// Writes, unless writing has failed before. After a failure the disk may be full, and
/// half a line is the last of the recording.
fn attempt<W: Write>(file: &mut Option<W>, write: impl FnOnce(&mut W) -> io::Result<()>) {
    let Some(Err(error)) = file.as_mut().map(write) else { return };
    tracing::error!(%error, "the session is not recorded any further");
    // There may be no log. Where standard error is closed nobody is left to tell.
    let _ = writeln!(io::stderr(), "error: the session is not recorded any further: {error}");
    *file = None;
}

fn write_event(file: &mut impl Write, frames: &mut Frames, event: Event) -> io::Result<()> {
    match event {
        Event::Body(at, body) => write_body(file, Side::Client, at, &body),
        Event::Garbage(at, bytes) => write_raw(file, Side::Client, at, &bytes),
        Event::Output(at, bytes) => {
            frames.add(&bytes);
            while let Some(body) = frames.take() {
                write_body(file, Side::Server, at, &body)?;
            }
            Ok(())
        }
        Event::Mark(reached) => {
            file.flush()?;
            // Whoever asked may have stopped waiting.
            let _ = reached.send(());
            Ok(())
        }
    }
}

fn write_body(file: &mut impl Write, from: Side, at: Duration, body: &[u8]) -> io::Result<()> {
    match serde_json::from_slice::<&RawValue>(body) {
        Ok(message) => write_line(file, &Line { from, ms: millis(at), message: Some(message), raw: None }),
        Err(_) => write_raw(file, from, at, body),
    }
}

fn write_raw(file: &mut impl Write, from: Side, at: Duration, bytes: &[u8]) -> io::Result<()> {
    let raw = bytes.iter().map(|byte| char::from(*byte)).collect();
    write_line(file, &Line { from, ms: millis(at), message: None, raw: Some(raw) })
}

fn millis(at: Duration) -> u64 {
    u64::try_from(at.as_millis()).unwrap_or(u64::MAX)
}

fn write_line(file: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    // A message keeps its own spelling; its line ends stand between its parts only,
    // since JSON writes those within a text as `\n`.
    bytes.iter_mut().filter(|byte| matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    bytes.push(b'\n');
    file.write_all(&bytes)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn lines(path: &Path) -> Vec<Value> {
        let text = std::fs::read_to_string(path).expect("a recording");
        text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    fn framed(body: &str) -> Vec<u8> {
        format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
    }

    fn at(name: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join(name);
        (folder, path)
    }

    #[test]
    fn every_message_has_its_line_whatever_the_pieces() {
        let (_folder, path) = at("session.jsonl");
        let recorder = Recorder::open(&path, &Flags::default()).expect("a new file");
        recorder.body(b"{\n  \"id\": 1,\r\n  \"text\": \"a\\nb\"\n}");
        recorder.garbage(b"\xff\n{");
        let output = [framed("{\"é\":1}"), framed("{}"), framed("[]")].concat();
        for piece in output.chunks(5) {
            recorder.output(piece);
        }
        recorder.flush(Duration::from_secs(30));
        let lines = lines(&path);
        assert_eq!((&lines[0]["recording"], &lines[0]["glossator"]), (&json!(1), &json!(env!("CARGO_PKG_VERSION"))));
        assert_eq!((&lines[1]["from"], &lines[1]["message"]), (&json!("client"), &json!({"id": 1, "text": "a\nb"})));
        assert_eq!((&lines[2]["from"], &lines[2]["raw"]), (&json!("client"), &json!("\u{ff}\n{")));
        let said: Vec<&Value> = lines[3..].iter().map(|line| &line["message"]).collect();
        assert_eq!(said, [&json!({"é": 1}), &json!({}), &json!([])]);
        assert!(lines[3..].iter().all(|line| line["from"] == "server" && line["ms"].is_u64()));
    }

    #[test]
    fn a_recording_is_gone_on_with_and_anything_else_left_alone() {
        let (_folder, path) = at("session.jsonl");
        drop(Recorder::open(&path, &Flags::default()).expect("a new file"));
        std::fs::write(&path, [std::fs::read(&path).expect("a file"), b"{\"from\":\"cl".to_vec()].concat())
            .expect("ours");
        Recorder::open(&path, &Flags::default()).expect("a recording").flush(Duration::from_secs(30));
        let text = std::fs::read_to_string(&path).expect("a file");
        assert_eq!(text.lines().filter(|line| line.contains("\"recording\":1")).count(), 2, "{text}");
        for foreign in ["a draft\n", "{\"glossator\":\"9\",\"recording\":2}\n", "{\"recording\":1}\n", "\n"] {
            std::fs::write(&path, foreign).expect("ours");
            let error = Recorder::open(&path, &Flags::default()).err().expect("refused").to_string();
            assert!(error.contains("holds something else") && error.contains("name a new file"), "{error}");
            assert_eq!(std::fs::read_to_string(&path).expect("a file"), foreign);
        }
    }

    #[test]
    fn what_cannot_be_recorded_in_is_refused() {
        let (folder, path) = at("no folder/session.jsonl");
        assert!(Recorder::open(&path, &Flags::default()).is_err());
        let error = Recorder::open(folder.path(), &Flags::default()).err().expect("refused").to_string();
        assert!(error.contains("it is no file"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_recording_is_read_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, path) = at("session.jsonl");
        drop(Recorder::open(&path, &Flags::default()).expect("a new file"));
        assert_eq!(std::fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_full_disk_ends_the_recording_and_is_said_once() {
        struct Full(usize);
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                self.0 += 1;
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut file = Some(Full(0));
        attempt(&mut file, |file| write_raw(file, Side::Client, Duration::ZERO, b"x"));
        assert!(file.is_none(), "nothing is written after that");
    }
}
