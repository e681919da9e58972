//! Sentences of running text: the boundaries of Unicode (UAX 29), mended where they
//! fall after abbreviations and initials, and bounded by paragraphs.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::Span;

/// Abbreviations after which a sentence goes on, without their full stop.
const ABBREVIATIONS: [&str; 38] = [
    "Adm", "Amb", "Apr", "Art", "Aug", "Brig", "Capt", "cf", "Col", "Dec", "Dr", "e.g", "Feb", "Fig", "Gen", "Gov",
    "Hon", "i.e", "Jan", "Lt", "Maj", "Mar", "Messrs", "Mr", "Mrs", "Ms", "Mt", "Nov", "Oct", "pp", "Prof", "Rep",
    "Rev", "Sen", "Sept", "Sgt", "St", "vs",
];

/// Abbreviations after which a sentence goes on where a figure follows.
const BEFORE_FIGURES: [&str; 7] = ["No", "Nos", "Vol", "Ch", "Sec", "p", "art"];

/// Lines longer than this were not broken to fit a page: each is a paragraph.
const LONGEST_WRAPPED: usize = 100;

/// Lines shorter than this were not broken because they were full, unless the next one
/// begins with a small letter.
const SHORTEST_WRAPPED: usize = 40;

/// The sentence of `text` that holds `span`, or all sentences from the one that holds
/// its start to the one that holds its end; space around it left out.
#[must_use]
pub fn sentence_around(text: &str, span: Span) -> Span {
    let paragraph = paragraph_around(text, span);
    let mut around = span;
    for sentence in sentences(paragraph.slice(text)) {
        let sentence = sentence.shifted(paragraph.start);
        if sentence.overlaps(span) {
            around = around.cover(sentence);
        }
    }
    around
}

/// The paragraphs of a whole text, in order, lines that were broken to fit a page joined.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut start = 0;
    let mut joins_before = false;
    while start < text.len() {
        let line = line_at(text, start);
        let end = start + line.len();
        if !line.trim().is_empty() {
            let words = Span::new(start, start + line.trim_end().len());
            match paragraphs.last_mut().filter(|_| joins_before) {
                Some(paragraph) => paragraph.end = words.end,
                None => paragraphs.push(words),
            }
        }
        joins_before = are_wrapped(line, line_at(text, end));
        start = end;
    }
    paragraphs
}

/// The sentences of one paragraph, in order, without the space between them.
#[must_use]
pub fn sentences(paragraph: &str) -> Vec<Span> {
    let mut sentences: Vec<Span> = Vec::new();
    let mut start = 0;
    for (at, piece) in paragraph.split_sentence_bound_indices() {
        let end = at + piece.len();
        let so_far = Span::new(start, end).slice(paragraph);
        let rest = Span::new(end, paragraph.len()).slice(paragraph);
        if rest.is_empty() || ends_sentence(so_far, rest) {
            sentences.extend(trimmed(paragraph, Span::new(start, end)));
            start = end;
        }
    }
    sentences
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let slice = span.slice(text);
    let start = span.start + (slice.len() - slice.trim_start().len());
    let trimmed = Span::new(start, start + slice.trim().len());
    (!trimmed.is_empty()).then_some(trimmed)
}

/// Whether the boundary between the two is the end of a sentence. Unicode also breaks
/// at line ends and after every full stop with a capital behind it.
fn ends_sentence(so_far: &str, rest: &str) -> bool {
    let closing = ['"', '\'', '”', '’', '»', ')', ']', '」', '』'];
    let bare = so_far.trim_end().trim_end_matches(closing);
    let Some(before) = bare.strip_suffix('.') else {
        return bare.ends_with(['?', '!', '…', '。', '？', '！', '．', '｡']);
    };
    let word = before.rsplit(|c: char| c.is_whitespace() || "(\"“‘'—–-".contains(c)).next().unwrap_or_default();
    let next = rest.trim_start().chars().next().unwrap_or(' ');
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let is_initials =
        word.contains('.') && word.split('.').all(|part| part.chars().count() == 1) && !next.is_uppercase();
    let goes_on = ABBREVIATIONS.contains(&word) || next.is_numeric() && BEFORE_FIGURES.contains(&word);
    !(is_initial || is_initials || goes_on || next.is_lowercase())
}

/// The lines around `span` that belong together. An empty line ends a paragraph, and so
/// does a line too long or too short to have been wrapped.
fn paragraph_around(text: &str, span: Span) -> Span {
    let mut start = line_start(text, span.start);
    while start > 0 {
        let before = line_start(text, start - 1);
        if !are_wrapped(Span::new(before, start).slice(text), line_at(text, start)) {
            break;
        }
        start = before;
    }
    let mut last = line_start(text, span.end);
    loop {
        let line = line_at(text, last);
        let next = last + line.len();
        if next >= text.len() || !are_wrapped(line, line_at(text, next)) {
            return Span::new(start, next);
        }
        last = next;
    }
}

