//! What is marked in a draft, and the note of each mark. What stands there again has the
//! note it had before; a finding on words that have a note is told there.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::draft::Citation;
use crate::engine::{Analysis, CitationCard, ConceptCard, Engine, Hover, QuotationCard, SetCard, Verdict};
use crate::evidence::quotation::HeldQuotation;
use crate::evidence::{Answer, Occurrence, SetUse};
use crate::prose::{PartialDate, QuotationUse};
use crate::rules::{Finding, Severity};
use crate::text::{Place, Span, one_line};

/// What a mark is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// Somebody's words, with their verdict; `None` where it is unknown.
    Quotation(Option<Verdict>),
    /// A few words in marks that name something, with how the sources have them.
    Expression(Option<Verdict>),
    /// A term that is right at the date of the draft, or quoted.
    Term,
    /// A term that another one is to be written for.
    UndesiredTerm,
    /// The label of a counted set.
    Set,
    /// A citation.
    Citation,
    /// Words that a rule objects to.
    Finding(Severity),
}

/// What a note is about, with what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub enum NoteSubject {
    /// A quotation, or an expression in marks.
    Quotation(Box<QuotationCard>),
    /// A term.
    Term(Box<ConceptCard>),
    /// A counted set.
    Set(Box<SetCard>),
    /// A citation.
    Citation(Box<CitationCard>),
    /// Words that only findings speak of.
    Words(String),
}

/// A note of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its kind, as its first mark has it.
    pub kind: MarkKind,
    /// What it is about.
    pub subject: NoteSubject,
    /// What the rules say there.
    pub findings: Vec<Finding>,
    /// How many marks lead to it.
    pub times: usize,
    /// Where the first of them stands in the draft.
    pub place: Place,
}

/// Words of the draft that have a note.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    /// The words.
    pub span: Span,
    /// What they are.
    pub kind: MarkKind,
    /// The number of their note.
    pub note: usize,
}

/// The marks of a draft with their notes.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// In order of place; of those that begin together the longer first.
    pub places: Vec<Mark>,
    /// In order of their numbers.
    pub notes: Vec<Note>,
    /// Why quotations could not be traced.
    pub failures: Vec<String>,
}

/// A mark before its note has a number.
struct Found {
    span: Span,
    kind: MarkKind,
    /// The same for what shares a note.
    key: String,
}

/// Marks and notes while they are gathered.
#[derive(Default)]
struct Gathering {
    found: Vec<Found>,
    notes: FxHashMap<String, (NoteSubject, Vec<Finding>)>,
    failures: Vec<String>,
}

impl Engine {
    /// Everything of a draft that has a note.
    pub(super) fn page_marks(&self, analysis: &Analysis, findings: &[Finding], as_of: PartialDate) -> Marks {
        let mut gathering = Gathering::default();
        let (snapshot, sources) = (&analysis.snapshot, self.sources(as_of, true));
        for held in HeldQuotation::all(snapshot, &sources, &self.citable(analysis), self.config.quoting) {
            self.gather_quotation(&held, &mut gathering);
        }
        for term in Occurrence::all(&analysis.termbase, &snapshot.blocks, &analysis.terms) {
            self.gather_term(&term, as_of, &mut gathering);
        }
        for found in &analysis.draft_sets(as_of).uses {
            self.gather_set(analysis, found, as_of, &mut gathering);
        }
        for citation in &snapshot.citations {
            self.gather_citation(analysis, citation, &mut gathering);
        }
        for finding in findings {
            gathering.finding(finding, one_line(finding.span.slice(&snapshot.text)));
        }
        gathering.numbered(|span| snapshot.lines.place(&snapshot.text, span.start))
    }

    fn gather_quotation(&self, held: &HeldQuotation<'_>, gathering: &mut Gathering) {
        if let Answer::Failed(error) = &held.answer {
            gathering.fail(error.to_string());
        }
        let Some(card) = self.card_of_held(held) else { return };
        let kind = match held.quotation.used_as {
            QuotationUse::Term => MarkKind::Expression(card.verdict),
            _ => MarkKind::Quotation(card.verdict),
        };
        let key = format!("quotation {}", held.quotation.span);
        gathering.add(held.quotation.span, kind, key, || Some(NoteSubject::Quotation(Box::new(card))));
    }

