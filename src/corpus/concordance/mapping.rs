//! Maps an index file into memory. The one place of the program with unsafe code.

use std::fs::File;
use std::io;
use std::path::Path;

use memmap2::Mmap;

/// The smallest page of the systems there are, in bytes.
const PAGE: usize = 4096;

/// The bytes of a file, read when they are touched.
#[derive(Debug)]
pub(super) struct Mapping(Mmap);

impl Mapping {
    /// Maps a file of the index.
    ///
    /// # Errors
    /// When the file cannot be opened or mapped.
    #[expect(unsafe_code, reason = "a mapped file can only be read through an unsafe constructor")]
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        // SAFETY: the bytes under a mapping must not change while it lives. Segment
        // files lie in our own cache folder, are written under another name, renamed
        // when complete, never written again, and replaced by new names; removing one
        // keeps its bytes for those who hold it. Readers check all they read against
        // its bounds, so bytes that a stranger changed all the same give wrong words,
        // which the source then refutes, but no wrong memory access.
        let map = unsafe { Mmap::map(&file)? };
        Ok(Self(map))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Reads the first `len` bytes into memory, as far as the system keeps them there.
    /// One byte of each page is touched, in order, which the system answers with large
    /// reads; its advice call was measured to read a small part only.
    pub(super) fn read_ahead(&self, len: usize) {
        let sum = self.0.iter().take(len).step_by(PAGE).fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
        std::hint::black_box(sum);
    }
}
