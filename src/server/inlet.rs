//! Standard input: whole messages in, well-formed ones out to the protocol library.
//!
//! tower-lsp stops reading for good after one body that it cannot read, or an odd
//! header, so frames are checked here first, as strictly as the library would; a bad one
//! is answered with a parse error and skipped. The end of the stream and the `exit` notification end
//! the stream for the library too.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

use super::outlet::Outlet;
use super::record::Recorder;
use super::surrogates;

/// The longest message that is read; a longer one is skipped and said to be.
const LONGEST: usize = 512 << 20;

/// The longest header line; more than that is not a header.
const LONGEST_HEADER: u64 = 8 << 10;

/// Messages that wait to be read by the protocol library.
pub(super) struct Inlet {
    frames: UnboundedReceiver<Vec<u8>>,
    current: io::Cursor<Vec<u8>>,
}

impl Inlet {
    /// Reads standard input on a thread of its own until it ends or `exit` comes,
    /// which the second value then says.
    pub(super) fn open(outlet: &Outlet, recorder: Recorder) -> io::Result<(Self, oneshot::Receiver<()>)> {
        let (sender, frames) = unbounded_channel();
        let (end, ended) = oneshot::channel();
        let outlet = outlet.clone();
        std::thread::Builder::new().name("input".into()).spawn(move || {
            let _end: oneshot::Sender<()> = end;
            let heard = |frame: &Frame| record(&recorder, frame);
            read_all(&mut io::stdin().lock(), &sender, &heard, &|problem| refuse(&outlet, problem));
        })?;
        Ok((Self { frames, current: io::Cursor::default() }, ended))
    }
}