    fn gather_term(&self, term: &Occurrence<'_>, as_of: PartialDate, gathering: &mut Gathering) {
        let is_right = term.is_quoted() || !term.term.is_undesired_on(as_of);
        let kind = if is_right { MarkKind::Term } else { MarkKind::UndesiredTerm };
        let words = one_line(term.words()).to_lowercase();
        let key = format!("term {} {} {words}", term.concept.id, term.is_quoted());
        gathering.add(term.span(), kind, key, || Some(NoteSubject::Term(Box::new(self.card_of(term, as_of)))));
    }

    fn gather_set(&self, analysis: &Analysis, found: &SetUse, as_of: PartialDate, gathering: &mut Gathering) {
        let span = found.span(&analysis.snapshot);
        let key = format!("set {:?} {}", found.meaning, one_line(span.slice(&analysis.snapshot.text)).to_lowercase());
        gathering.add(span, MarkKind::Set, key, || match self.set_hover(analysis, span.start, as_of)? {
            Hover::Set(card) => Some(NoteSubject::Set(card)),
            _ => None,
        });
    }

    fn gather_citation(&self, analysis: &Analysis, citation: &Citation, gathering: &mut Gathering) {
        let key = format!("citation {:?} {:?}", citation.target, citation.locator);
        gathering.add(citation.span, MarkKind::Citation, key, || {
            let card = self.citation_card(analysis, citation.span.start, true)?;
            Some(NoteSubject::Citation(Box::new(card)))
        });
    }
}

impl Gathering {
    /// Marks words; `subject` is asked where nothing has the note of `key` yet, and its
    /// `None` says that there is nothing to tell.
    fn add(&mut self, span: Span, kind: MarkKind, key: String, subject: impl FnOnce() -> Option<NoteSubject>) {
        if !self.notes.contains_key(&key) {
            let Some(subject) = subject() else { return };
            self.notes.insert(key.clone(), (subject, Vec::new()));
        }
        self.found.push(Found { span, kind, key });
    }

    fn finding(&mut self, finding: &Finding, words: String) {
        if let Some(host) = self.found.iter().find(|found| found.hosts(finding)) {
            if let Some((_, told)) = self.notes.get_mut(&host.key) {
                tell(told, finding);
            }
            return;
        }
        let key = format!("finding {} {} {words}", finding.rule, finding.message);
        let (span, kind) = (finding.span, MarkKind::Finding(finding.severity));
        self.add(span, kind, key.clone(), || Some(NoteSubject::Words(words)));
        if let Some((_, told)) = self.notes.get_mut(&key) {
            tell(told, finding);
        }
    }

    fn fail(&mut self, failure: String) {
        if !self.failures.contains(&failure) {
            self.failures.push(failure);
        }
    }

    /// Gives notes their numbers, in the order in which a reader meets them: a number stands
    /// behind its words, so that of a term within a quotation comes before the quotation's.
    fn numbered(mut self, place: impl Fn(Span) -> Place) -> Marks {
        self.found.sort_by_key(|found| (found.span.end, Reverse(found.span.start)));
        let mut marks = Marks { failures: self.failures, ..Marks::default() };
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        for Found { span, kind, key } in self.found {
            if let Some((subject, findings)) = self.notes.remove(&key) {
                marks.notes.push(Note { kind, subject, findings, times: 0, place: place(span) });
                numbers.insert(key.clone(), marks.notes.len());
            }
            let Some(&note) = numbers.get(&key) else { continue };
            if let Some(told) = marks.notes.get_mut(note - 1) {
                told.times += 1;
            }
            marks.places.push(Mark { span, kind, note });
        }
        marks.places.sort_by_key(|mark| (mark.span.start, Reverse(mark.span.end)));
        marks
    }
}

impl Found {
    /// Whether a finding speaks of what this mark is for.
    fn hosts(&self, finding: &Finding) -> bool {
        match self.kind {
            MarkKind::Quotation(_) | MarkKind::Expression(_) => {
                finding.rule.ends_with("quotation") && self.span.contains(finding.span)
            }
            MarkKind::Citation => finding.rule.ends_with("citation") && self.span.overlaps(finding.span),
            _ => self.span == finding.span,
        }
    }
}

fn tell(told: &mut Vec<Finding>, finding: &Finding) {
    if !told.iter().any(|known| known.rule == finding.rule && known.message == finding.message) {
        told.push(finding.clone());
    }
}