/// Whether two lines, one after the other, are one paragraph broken to fit a page.
fn are_wrapped(line: &str, next: &str) -> bool {
    let (line, next) = (line.trim(), next.trim());
    let (len, next_len) = (line.chars().count(), next.chars().count());
    let shortest = if next.starts_with(char::is_lowercase) { 1 } else { SHORTEST_WRAPPED };
    (shortest..=LONGEST_WRAPPED).contains(&len) && (1..=LONGEST_WRAPPED).contains(&next_len)
}

fn line_start(text: &str, offset: usize) -> usize {
    Span::new(0, offset).slice(text).rfind('\n').map_or(0, |at| at + 1)
}

/// The line that begins at `start`, with its line end.
fn line_at(text: &str, start: usize) -> &str {
    Span::new(start, text.len()).slice(text).split_inclusive('\n').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(paragraph: &str) -> Vec<&str> {
        sentences(paragraph).into_iter().map(|sentence| sentence.slice(paragraph)).collect()
    }

    #[test]
    fn splits_sentences() {
        let cases: [(&str, &[&str]); 9] = [
            ("One here. Two there? Three!", &["One here.", "Two there?", "Three!"]),
            ("Mr. Tarn met Gen. Osei on Oct. 3. They spoke.", &["Mr. Tarn met Gen. Osei on Oct. 3.", "They spoke."]),
            ("See No. 5 of it. No. Others do.", &["See No. 5 of it.", "No.", "Others do."]),
            ("J. Q. Tarn spoke. So did I. Then all.", &["J. Q. Tarn spoke.", "So did I.", "Then all."]),
            ("In the U.S. he stayed. The U.S. The end.", &["In the U.S. he stayed.", "The U.S.", "The end."]),
            ("He said: “It ends.” And it did.", &["He said: “It ends.”", "And it did."]),
            ("A line that is\nwrapped here. And on.", &["A line that is\nwrapped here.", "And on."]),
            ("这是一句。那是一句。", &["这是一句。", "那是一句。"]),
            ("no end", &["no end"]),
        ];
        for (paragraph, expected) in cases {
            assert_eq!(split(paragraph), expected, "{paragraph:?}");
        }
    }

    fn around<'t>(text: &'t str, words: &str) -> &'t str {
        let start = text.find(words).expect("words of the text");
        sentence_around(text, Span::new(start, start + words.len())).slice(text)
    }

    #[test]
    fn stays_within_the_paragraph() {
        let long = "a ".repeat(60);
        let text = format!("A heading\nThe {long} first\nthe {long} second");
        assert_eq!(around(&text, "heading"), "A heading");
        assert_eq!(around(&text, "second"), format!("the {long} second"));
        let wrapped = "It is a line of some fifty letters, wrapped by a\nmachine of long ago. And\n\nanother one";
        assert!(around(wrapped, "machine").starts_with("It is"));
        assert_eq!(around(wrapped, "another"), "another one");
    }

    #[test]
    fn splits_paragraphs() {
        let long = "a ".repeat(60);
        let text = format!(
            "A heading\n\nIt is a line of some fifty letters, wrapped by a\nmachine of long ago.\n \n{long}\nEnd"
        );
        let split: Vec<&str> = paragraphs(&text).into_iter().map(|span| span.slice(&text)).collect();
        let wrapped = "It is a line of some fifty letters, wrapped by a\nmachine of long ago.";
        assert_eq!(split, ["A heading", wrapped, long.trim_end(), "End"]);
        assert_eq!(paragraphs("\n \n"), []);
    }

    #[test]
    fn covers_words_over_two_sentences() {
        assert_eq!(around("One. Two three. Four five. Six.", "three. Four"), "Two three. Four five.");
    }

    #[test]
    fn masses_of_one_kind_are_read_once() {
        for piece in
            [".", "a.", "a. ", "1.", "A.", "Mr. ", "\n", "a\n", " ", "\"", "a.\" ", "。", "人", "\u{301}", "?!"]
        {
            let text = piece.repeat(200_000 / piece.len());
            let middle = text.floor_char_boundary(text.len() / 2);
            assert!(sentence_around(&text, Span::at(middle)).touches(middle), "{piece:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn always_holds_the_words(text in "[a-zA-Z.é。 \n]{0,200}", from in 0_usize..200, len in 1_usize..50) {
            let from = text.floor_char_boundary(from);
            let end = text.floor_char_boundary(from + len).max(from);
            let span = Span::new(from, end);
            let around = sentence_around(&text, span);
            proptest::prop_assert!(around.contains(span) && text.get(around.start..around.end).is_some());
        }
    }
}
