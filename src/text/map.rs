//! The way back from an extracted text (a Markdown block without its marks, an
//! HTML page without its tags) to the source it was taken from.

use super::Span;

/// A run of extracted text and the source bytes it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: Span,
    source: Span,
    /// A run copied byte for byte can be entered anywhere; any other (an
    /// entity, a folded space) only as a whole.
    is_copied: bool,
}

/// Maps offsets of an extracted text to offsets of its source.
///
/// Runs are appended in order; source bytes between runs are markup, which no
/// offset of the text maps to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

impl OffsetMap {
    /// The map of a text that is its own source.
    #[must_use]
    pub fn identity(len: usize) -> Self {
        let mut map = Self::default();
        map.push(Span::new(0, len), Span::new(0, len));
        map
    }

    /// Says that `text` stands for `source`, byte for byte where both are equally
    /// long; `text` must begin where the last run ended. Runs that continue one
    /// another byte for byte are merged.
    pub fn push(&mut self, text: Span, source: Span) {
        self.push_run(Run { text, source, is_copied: text.len() == source.len() });
    }

    /// Says that `text` stands for other bytes at `source`, which may happen to be
    /// equally many: a sign for a code span, a letter for its entity.
    pub fn push_replaced(&mut self, text: Span, source: Span) {
        self.push_run(Run { text, source, is_copied: false });
    }

    fn push_run(&mut self, run: Run) {
        let Run { text, source, is_copied } = run;
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.source.end == source.start
            && last.text.end == text.start
            && last.is_copied
            && is_copied
        {
            last.text.end = text.end;
            last.source.end = source.end;
            return;
        }
        self.runs.push(run);
    }

    fn run_at(&self, offset: usize) -> Option<&Run> {
        let index = self.runs.partition_point(|run| run.text.end <= offset);
        self.runs.get(index).or_else(|| self.runs.last())
    }

    /// The source offset of a text offset; past the end, the end of the source.
    #[must_use]
    pub fn offset_to_source(&self, offset: usize) -> usize {
        match self.run_at(offset) {
            None => 0,
            Some(run) if offset >= run.text.end => run.source.end,
            Some(run) if run.is_copied => run.source.start + offset.saturating_sub(run.text.start),
            Some(run) => run.source.start,
        }
    }

    /// The source bytes of a text range, without markup at its two ends; markup
    /// inside it is covered.
    ///
    /// ```text
    /// text      common destiny        source    **common** destiny
    ///           ^^^^^^                            ^^^^^^
    /// ```
    #[must_use]
    pub fn span_to_source(&self, span: Span) -> Span {
        let start = self.offset_to_source(span.start);
        if span.is_empty() {
            return Span::at(start);
        }
        let end = match self.run_at(span.end - 1) {
            Some(run) if run.is_copied => run.source.start + (span.end.min(run.text.end) - run.text.start),
            Some(run) => run.source.end,
            None => start,
        };
        Span::new(start, end)
    }

    /// The text offset of a source offset, or the nearest one after it when the
    /// source offset lies in markup.
    #[must_use]
    pub fn offset_from_source(&self, source: usize) -> usize {
        let index = self.runs.partition_point(|run| run.source.end < source);
        match self.runs.get(index) {
            None => self.runs.last().map_or(0, |run| run.text.end),
            Some(run) if source <= run.source.start => run.text.start,
            Some(run) if run.is_copied => run.text.start + (source - run.source.start),
            Some(run) if source == run.source.end => run.text.end,
            Some(run) => run.text.start,
        }
    }

