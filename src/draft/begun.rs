//! A listing that is being written: "four principles: respect for |". The bytes of a
//! draft between the words that announce a set and a cursor enter, and those behind the
//! cursor; how the listing is written and what it holds so far leave. A draft that is
//! being typed is often no list yet to a parser ("- " alone is none), so this looks at
//! lines and signs only.
//!
//! Nothing here knows which sets exist. Where the bytes do not lead over to a listing
//! there is none.

/// A listing up to a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun<'t> {
    /// How it is written.
    pub form: BegunForm<'t>,
    /// The items of other lines, before the cursor and behind it; none in a sentence.
    pub lines: [Vec<&'t str>; 2],
    /// What stands in the cursor's line, or in its sentence, of the listing up to the
    /// cursor.
    pub typed: &'t str,
    /// Whether a space, or a mark that needs none behind it, stands before `typed`.
    pub is_spaced: bool,
    /// Whether the lines before the cursor end as Windows ends them.
    pub is_crlf: bool,
    /// Whether the line, or the sentence, ends at the cursor.
    pub is_at_end: bool,
}

/// How a listing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BegunForm<'t> {
    /// Nothing but space stands behind the announcing words.
    Label,
    /// "four principles: a; b", "four principles, namely a, b", "four principles of a, b".
    Sentence,
    /// Lines with a sign each, under the announcing paragraph.
    List {
        /// The space before the sign.
        indent: &'t str,
        /// "-", "*", "2.", "2)".
        sign: &'t str,
        /// The space behind it.
        space: &'t str,
    },
}

/// The most words between the announcing words and what leads over to the listing.
const FAR: usize = 16;
/// The most bytes of a listing that is looked at.
const LONGEST: usize = 4000;

/// The listing that the bytes `between` some announcing words and the cursor begin;
/// `after` is what follows the cursor.
#[must_use]
pub fn begun<'t>(between: &'t str, after: &'t str) -> Option<Begun<'t>> {
    if between.len() > LONGEST || has_foreign_ground(between) || after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let between = behind_marks(between);
    list(between, after).or_else(|| sentence(between, after))
}

/// Whether the cursor stands in code, in a comment, in the target of a link or in words
/// that are quoted.
fn has_foreign_ground(between: &str) -> bool {
    let opens = |open: &str, close: &str| between.rfind(open).is_some_and(|at| between.rfind(close) < Some(at));
    let straight = behind_marks(between).matches('"').count();
    between.contains("~~~")
        || between.matches('`').count() % 2 == 1
        || straight % 2 == 1
        || [("<!--", "-->"), ("[", "]"), ("](", ")"), ("\u{201C}", "\u{201D}"), ("\u{AB}", "\u{BB}")]
            .iter()
            .any(|(open, close)| opens(open, close))
}

/// Without the marks that close an emphasis, a quotation or a link around the words
/// before them.
fn behind_marks(between: &str) -> &str {
    let rest = between.trim_start_matches(['*', '_', '"', '\u{201D}', '\u{2019}', '\'']);
    let link = rest.strip_prefix("](").and_then(|target| target.split_once(')')).map(|(_, behind)| behind);
    link.or_else(|| rest.strip_prefix("]]")).unwrap_or(rest)
}

/// A line of a list in its parts.
struct Line<'t> {
    indent: &'t str,
    sign: &'t str,
    space: &'t str,
    content: &'t str,
}

impl<'t> Line<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let (indent, rest) = line.split_at_checked(line.len() - line.trim_start_matches([' ', '\t']).len())?;
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let behind = rest.get(digits..)?;
        let is_sign = match digits {
            0 => behind.starts_with(['-', '*', '+']),
            number => number <= 9 && behind.starts_with(['.', ')']),
        };
        let (sign, rest) = rest.split_at_checked(digits + 1).filter(|_| is_sign)?;
        let (space, content) = rest.split_at_checked(rest.len() - rest.trim_start_matches([' ', '\t']).len())?;
        (!space.is_empty() || content.is_empty()).then_some(Self { indent, sign, space, content })
    }
}

