//! Standard output: never makes the server wait. A client that reads slowly fills
//! a queue here and nothing else.

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::AsyncWrite;

use super::record::Recorder;

/// Where messages are put to be written.
#[derive(Clone)]
pub(super) struct Outlet(Sender<Piece>);

enum Piece {
    Bytes(Vec<u8>),
    /// Asks to be told when all before it has been written.
    Mark(Sender<()>),
}

impl Outlet {
    /// Writes standard output on a thread of its own, until the client reads no more.
    pub(super) fn open(recorder: Recorder) -> io::Result<Self> {
        let (pieces, queue) = channel();
        std::thread::Builder::new().name("output".into()).spawn(move || {
            let mut output = io::stdout().lock();
            while let Ok(piece) = queue.recv() {
                let written = match piece {
                    Piece::Bytes(bytes) => {
                        recorder.output(&bytes);
                        output.write_all(&bytes).and_then(|()| output.flush())
                    }
                    Piece::Mark(reached) => {
                        // Whoever asked may have stopped waiting.
                        let _ = reached.send(());
                        Ok(())
                    }
                };
                if written.is_err() {
                    return;
                }
            }
        })?;
        Ok(Self(pieces))
    }

    /// Writes one message with its header.
    pub(super) fn send_message(&self, body: &str) {
        // After the end of the output nobody is left to tell.
        let _ = self.0.send(Piece::Bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()));
    }

    /// Waits until everything has been written, but no longer than `limit`.
    pub(super) fn flush(&self, limit: Duration) {
        let (mark, reached) = channel();
        if self.0.send(Piece::Mark(mark)).is_ok() && reached.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            tracing::warn!("the client does not read; some messages are lost");
        }
    }
}

impl AsyncWrite for Outlet {
    fn poll_write(self: Pin<&mut Self>, _cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.0.send(Piece::Bytes(bytes.to_vec())) {
            Ok(()) => Poll::Ready(Ok(bytes.len())),
            Err(_) => Poll::Ready(Err(io::ErrorKind::BrokenPipe.into())),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