    /// Whether the text range was copied from the source in one unbroken piece,
    /// so that replacing its source bytes touches no markup.
    #[must_use]
    pub fn is_unbroken(&self, span: Span) -> bool {
        self.run_at(span.start).is_some_and(|run| run.is_copied && run.text.contains(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `**common** destiny &amp; more` without its marks.
    fn marked() -> OffsetMap {
        let mut map = OffsetMap::default();
        map.push(Span::new(0, 6), Span::new(2, 8));
        map.push(Span::new(6, 15), Span::new(10, 19));
        map.push(Span::new(15, 16), Span::new(19, 24));
        map.push(Span::new(16, 21), Span::new(24, 29));
        map
    }

    #[test]
    fn leaves_marks_outside_a_span() {
        assert_eq!(marked().span_to_source(Span::new(0, 6)), Span::new(2, 8));
        assert_eq!(marked().span_to_source(Span::new(0, 14)), Span::new(2, 18));
        assert_eq!(marked().span_to_source(Span::new(15, 16)), Span::new(19, 24));
    }

    #[test]
    fn knows_where_markup_interrupts() {
        assert!(marked().is_unbroken(Span::new(0, 6)));
        assert!(!marked().is_unbroken(Span::new(0, 14)));
        assert!(!marked().is_unbroken(Span::new(15, 16)));
    }

    #[test]
    fn a_replaced_run_is_never_entered() {
        let mut map = OffsetMap::default();
        map.push(Span::new(0, 2), Span::new(0, 2));
        map.push_replaced(Span::new(2, 5), Span::new(2, 5));
        map.push(Span::new(5, 6), Span::new(5, 6));
        assert!(!map.is_unbroken(Span::new(0, 6)) && !map.is_unbroken(Span::new(2, 5)));
        assert_eq!(map.span_to_source(Span::new(3, 4)), Span::new(2, 5));
        assert_eq!([2, 3, 5, 6].map(|source| map.offset_from_source(source)), [2, 2, 5, 6]);
    }

    proptest::proptest! {
        /// Pieces: bytes of markup before, bytes of text, and for how many bytes of
        /// source they stand where they are not copied.
        #[test]
        fn leads_back_and_forth(
            pieces in proptest::collection::vec((0_usize..4, 1_usize..5, proptest::option::of(1_usize..6)), 0..12),
        ) {
            let (mut map, mut text, mut source) = (OffsetMap::default(), 0, 0);
            let mut copied = Vec::new();
            for (markup, len, replaced) in pieces {
                source += markup;
                let (words, bytes) = (Span::new(text, text + len), Span::new(source, source + replaced.unwrap_or(len)));
                if replaced.is_some() { map.push_replaced(words, bytes) } else { map.push(words, bytes) }
                copied.extend((words.start..words.end).filter(|_| replaced.is_none()));
                (text, source) = (words.end, bytes.end);
            }
            let mut last = Span::default();
            for at in 0..text {
                let one = map.span_to_source(Span::new(at, at + 1));
                proptest::prop_assert!(one.start >= last.start && one.end >= last.end && one.end <= source);
                proptest::prop_assert!(!one.is_empty(), "every byte of text stands for something");
                proptest::prop_assert_eq!(map.offset_to_source(at), one.start);
                if copied.contains(&at) {
                    proptest::prop_assert!(one.len() == 1 && map.is_unbroken(Span::new(at, at + 1)));
                    proptest::prop_assert_eq!(map.offset_from_source(one.start), at);
                } else {
                    proptest::prop_assert!(!map.is_unbroken(Span::new(at, at + 1)));
                    proptest::prop_assert!(map.offset_from_source(one.start) <= at);
                }
                for end in at + 1..=text {
                    let span = map.span_to_source(Span::new(at, end));
                    proptest::prop_assert_eq!(span, one.cover(map.span_to_source(Span::new(end - 1, end))));
                }
                last = one;
            }
            proptest::prop_assert!((0..=source + 2).map(|at| map.offset_from_source(at)).is_sorted());
            proptest::prop_assert!((0..=source + 2).all(|at| map.offset_from_source(at) <= text));
        }
    }

    #[test]
    fn finds_the_text_offset_of_a_source_offset() {
        assert_eq!(marked().offset_from_source(0), 0);
        assert_eq!(marked().offset_from_source(4), 2);
        assert_eq!(marked().offset_from_source(11), 7);
        assert_eq!(marked().offset_from_source(99), 21);
    }
}