fn list<'t>(between: &'t str, after: &'t str) -> Option<Begun<'t>> {
    let mut lines = between.split('\n');
    let current = Line::read(lines.next_back()?).filter(|line| !line.space.is_empty())?;
    let (mut before, mut lead, mut is_lead) = (Vec::new(), String::new(), true);
    for line in lines {
        if let Some(line) = Line::read(line).filter(|_| !lead.is_empty()) {
            is_lead = false;
            match line.indent.len().cmp(&current.indent.len()) {
                // A list in an item of another list is not announced before that one.
                std::cmp::Ordering::Less => return None,
                std::cmp::Ordering::Equal => before.push(line.content),
                std::cmp::Ordering::Greater => {}
            }
        } else if is_lead && !lead.trim().is_empty() && line.trim().is_empty() {
            is_lead = false;
        } else if is_lead {
            lead.extend([line.trim_end(), " "]);
        } else if !line.trim().is_empty() && !line.starts_with([' ', '\t']) {
            return None;
        }
    }
    let form = BegunForm::List { indent: current.indent, sign: current.sign, space: current.space };
    let (rest, below) = after.split_once('\n').unwrap_or((after, ""));
    let below = below.split('\n').map_while(Line::read).take_while(|line| line.indent == current.indent);
    let below = below.map(|line| line.content).collect();
    let is_at_end = rest.trim().is_empty();
    let typed = current.content;
    let is_crlf = between.contains("\r\n");
    leads(&lead).then_some(Begun { form, lines: [before, below], typed, is_spaced: true, is_crlf, is_at_end })
}

fn sentence<'t>(between: &'t str, after: &'t str) -> Option<Begun<'t>> {
    let is_at_end = after.trim_start_matches([' ', '\t', '\r', '.', ')', '*', '_']).starts_with('\n')
        || after.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | '*' | '_')).is_empty();
    let is_crlf = between.contains("\r\n");
    let begun = |form, typed: &'t str| {
        let is_spaced = !between.strip_suffix(typed).is_some_and(|lead| lead.ends_with(':'));
        Some(Begun { form, lines: [Vec::new(), Vec::new()], typed, is_spaced, is_crlf, is_at_end })
    };
    let has_empty_line = between.split('\n').skip(1).any(|line| line.trim().is_empty() && line.len() < between.len());
    if between.trim().is_empty() {
        return if between.is_empty() || between.contains('\n') { None } else { begun(BegunForm::Label, "") };
    }
    let is_in_lines =
        between.split('\n').skip(1).any(|line| Line::read(line).is_some() || line.starts_with(['>', '#']));
    if is_in_lines || has_empty_line {
        return None;
    }
    let (lead, typed) = led_over(between)?;
    let is_closed = between.trim_start().starts_with('(') && typed.contains(')');
    (leads(lead) && !ends_a_sentence(typed) && !is_closed).then(|| begun(BegunForm::Sentence, typed)).flatten()
}

/// What stands before the words or signs that lead over to a listing, and the listing.
fn led_over(between: &str) -> Option<(&str, &str)> {
    let colon = between.match_indices(':').find(|(at, _)| {
        let behind = between.get(at + 1..).unwrap_or_default();
        behind.is_empty() || behind.starts_with(char::is_whitespace)
    });
    if let Some((at, _)) = colon {
        return Some((between.get(..at)?, between.get(at + 1..)?));
    }
    for words in [" namely, ", " namely ", " that is, ", " \u{2014} ", " \u{2013} ", " -- ", "\u{2014}"] {
        if let Some(found) = between.split_once(words) {
            return Some(found);
        }
    }
    let start = between.trim_start_matches([',', ' ', '\t', '\n', '\r']);
    let openers = ["of ", "are ", "include ", "including ", "such as ", "("];
    openers.iter().find_map(|opener| Some(("", start.strip_prefix(opener)?)))
}

