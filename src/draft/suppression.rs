//! Comments by which an author allows findings. Comments and the blocks around
//! them enter in order, suppressions leave with the bytes they cover.
//!
//! Which rules there are is not known here.

use crate::text::Span;

/// A comment by which the author allows findings of one rule.
///
/// ```text
/// <!-- glossator: allow superseded-rendering: the heading of the 2012 paper -->
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub comment: Span,
    /// The rule's name as written, and where it stands.
    pub rule: (String, Span),
    /// Why; `None` where the author gave no reason, which voids the suppression.
    pub reason: Option<String>,
    /// How it was written.
    pub scope: SuppressionScope,
    /// The bytes of the draft it covers; empty where nothing follows to be covered.
    pub covers: Span,
    /// The `allow-end` comment and the rule's name in it, of a range that has one.
    pub end: Option<(Span, Span)>,
}

/// The three ways to write a suppression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuppressionScope {
    /// `allow RULE: reason` - the next block (a list or a table as a whole); amid
    /// the words of a block, that block.
    NextBlock,
    /// `allow-file RULE: reason` - the whole draft.
    File,
    /// `allow-start RULE: reason` to `allow-end RULE` - everything between; without
    /// an end, to the end of the draft.
    Range,
}

const USAGE: &str = "write <!-- glossator: allow RULE: reason --> before a block, or allow-file, \
                     or allow-start and later allow-end RULE";

/// The comments of one draft, while it is read.
#[derive(Debug)]
pub(super) struct Comments<'s> {
    draft: &'s str,
    pub(super) suppressions: Vec<Suppression>,
    pub(super) unreadable: Vec<(Span, String)>,
    /// Suppressions that wait for the next block at a depth of nesting.
    before: Vec<(usize, usize)>,
    /// Suppressions inside the block that is being read.
    inside: Vec<usize>,
    /// Suppressions whose end has not come.
    started: Vec<usize>,
}

/// Where a comment stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Seat {
    /// Between blocks at a depth of nesting.
    Between(usize),
    /// Amid the words of a block.
    Inside,
}

impl<'s> Comments<'s> {
    pub(super) const fn new(draft: &'s str) -> Self {
        Self {
            draft,
            suppressions: Vec::new(),
            unreadable: Vec::new(),
            before: Vec::new(),
            inside: Vec::new(),
            started: Vec::new(),
        }
    }

    /// A block of HTML at `depth`. Where it holds nothing but comments, it is not
    /// the block that earlier ones wait for.
    pub(super) fn html_block(&mut self, depth: usize, html: Span) {
        let waiting = self.before.len();
        if !self.read(html, Seat::Between(depth)) {
            let own = self.before.split_off(waiting);
            self.block(depth, html);
            self.before.extend(own);
        }
    }

    /// Reads the comments in a piece of HTML; says whether it holds nothing else.
    pub(super) fn read(&mut self, html: Span, seat: Seat) -> bool {
        let mut rest = html;
        let mut is_alone = true;
        while let Some((outside, comment)) = next_comment(self.draft, rest) {
            is_alone &= is_blank(outside.slice(self.draft));
            rest = Span::new(comment.end, html.end);
            self.comment(comment, seat);
        }
        is_alone && is_blank(rest.slice(self.draft))
    }

    /// A block at `depth` covers these bytes.
    pub(super) fn block(&mut self, depth: usize, covers: Span) {
        while let Some((_, index)) = self.before.pop_if(|(waits_at, _)| *waits_at == depth) {
            self.cover(index, covers);
        }
    }

    /// The words of a block that covers these bytes are over.
    pub(super) fn words_end(&mut self, covers: Span) {
        for index in std::mem::take(&mut self.inside) {
            self.cover(index, covers);
        }
    }

    /// What stands at `depth` or deeper is over.
    pub(super) fn container_ends(&mut self, depth: usize) {
        while self.before.pop_if(|(waits_at, _)| *waits_at >= depth).is_some() {}
    }

    fn cover(&mut self, index: usize, covers: Span) {
        if let Some(suppression) = self.suppressions.get_mut(index) {
            suppression.covers = covers;
        }
    }

