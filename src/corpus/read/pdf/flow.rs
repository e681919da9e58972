//! The pages of a file as one running text: a paragraph goes on over the page break,
//! whatever notes stand at the foot of the page, and the running heads follow the text,
//! each once.

use super::page::Page;
use super::paragraph::{Paragraph, paragraphs};
use super::running::running_heads;
use crate::corpus::PageStart;
use crate::text::Span;

/// A running text.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) text: String,
    /// From which byte on which page is shown, in order.
    pub(super) places: Vec<PageStart>,
    /// The running heads, in order.
    pub(super) furniture: Vec<Span>,
}

/// A paragraph with the pages it stands on, each with the byte where it begins.
struct Piece {
    paragraph: Paragraph,
    pages: Vec<(usize, u32)>,
}

impl Flow {
    /// Puts pages together.
    pub(super) fn of(pages: &[Page]) -> Self {
        let heads = running_heads(pages);
        let size = body_size(pages);
        let mut flow = Self::default();
        let mut open: Option<Piece> = None;
        let mut notes: Vec<Piece> = Vec::new();
        for ((number, page), heads) in (1..).zip(pages).zip(&heads) {
            let body = (0..).zip(&page.lines).filter(|(index, _)| !heads.contains(index)).map(|(_, line)| line);
            let mut found = paragraphs(body);
            let foot = found.split_off(found.iter().rposition(|one| one.size > 0.93 * size).map_or(0, |last| last + 1));
            for paragraph in found {
                match open.as_mut().filter(|open| open.paragraph.goes_on_in(&paragraph.text, paragraph.size)) {
                    Some(open) if open.is_before(number) => open.continue_with(&paragraph, number),
                    _ => {
                        flow.close(open.take(), &mut notes);
                        open = Some(Piece { paragraph, pages: vec![(0, number)] });
                    }
                }
            }
            notes.extend(foot.into_iter().map(|paragraph| Piece { paragraph, pages: vec![(0, number)] }));
        }
        flow.close(open.take(), &mut notes);
        flow.add_heads(pages, &heads);
        flow
    }

    /// Adds a paragraph that is complete, and the notes that had to wait for it.
    fn close(&mut self, piece: Option<Piece>, notes: &mut Vec<Piece>) {
        for piece in piece.into_iter().chain(notes.drain(..)) {
            self.add(&piece);
        }
    }

    fn add(&mut self, piece: &Piece) -> Span {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        for &(offset, page) in &piece.pages {
            let start = u32::try_from(start + offset).unwrap_or(u32::MAX);
            if self.places.last().is_none_or(|last| last.page != page) {
                self.places.push(PageStart { start, page });
            }
        }
        self.text.push_str(&piece.paragraph.text);
        self.text.push('\n');
        Span::new(start, self.text.len() - 1)
    }

    fn add_heads(&mut self, pages: &[Page], heads: &[Vec<usize>]) {
        let mut known: Vec<&str> = Vec::new();
        for ((number, page), heads) in (1..).zip(pages).zip(heads) {
            for line in heads.iter().filter_map(|&index| page.lines.get(index)) {
                if line.text.contains(char::is_alphabetic) && !known.contains(&line.text.as_str()) {
                    known.push(&line.text);
                    let paragraph = Paragraph { text: line.text.clone(), size: line.size, foot: line.base };
                    let span = self.add(&Piece { paragraph, pages: vec![(0, number)] });
                    self.furniture.push(span);
                }
            }
        }
    }
}

impl Piece {
    /// Whether it ends on an earlier page.
    fn is_before(&self, page: u32) -> bool {
        self.pages.last().is_some_and(|&(_, last)| last < page)
    }

    fn continue_with(&mut self, next: &Paragraph, page: u32) {
        self.paragraph.append(&next.text);
        self.pages.push((self.paragraph.text.len() - next.text.len(), page));
    }
}

/// The height of the font that most characters have.
fn body_size(pages: &[Page]) -> f64 {
    let mut sizes: Vec<(f64, usize)> =
        pages.iter().flat_map(|page| &page.lines).map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
    let half = sizes.iter().map(|(_, len)| len).sum::<usize>() / 2;
    let mut seen = 0;
    let median = sizes.iter().find(|(_, len)| {
        seen += len;
        seen > half
    });
    median.map_or(0.0, |(size, _)| *size)
}
