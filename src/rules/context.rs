//! What a rule is, and what it may look at.

use std::sync::Arc;

use crate::draft::Snapshot;
use crate::evidence::quotation::HeldQuotation;
use crate::evidence::{BlockTerms, Citable, DraftSets, Occurrence, Sources};
use crate::prose::PartialDate;
use crate::termbase::{Concept, Term, Termbase};
use crate::text::Span;

use super::{Abbreviations, Finding, Fix, Severity, mention};

/// What a rule needs, which is also what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// The draft alone.
    Draft,
    /// A termbase.
    Termbase,
    /// A corpus.
    Corpus,
}

/// A check of one kind of fault.
#[derive(Debug)]
pub struct Rule {
    /// The kebab-case name of the fault; reads well after "allow".
    pub name: &'static str,
    /// What it finds, in a line.
    pub summary: &'static str,
    /// Its page, in Markdown: what, why, how to mend, cases.
    pub page: &'static str,
    /// How grave its findings are unless configured.
    pub severity: Severity,
    /// What it needs.
    pub needs: Needs,
    /// Looks at the draft and adds what it finds, at the rule's own severity.
    pub check: fn(&Context<'_>, &mut Vec<Finding>),
}

impl Rule {
    /// A finding of this rule, as grave as it is by itself, that needs no passage to show it.
    pub(super) fn finding(&self, span: Span, message: String, fixes: Vec<Fix>) -> Finding {
        Finding {
            rule: self.name,
            severity: self.severity,
            span,
            message,
            related: Vec::new(),
            evidence: Vec::new(),
            fixes,
            outdated: false,
        }
    }
}

/// What `mixed-renderings` takes for the right one of several renderings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RenderingPolicy {
    /// The termbase's preferred term of the draft's date.
    #[default]
    House,
    /// The one the text uses first.
    FirstUsed,
    /// The one the text uses most; the first used of equals.
    Majority,
}

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The draft.
    pub snapshot: &'c Snapshot,
    /// The terms found in it, one entry a block.
    pub terms: &'c [Arc<BlockTerms>],
    /// The sets it names and lists.
    pub sets: &'c DraftSets,
    /// The termbase.
    pub termbase: &'c Termbase,
    /// The corpus.
    pub sources: Sources<'c>,
    /// What its citations may name.
    pub citable: Citable<'c>,
    /// The date the draft is judged at.
    pub as_of: PartialDate,
    /// Which of several renderings is right.
    pub renderings: RenderingPolicy,
    /// Abbreviations that need no introduction in this project, besides the best known.
    pub known_abbreviations: &'c [String],
    /// The abbreviations of the draft.
    pub abbreviations: &'c Abbreviations<'c>,
    /// The quotations of the draft, with what the sources say of each.
    pub quotations: &'c [HeldQuotation<'c>],
    /// What became of each suppression of the draft; filled for the rules that run
    /// after all others.
    pub suppressions: &'c [SuppressionUse],
}

/// What became of a suppression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuppressionUse {
    /// It hid at least one finding.
    Used,
    /// Its rule ran and it hid nothing.
    Unused,
    /// Its rule did not run, so nothing can be said.
    NotTried,
}

impl<'c> Context<'c> {
    /// The terms that `is_sought`, in the author's own words, in order of place: not in
    /// quotation marks, not in a block quotation, not in a name, used rather than
    /// mentioned. Whose words they are is dear to tell, so it is asked last.
    pub fn own_terms(&self, is_sought: impl Fn(&Occurrence<'c>) -> bool) -> impl Iterator<Item = Occurrence<'c>> {
        Occurrence::all(self.termbase, &self.snapshot.blocks, self.terms).filter(move |occurrence| {
            is_sought(occurrence)
                && !occurrence.is_quoted()
                && !mention::is_mention(occurrence)
                && !mention::is_in_a_name(occurrence)
                && !mention::shares_a_plural(occurrence)
        })
    }
}

/// `severity`, lowered to the most that `concept` and `term` allow.
#[must_use]
pub(super) fn capped(severity: Severity, concept: &Concept, term: &Term) -> Severity {
    at_most(severity, [&concept.severity, &term.severity])
}

/// `severity`, lowered to the most that entries of the termbase allow.
#[must_use]
pub(super) fn at_most<'c>(severity: Severity, caps: impl IntoIterator<Item = &'c Option<String>>) -> Severity {
    caps.into_iter().flatten().filter_map(|cap| cap.parse().ok()).fold(severity, Severity::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_cap_holds() {
        let capped = |of_concept: &str, of_term: &str| {
            let severity = |cap: &str| if cap.is_empty() { String::new() } else { format!("severity = \"{cap}\"\n") };
            let (of_concept, of_term) = (severity(of_concept), severity(of_term));
            let source = format!("[[concept]]\nid = \"a\"\n{of_concept}[[concept.term]]\ntext = \"a term\"\n{of_term}");
            let (termbase, faults) = Termbase::parse(vec![("a.toml".into(), source)]);
            assert_eq!(faults, []);
            let concept = termbase.find("a").expect("the concept of this test");
            capped(Severity::Warning, concept, concept.terms.first().expect("its term"))
        };
        assert_eq!(capped("", ""), Severity::Warning);
        assert_eq!(capped("", "error"), Severity::Warning);
        assert_eq!(capped("", "hint"), Severity::Hint);
        assert_eq!(capped("hint", ""), Severity::Hint);
        assert_eq!(capped("off", "hint"), Severity::Off);
        assert_eq!(capped("warning", "off"), Severity::Off);
    }

    #[test]
    fn a_period_and_a_meeting_can_be_capped() {
        let source = "[[person]]\nid = \"a\"\nname = \"Ada Low\"\n\
            [[office]]\nid = \"b\"\ntitles = [\"Chair\"]\n\
            [[office.holder]]\nperson = \"a\"\nseverity = \"hint\"\n\
            [[event]]\nid = \"c\"\nnames = [\"Forum\"]\n\
            [[event.edition]]\nordinal = 1\ndate = \"2014\"\nseverity = \"hint\"\n";
        let (termbase, faults) = Termbase::parse(vec![("a.toml".into(), source.to_owned())]);
        assert_eq!(faults, []);
        let of_holders = termbase.offices().iter().flat_map(|office| &office.holders).map(|holder| &holder.severity);
        assert_eq!(at_most(Severity::Warning, of_holders), Severity::Hint);
        let of_editions = termbase.events().iter().flat_map(|event| &event.editions).map(|edition| &edition.severity);
        assert_eq!(at_most(Severity::Error, of_editions), Severity::Hint);
    }
}