    fn comment(&mut self, comment: Span, seat: Seat) {
        match Directive::read(self.draft, comment) {
            None => {}
            Some(Err(message)) => self.unreadable.push((comment, message)),
            Some(Ok(Directive { scope: None, rules, .. })) => self.end(comment, &rules),
            Some(Ok(Directive { scope: Some(scope), rules, reason })) => {
                for rule in rules {
                    self.begin(comment, rule, reason.clone(), scope, seat);
                }
            }
        }
    }

    fn begin(&mut self, comment: Span, rule: Span, reason: Option<String>, scope: SuppressionScope, seat: Seat) {
        let index = self.suppressions.len();
        let end = self.draft.len();
        let covers = match (scope, seat) {
            (SuppressionScope::File, _) => Span::new(0, end),
            (SuppressionScope::Range, _) => {
                self.started.push(index);
                Span::new(comment.end, end)
            }
            (SuppressionScope::NextBlock, Seat::Between(depth)) => {
                self.before.push((depth, index));
                Span::at(comment.end)
            }
            (SuppressionScope::NextBlock, Seat::Inside) => {
                self.inside.push(index);
                Span::at(comment.end)
            }
        };
        let rule = (rule.slice(self.draft).to_owned(), rule);
        self.suppressions.push(Suppression { comment, rule, reason, scope, covers, end: None });
    }

    fn end(&mut self, comment: Span, rules: &[Span]) {
        for rule in rules {
            let name = rule.slice(self.draft);
            let started = self.started.iter().rposition(|index| self.is_of_rule(*index, name));
            let Some(place) = started else {
                let message = format!("no \"allow-start {name}\" stands before this \"allow-end\"; {USAGE}");
                self.unreadable.push((comment, message));
                continue;
            };
            let index = self.started.remove(place);
            if let Some(suppression) = self.suppressions.get_mut(index) {
                suppression.covers.end = comment.start;
                suppression.end = Some((comment, *rule));
            }
        }
    }

    fn is_of_rule(&self, index: usize, name: &str) -> bool {
        self.suppressions.get(index).is_some_and(|suppression| suppression.rule.0 == name)
    }
}

/// What a comment says; `scope` is `None` for `allow-end`.
struct Directive {
    scope: Option<SuppressionScope>,
    rules: Vec<Span>,
    reason: Option<String>,
}

impl Directive {
    /// `None` for a comment that does not speak to this program.
    fn read(draft: &str, comment: Span) -> Option<Result<Self, String>> {
        let is_closed = comment.slice(draft).ends_with("-->");
        let inner = Span::new(comment.start + 4, comment.end - if is_closed { 3 } else { 0 });
        let words = inner.slice(draft).trim();
        let (name, after) = words.split_at_checked("glossator".len())?;
        let after = after.trim_start();
        if !name.eq_ignore_ascii_case("glossator") || !(after.starts_with(':') || after.starts_with("allow")) {
            return None;
        }
        if !is_closed {
            return Some(Err("this comment is never closed and hides all that follows; end it with -->".to_owned()));
        }
        let end = inner.start + inner.slice(draft).trim_end().len();
        Some(Self::parse(draft, Span::new(end - after.len(), end)))
    }

    /// `: allow one-rule, other-rule: reason`
    fn parse(draft: &str, span: Span) -> Result<Self, String> {
        let body = span.slice(draft).strip_prefix(':').ok_or_else(|| format!("a colon is missing; {USAGE}"))?;
        let body = body.trim_start();
        let (command, after) = body.split_at(body.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(body.len()));
        let scope = match command {
            "allow" => Some(SuppressionScope::NextBlock),
            "allow-file" => Some(SuppressionScope::File),
            "allow-start" => Some(SuppressionScope::Range),
            "allow-end" => None,
            _ => return Err(format!("\"{command}\" is not known after \"glossator:\"; {USAGE}")),
        };
        let (names, reason) = after.split_once(':').unwrap_or((after, ""));
        let rules = rules(draft, Span::new(span.end - after.len(), span.end - after.len() + names.len()))
            .map_err(|name| format!("{}; {USAGE}", unfit_name(command, name)))?;
        let reason = Some(reason.trim()).filter(|reason| !reason.is_empty()).map(str::to_owned);
        Ok(Self { scope, rules, reason })
    }
}

