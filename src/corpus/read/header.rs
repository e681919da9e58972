//! Labelled values at the head of a text: `Key: value` lines, and several on one
//! line with wide gaps (`Author : A B    Source : C    2016-12-05`). A line enters;
//! labels and values leave. Labels are known words: any other colon is text.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::Field;
use crate::prose::written_dates;

/// What a label says of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// The value of a field.
    Field(Field),
    /// Something else about the page ("Editor:", "Place:").
    Other,
}

/// Labels in lower case.
const LABELS: [(&str, Label); 44] = [
    ("title", Label::Field(Field::Title)),
    ("headline", Label::Field(Field::Title)),
    ("标题", Label::Field(Field::Title)),
    ("date", Label::Field(Field::Date)),
    ("published", Label::Field(Field::Date)),
    ("published on", Label::Field(Field::Date)),
    ("date published", Label::Field(Field::Date)),
    ("publication date", Label::Field(Field::Date)),
    ("release date", Label::Field(Field::Date)),
    ("delivered", Label::Field(Field::Date)),
    ("日期", Label::Field(Field::Date)),
    ("发布时间", Label::Field(Field::Date)),
    ("source", Label::Field(Field::Publisher)),
    ("publisher", Label::Field(Field::Publisher)),
    ("publication", Label::Field(Field::Publisher)),
    ("outlet", Label::Field(Field::Publisher)),
    ("来源", Label::Field(Field::Publisher)),
    ("author", Label::Field(Field::Author)),
    ("authors", Label::Field(Field::Author)),
    ("by", Label::Field(Field::Author)),
    ("byline", Label::Field(Field::Author)),
    ("writer", Label::Field(Field::Author)),
    ("作者", Label::Field(Field::Author)),
    ("speaker", Label::Field(Field::Speaker)),
    ("language", Label::Field(Field::Language)),
    ("lang", Label::Field(Field::Language)),
    ("url", Label::Field(Field::Url)),
    ("link", Label::Field(Field::Url)),
    ("permalink", Label::Field(Field::Url)),
    ("category", Label::Other),
    ("dateline", Label::Other),
    ("editor", Label::Other),
    ("keywords", Label::Other),
    ("location", Label::Other),
    ("newspaper section", Label::Other),
    ("place", Label::Other),
    ("role", Label::Other),
    ("section", Label::Other),
    ("status", Label::Other),
    ("tags", Label::Other),
    ("topic", Label::Other),
    ("translator", Label::Other),
    ("venue", Label::Other),
    ("编辑", Label::Other),
];

/// Longest header line in bytes.
const LONGEST_LINE: usize = 400;

/// The labels of `line` with their values, which may be empty; nothing where the
/// line does not begin with a label. A date that follows a value on its line is
/// not part of the value.
pub(super) fn labelled_values(line: &str) -> Vec<(Label, &str)> {
    let starts: Vec<_> = match line.len() {
        0..=LONGEST_LINE => LABEL
            .captures_iter(line)
            .filter_map(|found| Some((found.get(0)?, label(found.get(1)?.as_str())?)))
            .collect(),
        _ => Vec::new(),
    };
    if starts.first().is_none_or(|(found, _)| found.start() != 0) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(found, _)| found.start()).chain([line.len()]);
    let value = |start: usize, end: usize| line.get(start..end).unwrap_or_default().trim();
    starts
        .iter()
        .zip(ends)
        .map(|((found, label), end)| (*label, without_date(*label, value(found.end(), end))))
        .collect()
}

fn label(name: &str) -> Option<Label> {
    let name = name.to_lowercase();
    LABELS.iter().find(|(known, _)| *known == name).map(|(_, label)| *label)
}

fn without_date(label: Label, value: &str) -> &str {
    match label {
        Label::Field(Field::Publisher | Field::Author) => {
            let end = written_dates(value).next().map_or(value.len(), |(span, _)| span.start);
            value.get(..end).unwrap_or_default().trim_end_matches(|c: char| c.is_whitespace() || ",|;".contains(c))
        }
        _ => value,
    }
}

/// A capitalised label at the start of a line or after a wide gap.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\s{2,}|[|;\t]\s*)((?:[A-Z][A-Za-z]*(?: [A-Za-z]+)?)|\p{Han}{2,4})\s*[:：]\s*")
        .expect("the pattern of labels is well formed")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_labels_and_values() {
        let title = Label::Field(Field::Title);
        let author = Label::Field(Field::Author);
        let publisher = Label::Field(Field::Publisher);
        let cases = [
            ("Title: A: b", vec![(title, "A: b")]),
            ("WRITER:", vec![(author, "")]),
            (
                "Author\u{A0} :\u{A0} A B\u{A0} \u{A0} Source :  C D \u{A0} 2016-12-05",
                vec![(author, "A B"), (publisher, "C D")],
            ),
            ("Editor: A B", vec![(Label::Other, "A B")]),
            ("来源：新华社", vec![(publisher, "新华社")]),
            ("First: a list", vec![]),
            ("the source: unknown", vec![]),
            ("", vec![]),
        ];
        for (line, expected) in cases {
            assert_eq!(labelled_values(line), expected, "{line}");
        }
    }
}
