//! `miscounted-set`: "four principles" before five. The draft alone shows it: a number
//! is announced, a listing follows directly, is closed, and is given in full.
//!
//! Where the text leaves open how many items there are, nothing is said.

use super::context::{Context, Needs, Rule};
use super::{Applicability, Finding, Fix, Related, Severity};
use crate::draft::{Block, Snapshot};
use crate::prose::{Announcement, Enumeration, Item, Link, number_in_words, number_written_like};
use crate::text::{Edit, Span, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "miscounted-set",
    summary: "a number announced that is not the number of items that follow",
    page: include_str!("../../fixtures/rules/miscounted-set.md"),
    severity: Severity::Warning,
    needs: Needs::Draft,
    check,
};

/// The most bytes of two quotation marks and a comma.
const MARKS: usize = 7;

/// The most characters of an item that are shown.
const SHOWN: usize = 60;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let snapshot = context.snapshot;
    findings.extend(snapshot.enumerations.iter().filter_map(|set| judged(snapshot, set)));
}

fn judged(snapshot: &Snapshot, set: &Enumeration) -> Option<Finding> {
    let announcement = set.announcement.as_ref().filter(|announcement| announcement.link == Link::Direct)?;
    let announced = announcement.label.number?;
    let counted = set.count.sure().unwrap_or(u32::try_from(set.items.len()).unwrap_or(u32::MAX));
    if set.is_open || set.first != 1 || set.count.may_be(announced) || is_quoted(snapshot, set, announcement) {
        return None;
    }
    let block = snapshot.blocks.get(announcement.unit)?;
    let label = announcement.label.span.slice(&block.content.text);
    let follow = number_in_words(counted).unwrap_or_else(|| counted.to_string());
    Some(Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: block.to_source(announcement.label.span),
        message: message(label, &follow),
        related: related(snapshot, set),
        evidence: Vec::new(),
        fixes: fix(block, announcement, counted).into_iter().collect(),
        outdated: false,
    })
}

/// "four principles" are announced, a "four-point plan" is.
fn message(label: &str, follow: &str) -> String {
    let label = one_line(label);
    let verb = if label.ends_with('s') || label.ends_with("criteria") { "are" } else { "is" };
    format!("\"{label}\" {verb} announced, but {follow} items follow")
}

/// Whether the announcement or an item is somebody else's: a set inside a quotation is
/// right or wrong as a quotation. A label that alone is quoted is a name.
fn is_quoted(snapshot: &Snapshot, set: &Enumeration, announcement: &Announcement) -> bool {
    let label = announcement.label.span;
    let is_within = |unit: usize, is_other: &dyn Fn(&Span) -> bool| {
        let block = snapshot.blocks.get(unit);
        block.is_some_and(|block| block.quoted || block.content.quotations.iter().any(is_other))
    };
    let speaks = |quotation: &Span| quotation.overlaps(label) && quotation.len() > label.len() + MARKS;
    is_within(announcement.unit, &speaks)
        || set.items.iter().any(|item| {
            let start = item.span.start;
            // An item may be a quoted name, which begins with its mark.
            is_within(item.unit, &|quotation| quotation.start < start && start < quotation.end)
        })
}

fn related(snapshot: &Snapshot, set: &Enumeration) -> Vec<Related> {
    let related = |(number, item): (usize, &Item)| {
        let block = snapshot.blocks.get(item.unit)?;
        let words = one_line(item.span.slice(&block.content.text));
        let shown: String = words.chars().take(SHOWN).collect();
        let dots = if shown.len() < words.len() { " …" } else { "" };
        let message = format!("{number}: {}{dots}", shown.trim_end());
        Some(Related { span: block.to_source(item.span), message })
    };
    (1..).zip(&set.items).filter_map(related).collect()
}

