//! Takes messages apart that come in pieces: bytes of the base protocol in, bodies
//! out. It reads what this server has written, so a header is always a good one.

/// Bytes that are not a whole message yet.
#[derive(Default)]
pub(super) struct Frames(Vec<u8>);

impl Frames {
    /// Adds the next piece, which may end anywhere.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Takes out the next whole body.
    pub(super) fn take(&mut self) -> Option<Vec<u8>> {
        const END: &[u8] = b"\r\n\r\n";
        let header = self.0.windows(END.len()).position(|bytes| bytes == END)?;
        let length = length(self.0.get(..header)?).unwrap_or_default();
        let (start, end) = (header + END.len(), header + END.len() + length);
        let body = self.0.get(start..end)?.to_vec();
        self.0.drain(..end);
        Some(body)
    }
}

fn length(header: &[u8]) -> Option<usize> {
    let line = |line: &str| line.strip_prefix("Content-Length:")?.trim().parse().ok();
    str::from_utf8(header).ok()?.lines().find_map(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_whole_wherever_the_pieces_end() {
        let whole = "Content-Length: 3\r\n\r\nöxContent-Length: 0\r\n\r\nContent-Type: a\r\nContent-Length: 1\r\n\r\ny";
        for size in 1..whole.len() {
            let (mut frames, mut bodies) = (Frames::default(), Vec::new());
            for piece in whole.as_bytes().chunks(size) {
                frames.add(piece);
                while let Some(body) = frames.take() {
                    bodies.push(String::from_utf8_lossy(&body).into_owned());
                }
            }
            assert_eq!(bodies, ["öx", "", "y"], "in pieces of {size}");
        }
    }
}