/// Whether words between a label and its listing belong to the label's sentence.
fn leads(lead: &str) -> bool {
    let lead = lead.trim_end().trim_end_matches([':', '.']);
    lead.split_whitespace().count() <= FAR && !ends_a_sentence(lead) && !lead.contains(';')
}

fn ends_a_sentence(text: &str) -> bool {
    [". ", "? ", "! ", ".\n", "?\n", "!\n"].iter().any(|end| text.contains(end))
}

/// The whole items of a listing in a sentence: between semicolons, where there are none
/// between commas, without "and".
#[must_use]
pub fn listed_pieces(listed: &str) -> Vec<&str> {
    let mark = if listed.contains(';') { ';' } else { ',' };
    let bare = |piece: &str| -> usize { piece.trim_end().strip_suffix(" and").unwrap_or(piece).trim_end().len() };
    let pieces = listed.split(mark).map(str::trim);
    let pieces = pieces.map(|piece| piece.strip_prefix("and ").unwrap_or(piece));
    let pieces = pieces.map(|piece| piece.get(..bare(piece)).unwrap_or(piece));
    pieces.filter(|piece| !piece.is_empty() && *piece != "and").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A listing as "form: lines before / typed / lines after"; the label is "L", the
    /// cursor "|".
    fn drawn(text: &str) -> String {
        let (before, after) = text.split_once('|').expect("a cursor");
        let between = before.split_once('L').expect("a label").1;
        let Some(begun) = begun(between, after) else { return "none".to_owned() };
        let form = match begun.form {
            BegunForm::Label => "label".to_owned(),
            BegunForm::Sentence => "sentence".to_owned(),
            BegunForm::List { indent, sign, .. } => format!("list{indent}{sign}"),
        };
        let [above, below] = begun.lines.map(|lines| lines.join("+"));
        format!("{form}: {above} / {} / {below}", begun.typed.trim())
    }

    #[test]
    fn a_listing_begins_in_many_ways() {
        let cases = [
            ("L |", "label:  /  / "),
            ("L: |", "sentence:  /  / "),
            ("L:|", "sentence:  /  / "),
            ("**L**: a; |.", "sentence:  / a; / "),
            ("[L](https://x.org/a:b): a|", "sentence:  / a / "),
            ("L of 2015, namely a, b|", "sentence:  / a, b / "),
            ("L of a, |", "sentence:  / a, / "),
            ("L are |", "sentence:  /  / "),
            ("L \u{2014} a|", "sentence:  / a / "),
            ("L (a|", "sentence:  / a / "),
            ("L put forward by him in 2015:\na; b|", "sentence:  / a; b / "),
            ("L:\n\n- |", "list-:  /  / "),
            ("L:\n- |", "list-:  /  / "),
            ("L:\r\n\r\n1. a\r\n2. b|\r\n3. c\r\n\r\n4. d", "list2.: a / b / c"),
            ("L are as follows.\n\n* a\n  - x\n* |", "list*: a /  / "),
        ];
        for (text, expected) in cases {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }

    #[test]
    fn elsewhere_nothing_begins() {
        let cases = [
            "L|",
            "L \n|",
            "L and more |",
            "L: a. And |",
            "L.\n\nThen: |",
            "L: `|",
            "L: \"|",
            "L: \u{201C}|",
            "L: [x](|",
            "L: <!-- |",
            "L:\n~~~\n- |",
            "L: res|pect",
            "L:\n> |",
            "L:\n\nOther words.\n\n- |",
            "L:\n- a\n  - |",
            "L were good. He counts: |",
            "L (a; b) and |",
        ];
        for text in cases {
            assert_eq!(drawn(text), "none", "{text}");
        }
    }

    #[test]
    fn a_sentence_is_cut_into_items() {
        assert_eq!(listed_pieces(" a and b; c; and d; "), ["a and b", "c", "d"]);
        assert_eq!(listed_pieces("a, b and "), ["a", "b"]);
        assert_eq!(listed_pieces(" "), Vec::<&str>::new());
    }
}