/// The number written anew. The author may as well have dropped an item, so it is never
/// safe.
fn fix(block: &Block, announcement: &Announcement, counted: u32) -> Option<Fix> {
    let content = &block.content;
    let number = announcement.label.number_span;
    let written = number_written_like(counted, number.slice(&content.text)).filter(|_| counted > 1)?;
    if !content.map.is_unbroken(number) {
        return None;
    }
    let title = format!("write \"{written}\"");
    let mut edits: Vec<Edit> = article(block, number, &written).into_iter().collect();
    edits.push(Edit::new(block.to_source(number), written));
    Some(Fix { title, applicability: Applicability::Unsafe, edits })
}

/// "an eight-point plan" becomes "a nine-point plan".
fn article(block: &Block, number: Span, written: &str) -> Option<Edit> {
    let content = &block.content;
    let before = content.text.get(..number.start)?;
    let article = before.trim_end();
    let start = article.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
    let span = Span::new(start, article.len());
    let wanted = if begins_with_vowel(written) { "an" } else { "a" };
    let found = span.slice(&content.text);
    let is_article = found.eq_ignore_ascii_case("a") || found.eq_ignore_ascii_case("an");
    if !is_article || found.eq_ignore_ascii_case(wanted) || !content.map.is_unbroken(span) {
        return None;
    }
    let first = found.get(..1)?;
    Some(Edit::new(block.to_source(span), format!("{first}{}", wanted.get(1..)?)))
}

/// Whether a number is said with a vowel at its start: eight, eleven, eighteen, eighty.
fn begins_with_vowel(number: &str) -> bool {
    let number = number.to_ascii_lowercase();
    number.starts_with('e') || number.starts_with('8') || number == "11" || number == "18"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply;

    /// The message about a draft, and the draft after its fix.
    fn mended(draft: &str) -> (String, String) {
        let snapshot = Snapshot::parse(draft, None);
        let finding = snapshot.enumerations.iter().find_map(|set| judged(&snapshot, set)).expect("a finding");
        let [fix] = &finding.fixes[..] else { panic!("one fix for {draft}") };
        assert_eq!(fix.applicability, Applicability::Unsafe);
        (finding.message, apply(draft, &fix.edits).expect("edits of the draft"))
    }

    #[test]
    fn the_number_is_written_as_it_was() {
        let cases = [
            ("Four aims: a, b, c, d, and e.", "Five aims: a, b, c, d, and e."),
            ("He has 4 aims: a, b, and c.", "He has 3 aims: a, b, and c."),
            ("FOUR AIMS: a, b, and c.", "THREE AIMS: a, b, and c."),
            ("An eight-point plan: a, b, and c.", "A three-point plan: a, b, and c."),
            ("It is a *two*-point plan: a, b, and c.", "It is a *three*-point plan: a, b, and c."),
            ("twenty-one aims: a, b, and c.", "three aims: a, b, and c."),
        ];
        for (draft, expected) in cases {
            assert_eq!(mended(draft).1, expected);
        }
    }

    #[test]
    fn says_what_is_announced_and_what_follows() {
        let cases = [
            ("Four aims: a, b, and c.", "\"Four aims\" are announced, but three items follow"),
            ("A four-point plan: a, b, and c.", "\"four-point plan\" is announced, but three items follow"),
        ];
        for (draft, expected) in cases {
            assert_eq!(mended(draft).0, expected);
        }
    }

    #[test]
    fn each_item_is_a_related_place() {
        let draft = "We ask *four* things:\n\n1. docks\n2. crews\n3. books\n";
        let snapshot = Snapshot::parse(draft, None);
        let finding = snapshot.enumerations.iter().find_map(|set| judged(&snapshot, set)).expect("a finding");
        let related: Vec<(&str, &str)> =
            finding.related.iter().map(|it| (it.span.slice(draft), it.message.as_str())).collect();
        assert_eq!(related, [("docks", "1: docks"), ("crews", "2: crews"), ("books", "3: books")]);
    }
}