impl AsyncRead for Inlet {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            let rest = self.current.fill_buf()?;
            if !rest.is_empty() {
                let taken = rest.len().min(buffer.remaining());
                buffer.put_slice(rest.get(..taken).unwrap_or_default());
                self.current.consume(taken);
                return Poll::Ready(Ok(()));
            }
            match self.frames.poll_recv(cx) {
                Poll::Ready(Some(frame)) => self.current = io::Cursor::new(frame),
                Poll::Ready(None) => return Poll::Ready(Ok(())),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

/// What was read up to the next header.
enum Frame {
    /// A message.
    Message {
        /// Empty for a reply.
        method: String,
        body: Vec<u8>,
    },
    /// No message; the bytes with their header, as far as they were kept.
    Garbage { problem: Problem, bytes: Vec<u8> },
    /// The beginning of a message, then the end of the input.
    CutOff { bytes: Vec<u8> },
}

/// What can be wrong with a message.
#[derive(Debug, PartialEq, Eq)]
enum Problem {
    /// The header has no readable `Content-Length`.
    Header,
    /// The body is longer than [`LONGEST`].
    Length(usize),
    /// The body is not JSON in UTF-8.
    Body(String),
    /// The body is JSON, but no message.
    NoMessage,
}

fn record(recorder: &Recorder, frame: &Frame) {
    match frame {
        Frame::Message { body, .. } => recorder.body(body),
        Frame::Garbage { bytes, .. } | Frame::CutOff { bytes } => recorder.garbage(bytes),
    }
}

fn refuse(outlet: &Outlet, problem: &Problem) {
    let (code, message) = match problem {
        Problem::Header => (-32700, "a message without a readable Content-Length header was skipped".to_owned()),
        Problem::Length(length) => (-32700, format!("a message of {length} bytes was skipped; {LONGEST} is the limit")),
        Problem::Body(cause) => (-32700, format!("a message that is no JSON was skipped: {cause}")),
        Problem::NoMessage => (-32600, "an object of jsonrpc 2.0 was expected".to_owned()),
    };
    tracing::warn!(message, "bad input");
    let error = serde_json::json!({"jsonrpc": "2.0", "id": null, "error": {"code": code, "message": message}});
    outlet.send_message(&error.to_string());
}

fn read_all(
    input: &mut impl BufRead,
    frames: &UnboundedSender<Vec<u8>>,
    heard: &dyn Fn(&Frame),
    refuse: &dyn Fn(&Problem),
) {
    while let Ok(Some(frame)) = read_frame(input) {
        heard(&frame);
        match frame {
            Frame::CutOff { .. } => return,
            Frame::Garbage { problem, .. } => refuse(&problem),
            Frame::Message { method, body } => {
                if frames.send(framed(&body)).is_err() || method == "exit" {
                    return;
                }
            }
        }
    }
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut whole = header(body.len());
    whole.extend_from_slice(body);
    whole
}

fn header(length: usize) -> Vec<u8> {
    format!("Content-Length: {length}\r\n\r\n").into_bytes()
}

/// The members of a message, none of which may stand twice.
#[derive(Deserialize)]
struct Envelope<'m> {
    jsonrpc: Cow<'m, str>,
    #[serde(borrow)]
    method: Option<Cow<'m, str>>,
    id: Option<Value>,
    #[serde(rename = "params")]
    _params: Option<IgnoredAny>,
    #[serde(rename = "result")]
    _result: Option<IgnoredAny>,
    #[serde(rename = "error")]
    _error: Option<IgnoredAny>,
}

/// The method of a message; empty for a reply.
fn envelope(body: &[u8]) -> Result<String, Problem> {
    let unread = |error: serde_json::Error| {
        if error.is_data() { Problem::NoMessage } else { Problem::Body(error.to_string()) }
    };
    let Envelope { jsonrpc, method, id, .. } = serde_json::from_slice(body).map_err(unread)?;
    // What is passed over above is no less a part of the message: it may be too deep, or
    // hold a number or a text that cannot be read.
    let _: Value = serde_json::from_slice(body).map_err(unread)?;
    let is_name = |id: &Value| id.is_string() || id.is_i64();
    if jsonrpc != "2.0" || (method.is_none() && id.is_none()) || !id.as_ref().is_none_or(is_name) {
        return Err(Problem::NoMessage);
    }
    Ok(method.unwrap_or_default().into_owned())
}

/// A body as a message, mended where it has to be.
fn understood(body: Vec<u8>) -> Frame {
    let problem = match envelope(&body) {
        Ok(method) => return Frame::Message { method, body },
        Err(problem) => problem,
    };
    match surrogates::mended(&body).map(|mended| (envelope(&mended), mended)) {
        Some((Ok(method), body)) => Frame::Message { method, body },
        _ => Frame::Garbage { problem, bytes: framed(&body) },
    }
}

/// The next frame; `None` at the end of the input.
fn read_frame(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let length = match read_header(input)? {
        Header::End => return Ok(None),
        Header::CutOff(bytes) => return Ok(Some(Frame::CutOff { bytes })),
        Header::Unreadable(bytes) => return Ok(Some(Frame::Garbage { problem: Problem::Header, bytes })),
        Header::Length(length) => length,
    };
    if length > LONGEST {
        io::copy(&mut input.take(length as u64), &mut io::sink())?;
        return Ok(Some(Frame::Garbage { problem: Problem::Length(length), bytes: header(length) }));
    }
    let mut body = Vec::new();
    input.take(length as u64).read_to_end(&mut body)?;
    if body.len() < length {
        return Ok(Some(Frame::CutOff { bytes: [header(length), body].concat() }));
    }
    Ok(Some(understood(body)))
}

enum Header {
    /// Nothing follows.
    End,
    /// Nothing follows but these bytes.
    CutOff(Vec<u8>),
    /// There is no length in these bytes.
    Unreadable(Vec<u8>),
    /// The length of the body.
    Length(usize),
}

/// Reads up to the empty line.
fn read_header(input: &mut impl BufRead) -> io::Result<Header> {
    let (mut length, mut seen) = (None, Vec::new());
    loop {
        let mut line = Vec::new();
        if input.take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(if seen.is_empty() { Header::End } else { Header::CutOff(seen) });
        }
        let text = String::from_utf8_lossy(&line);
        match text.trim() {
            // Stray line ends between messages do no harm.
            "" if seen.is_empty() => {}
            "" => {
                seen.extend(line);
                return Ok(length.map_or(Header::Unreadable(seen), Header::Length));
            }
            header => {
                length = length_of(header).or(length);
                // Of endless lines that are no header the beginning will do.
                if (seen.len() as u64) < LONGEST_HEADER {
                    seen.extend(line);
                }
            }
        }
    }
}

