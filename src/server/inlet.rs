//! Standard input: whole messages in, well-formed ones out to the protocol library.
//!
//! tower-lsp stops reading for good after one body that is no JSON, no UTF-8 or has
//! an odd header, so frames are checked here first; a bad one is answered with a
//! parse error and skipped. The end of the stream and the `exit` notification end
//! the stream for the library too.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use serde::Deserialize;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

use super::outlet::Outlet;

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
    pub(super) fn open(outlet: &Outlet) -> io::Result<(Self, oneshot::Receiver<()>)> {
        let (sender, frames) = unbounded_channel();
        let (end, ended) = oneshot::channel();
        let outlet = outlet.clone();
        std::thread::Builder::new().name("input".into()).spawn(move || {
            let _end: oneshot::Sender<()> = end;
            read_all(&mut io::stdin().lock(), &sender, &|problem| refuse(&outlet, problem));
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

fn read_all(input: &mut impl BufRead, frames: &UnboundedSender<Vec<u8>>, refuse: &dyn Fn(&Problem)) {
    while let Ok(Some(frame)) = read_frame(input) {
        let outcome = frame.and_then(|body| envelope(&body).map(|method| (method, body)));
        match outcome {
            Err(problem) => refuse(&problem),
            Ok((method, body)) => {
                let mut whole = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
                whole.extend(body);
                if frames.send(whole).is_err() || method == "exit" {
                    return;
                }
            }
        }
    }
}

#[derive(Deserialize)]
struct Envelope<'m> {
    jsonrpc: Cow<'m, str>,
    #[serde(borrow)]
    method: Option<Cow<'m, str>>,
    id: Option<serde_json::Value>,
}

/// The method of a message; empty for a reply.
fn envelope(body: &[u8]) -> Result<String, Problem> {
    let envelope: Envelope<'_> = serde_json::from_slice(body)
        .map_err(|error| if error.is_data() { Problem::NoMessage } else { Problem::Body(error.to_string()) })?;
    if envelope.jsonrpc != "2.0" || (envelope.method.is_none() && envelope.id.is_none()) {
        return Err(Problem::NoMessage);
    }
    Ok(envelope.method.unwrap_or_default().into_owned())
}

/// The next body; `None` at the end of the input.
fn read_frame(input: &mut impl BufRead) -> io::Result<Option<Result<Vec<u8>, Problem>>> {
    let Some(length) = read_header(input)? else { return Ok(None) };
    let Some(length) = length else { return Ok(Some(Err(Problem::Header))) };
    if length > LONGEST {
        io::copy(&mut input.take(length as u64), &mut io::sink())?;
        return Ok(Some(Err(Problem::Length(length))));
    }
    let mut body = Vec::new();
    input.take(length as u64).read_to_end(&mut body)?;
    Ok((body.len() == length).then_some(Ok(body)))
}

/// Reads up to the empty line; outer `None` at the end, inner `None` without a length.
fn read_header(input: &mut impl BufRead) -> io::Result<Option<Option<usize>>> {
    let (mut length, mut any) = (None, false);
    loop {
        let mut line = Vec::new();
        if input.take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        match line.trim() {
            "" if any => return Ok(Some(length)),
            // Stray line ends between messages do no harm.
            "" => {}
            header => {
                any = true;
                length = length_of(header).or(length);
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
        read_all(&mut io::Cursor::new(input), &sender, &|problem| problems.borrow_mut().push(format!("{problem:?}")));
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
    fn a_message_cut_off_by_the_end_is_dropped() {
        assert_eq!(read(b"Content-Length: 40\r\n\r\n{\"json"), (Vec::new(), Vec::new()));
    }
}