/// The names between commas, or the first that cannot be one.
fn rules(draft: &str, names: Span) -> Result<Vec<Span>, &str> {
    let mut at = names.start;
    let mut rules = Vec::new();
    for part in names.slice(draft).split(',') {
        let name = part.trim();
        if name.is_empty() || name.contains(char::is_whitespace) {
            return Err(name);
        }
        let start = at + (part.len() - part.trim_start().len());
        rules.push(Span::new(start, start + name.len()));
        at += part.len() + 1;
    }
    Ok(rules)
}

fn unfit_name(command: &str, name: &str) -> String {
    if name.is_empty() {
        format!("\"{command}\" names no rule")
    } else {
        format!("\"{name}\" is not the name of a rule")
    }
}

/// What stands before the next comment in `html`, and that comment; without a
/// `-->` it goes to the end.
fn next_comment(draft: &str, html: Span) -> Option<(Span, Span)> {
    let text = html.slice(draft);
    let open = text.find("<!--")?;
    let after = open + "<!--".len();
    let close = text.get(after..).and_then(|rest| rest.find("-->")).map_or(text.len(), |at| after + at + "-->".len());
    let start = html.start + open;
    Some((Span::new(html.start, start), Span::new(start, html.start + close)))
}

/// Whether a piece of HTML holds nothing, the marks of block quotations aside.
fn is_blank(html: &str) -> bool {
    html.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(draft: &str) -> Comments<'_> {
        let mut comments = Comments::new(draft);
        comments.read(Span::new(0, draft.len()), Seat::Between(0));
        comments
    }

    #[test]
    fn reads_rules_and_reason() {
        let cases: [(&str, &[&str], Option<&str>); 5] = [
            ("<!-- glossator: allow a-rule: why: so -->", &["a-rule"], Some("why: so")),
            ("<!--glossator:allow a,b:why-->", &["a", "b"], Some("why")),
            ("<!--\n  Glossator :  allow-file  a ,\n b :\n why\n-->", &["a", "b"], Some("why")),
            ("<!-- glossator: allow a -->", &["a"], None),
            ("<!-- glossator: allow-start a: -->", &["a"], None),
        ];
        for (draft, rules, reason) in cases {
            let comments = read(draft);
            let found: Vec<&str> = comments.suppressions.iter().map(|one| one.rule.0.as_str()).collect();
            assert_eq!(found, rules, "{draft}");
            for suppression in &comments.suppressions {
                assert_eq!(suppression.reason.as_deref(), reason, "{draft}");
                assert_eq!(suppression.rule.1.slice(draft), suppression.rule.0, "{draft}");
            }
        }
    }

    #[test]
    fn says_what_it_cannot_read() {
        let cases = [
            ("<!-- glossator: alow a: b -->", "\"alow\" is not known"),
            ("<!-- glossator: -->", "\"\" is not known"),
            ("<!-- glossator: allow: a -->", "\"allow\" names no rule"),
            ("<!-- glossator: allow a because b -->", "\"a because b\" is not the name of a rule"),
            ("<!-- glossator allow a: b -->", "a colon is missing"),
            ("<!-- glossator: allow-end a -->", "no \"allow-start a\" stands before"),
            ("<!-- glossator: allow a: b", "never closed"),
        ];
        for (draft, message) in cases {
            let comments = read(draft);
            assert!(comments.suppressions.is_empty(), "{draft}");
            let unreadable: Vec<&str> = comments.unreadable.iter().map(|(_, message)| message.as_str()).collect();
            assert!(matches!(*unreadable, [one] if one.contains(message)), "{draft}: {unreadable:?}");
        }
    }

    #[test]
    fn leaves_other_comments_alone() {
        for draft in ["<!-- a note -->", "<!-- glossators: x -->", "<!-- glossator is a jurist -->", "<!-->", "<!--"] {
            let comments = read(draft);
            assert!(comments.suppressions.is_empty() && comments.unreadable.is_empty(), "{draft}");
        }
    }
}