/// The length, also where garbage stands before it on the line.
fn length_of(header: &str) -> Option<usize> {
    const NAME: &str = "content-length:";
    let at = header.to_ascii_lowercase().rfind(NAME)?;
    header.get(at + NAME.len()..)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> (Vec<String>, Vec<String>) {
        let (sender, mut frames) = unbounded_channel();
        let problems = std::cell::RefCell::new(Vec::new());
        let refuse = |problem: &Problem| problems.borrow_mut().push(format!("{problem:?}"));
        read_all(&mut io::Cursor::new(input), &sender, &|_| {}, &refuse);
        drop(sender);
        let mut bodies = Vec::new();
        while let Ok(frame) = frames.try_recv() {
            bodies.push(String::from_utf8_lossy(&frame).split("\r\n\r\n").nth(1).unwrap_or_default().to_owned());
        }
        (bodies, problems.into_inner())
    }

    fn frame(body: &str) -> Vec<u8> {
        format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
    }

    const GOOD: &str = r#"{"jsonrpc":"2.0","method":"initialized"}"#;

    #[test]
    fn a_bad_message_is_skipped_and_the_next_one_read() {
        for bad in [
            frame("{not json"),
            b"Content-Length: 3\r\n\r\n\xff\xfe\xfd".to_vec(),
            frame("[1,2]"),
            frame("{}"),
            b"Content-Length: many\r\n\r\n".to_vec(),
            b"\xff\xff\xff: 1\r\n\r\n".to_vec(),
            // What the library would choke on, and a first look passes over.
            frame(&format!(r#"{{"jsonrpc":"2.0","method":"a","params":{}{}}}"#, "[".repeat(200), "]".repeat(200))),
            frame(r#"{"jsonrpc":"2.0","method":"a","params":[1e999]}"#),
            frame(r#"{"jsonrpc":"2.0","method":"a","params":[],"params":[]}"#),
            frame(r#"{"jsonrpc":"2.0","method":"a","id":1.5}"#),
            frame(r#"{"jsonrpc":"2.0","method":"a","id":99999999999999999999}"#),
            frame(r#"{"jsonrpc":"2.0","id":[],"result":null}"#),
            frame(r#"{"jsonrpc":"2.0","method":"a","params":["\uqqqq\ud800"]}"#),
        ] {
            let (bodies, problems) = read(&[bad.clone(), frame(GOOD)].concat());
            assert_eq!((bodies, problems.len()), (vec![GOOD.to_owned()], 1), "{}", String::from_utf8_lossy(&bad));
        }
    }

    #[test]
    fn headers_may_come_in_any_case_and_number() {
        let text = format!("content-length: {}\r\nContent-Type: x\r\nA: b\r\nC: d\r\n\r\n{GOOD}", GOOD.len());
        assert_eq!(read(text.as_bytes()), (vec![GOOD.to_owned()], Vec::new()));
    }

    #[test]
    fn nothing_is_read_after_exit() {
        let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let (bodies, _) = read(&[frame(exit), frame(GOOD)].concat());
        assert_eq!(bodies, [exit]);
    }

    #[test]
    fn what_is_no_message_is_heard_of_byte_for_byte() {
        for bad in [
            frame("{not json"),
            b"Content-Length: 3\r\n\r\n\xff\xfe\xfd".to_vec(),
            b"Content-Length: many\r\n\r\n".to_vec(),
            b"Content-Length: 40\r\n\r\n{\"json".to_vec(),
            b"Content-Length: 40\r\nContent-Ty".to_vec(),
        ] {
            let heard = std::cell::RefCell::new(Vec::new());
            let hear = |frame: &Frame| match frame {
                Frame::Message { body, .. } => heard.borrow_mut().push(body.clone()),
                Frame::Garbage { bytes, .. } | Frame::CutOff { bytes } => heard.borrow_mut().push(bytes.clone()),
            };
            let (sender, _frames) = unbounded_channel();
            read_all(&mut io::Cursor::new([frame(GOOD), bad.clone()].concat()), &sender, &hear, &|_| {});
            assert_eq!(heard.into_inner(), [GOOD.as_bytes().to_vec(), bad]);
        }
    }

    #[test]
    fn a_message_cut_off_by_the_end_is_dropped() {
        assert_eq!(read(b"Content-Length: 40\r\n\r\n{\"json"), (Vec::new(), Vec::new()));
    }
}
