//! What a rule is, and what it may look at.

use crate::corpus::Corpus;
use crate::draft::Snapshot;
use crate::prose::PartialDate;

use super::{Finding, Severity};

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
    /// Looks at the draft and adds what it finds.
    pub check: fn(&Context<'_>, &mut Vec<Finding>),
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
    /// The sources, where there are any.
    pub corpus: Option<&'c dyn Corpus>,
    /// The date the draft is judged at.
    pub as_of: PartialDate,
}
