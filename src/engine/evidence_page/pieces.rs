//! The draft as a page shows it: its layout, with the words cut where a mark begins or ends,
//! and the number of a note behind the words it is about.

use super::marks::{Mark, MarkKind};
use crate::draft::{Element, Laid, Snapshot, layout};
use crate::text::Span;

/// A piece of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagePiece {
    /// Everything but words.
    Laid(Laid),
    /// Words that stand under the same marks, the widest first.
    Words(String, Vec<Marked>),
    /// The number of the note of a mark that ends here.
    Note(usize),
}

/// A mark over some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// What it is for.
    pub kind: MarkKind,
    /// The number of its note.
    pub note: usize,
}

/// The pieces of a draft, in order; `marks` come in order of place.
pub(super) fn pieces(snapshot: &Snapshot, marks: &[Mark]) -> Vec<PagePiece> {
    let mut ends: Vec<&Mark> = marks.iter().collect();
    ends.sort_by_key(|mark| (mark.span.end, mark.note));
    let mut cutter = Cutter { draft: &snapshot.text, marks, ends, ended: 0, pieces: Vec::new() };
    for laid in title(snapshot, marks).into_iter().chain(layout(&snapshot.text, body(snapshot))) {
        match laid {
            Laid::Words(words, span) => cutter.words(&words, span),
            laid => cutter.pieces.push(PagePiece::Laid(laid)),
        }
    }
    cutter.end_marks(snapshot.text.len());
    cutter.pieces
}

fn body(snapshot: &Snapshot) -> usize {
    let mark = if snapshot.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    snapshot.front_matter.span.end.max(mark)
}

/// The title in the front matter, as a heading, where something of it is marked.
fn title(snapshot: &Snapshot, marks: &[Mark]) -> Vec<Laid> {
    let title = snapshot.front_matter.title_span;
    let Some(span) = title.filter(|span| marks.iter().any(|mark| mark.span.overlaps(*span))) else {
        return Vec::new();
    };
    let words = span.slice(&snapshot.text).to_owned();
    vec![Laid::Open(Element::Heading(1)), Laid::Words(words, span), Laid::Close]
}

struct Cutter<'d> {
    draft: &'d str,
    /// In order of their starts.
    marks: &'d [Mark],
    /// In order of their ends.
    ends: Vec<&'d Mark>,
    /// How many of them have ended.
    ended: usize,
    pieces: Vec<PagePiece>,
}

impl Cutter<'_> {
    /// Cuts words where marks begin and end; where they are not those of the draft
    /// (an entity stands there), they stay whole.
    fn words(&mut self, words: &str, span: Span) {
        self.end_marks(span.start);
        let over: Vec<Mark> = self.over(span);
        let mut cuts = vec![span.start, span.end];
        if span.slice(self.draft) == words {
            cuts.extend(over.iter().flat_map(|mark| [mark.span.start, mark.span.end]));
            cuts.retain(|cut| span.start <= *cut && *cut <= span.end);
            cuts.sort_unstable();
            cuts.dedup();
        }
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            let part = Span::new(*start, *end);
            let text = if part == span { words } else { part.slice(self.draft) };
            let under = over.iter().filter(|mark| mark.span.overlaps(part));
            let under = under.map(|mark| Marked { kind: mark.kind, note: mark.note }).collect();
            self.pieces.push(PagePiece::Words(text.to_owned(), under));
            self.end_marks(*end);
        }
    }

    /// The marks that share bytes with some words, the widest first.
    fn over(&self, span: Span) -> Vec<Mark> {
        let begun = self.marks.partition_point(|mark| mark.span.start < span.end);
        let begun = self.marks.get(..begun).unwrap_or_default();
        let mut over: Vec<Mark> = begun.iter().filter(|mark| mark.span.overlaps(span)).copied().collect();
        over.sort_by_key(|mark| (std::cmp::Reverse(mark.span.len()), mark.note));
        over
    }

    /// Puts the numbers of the marks that end up to `offset`.
    fn end_marks(&mut self, offset: usize) {
        while let Some(mark) = self.ends.get(self.ended).filter(|mark| mark.span.end <= offset) {
            self.pieces.push(PagePiece::Note(mark.note));
            self.ended += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(draft: &str, marked: &[&str], expected: &str) {
        let snapshot = Snapshot::parse(draft, None);
        let place = |words: &&str| {
            let at = draft.find(*words).expect("words of the draft");
            Span::new(at, at + words.len())
        };
        let marks = marked.iter().map(place).zip(1..);
        let marks: Vec<Mark> = marks.map(|(span, note)| Mark { span, kind: MarkKind::Term, note }).collect();
        let told: Vec<String> = pieces(&snapshot, &marks)
            .into_iter()
            .filter_map(|piece| match piece {
                PagePiece::Words(words, under) => Some(format!("{words}{}", "'".repeat(under.len()))),
                PagePiece::Note(number) => Some(format!("[{number}]")),
                PagePiece::Laid(_) => None,
            })
            .collect();
        assert_eq!(told.join("|"), expected, "{draft}");
    }

    #[test]
    fn words_are_cut_where_marks_begin_and_end() {
        check("a bc d", &["bc"], "a |bc'|[1]| d");
        check("a bc d", &["a bc", "bc"], "a '|bc''|[1]|[2]| d");
        check("a *b* c", &["a *b*"], "a '|b'|[1]| c");
    }

    #[test]
    fn what_is_no_words_of_the_draft_stays_whole() {
        check("a&amp;b", &["amp"], "a|&'|[1]|b");
    }

    #[test]
    fn the_title_is_shown_where_it_is_marked() {
        check("---\ntitle: ab cd\n---\n\ne", &["cd"], "ab |cd'|[1]|e");
        check("---\ntitle: ab cd\n---\n\nfog", &["fog"], "fog'|[1]");
    }

    #[test]
    fn no_note_is_lost() {
        check("a `code`", &["code"], "a |[1]");
        check("a\n\n<p>b</p>\n\nc", &["b"], "a|[1]|c");
    }
}
