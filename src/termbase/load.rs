//! One TOML file of a termbase becomes entries and faults. Only what stands in
//! the file is judged here; what entries say about one another is `check`'s.

use std::ops::Range;
use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, FaultKind};
use super::load_named::NamedEntries;
use super::values::{Read, Reader, Refused, SEVERITIES};
use super::{Concept, Spec, Term, TermStatus};
use crate::prose::Period;
use crate::text::{LineIndex, Span, WordKey, tokenize};

/// One file of a termbase, for saying where its faults stand.
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) lines: LineIndex,
}

/// A concept with the bytes its parts were read from.
pub(super) struct Entry {
    pub(super) concept: Concept,
    pub(super) source: usize,
    pub(super) id: Span,
    pub(super) replaced_by: Span,
    /// Parallel to the concept's terms.
    pub(super) sites: Vec<TermSite>,
}

/// Where a term was read, and its words.
pub(super) struct TermSite {
    pub(super) text: Span,
    pub(super) words: Box<[WordKey]>,
    /// Parallel to the term's specs.
    pub(super) specs: Vec<Span>,
}

/// The most words a term may have; in Chinese a word is a character.
pub(super) const MOST_WORDS: usize = 200;

/// The kinds of entries.
const KINDS: [&str; 5] = ["concept", "set", "person", "office", "event"];
const CONCEPT_KEYS: [&str; 7] = ["id", "field", "definition", "notes", "severity", "replaced-by", "term"];
const TERM_KEYS: [&str; 12] = [
    "text",
    "language",
    "status",
    "from",
    "until",
    "source",
    "note",
    "severity",
    "exact-case",
    "inflect",
    "abbreviation",
    "specs",
];
const SPEC_KEYS: [&str; 2] = ["text", "hit"];
const STATUSES: [(&str, TermStatus); 4] = [
    ("preferred", TermStatus::Preferred),
    ("admitted", TermStatus::Admitted),
    ("deprecated", TermStatus::Deprecated),
    ("superseded", TermStatus::Superseded),
];

impl Source {
    pub(super) fn new(path: PathBuf, text: String) -> Self {
        let lines = LineIndex::new(&text);
        Self { path, text, lines }
    }

    /// A fault at `span` of this file.
    pub(super) fn fault(&self, kind: FaultKind, span: Span, message: String, mend: impl Into<String>) -> Fault {
        let place = self.lines.place(&self.text, span.start);
        Fault { kind, path: self.path.clone(), place, span, message, mend: mend.into(), other: None }
    }
}

/// The entries of one file, each kind in file order.
#[derive(Default)]
pub(super) struct Entries {
    pub(super) concepts: Vec<Entry>,
    pub(super) named: NamedEntries,
}

/// Reads the file that is number `index`.
pub(super) fn read(source: &Source, index: usize) -> (Entries, Vec<Fault>) {
    let mut reader = Reader { source, index, faults: Vec::new() };
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    let broken: Vec<usize> = errors.iter().map(|error| error.span().map_or(0, |span| span.start)).collect();
    for error in &errors {
        reader.syntax(error);
    }
    let entries = reader.file(root.get_ref(), &broken);
    (entries, reader.faults)
}

impl Reader<'_> {
    fn syntax(&mut self, error: &toml::de::Error) {
        let message = format!("this is not TOML ({})", error.message().replace('\n', ", "));
        let mend = "mend the line; the concept it stands in is left out until then";
        self.fault(FaultKind::Syntax, error.span().unwrap_or(0..0), message, mend);
    }

    fn file(&mut self, root: &DeTable<'_>, broken: &[usize]) -> Entries {
        let mut entries = Entries::default();
        for (key, value) in root {
            let kind = key.get_ref().as_ref();
            if !KINDS.contains(&kind) {
                self.unknown_key(kind, key.span(), &KINDS);
                continue;
            }
            let Ok(tables) = self.tables(kind, value) else { continue };
            for (place, (table, span)) in tables.iter().enumerate() {
                let end = tables.get(place + 1).map_or(usize::MAX, |(_, next)| next.start);
                // After a syntax error nobody knows what else the entry was meant to say.
                if !broken.iter().any(|at| (span.start..end).contains(at)) {
                    self.entry(kind, table, span.clone(), &mut entries);
                }
            }
        }
        entries
    }

    /// Reads one entry; what is refused has been told.
    fn entry(&mut self, kind: &str, table: &DeTable<'_>, header: Range<usize>, entries: &mut Entries) {
        let named = &mut entries.named;
        match kind {
            "set" => named.sets.extend(self.set(table, header)),
            "person" => named.people.extend(self.person(table, header)),
            "office" => named.offices.extend(self.office(table, header)),
            "event" => named.events.extend(self.event(table, header)),
            _ => entries.concepts.extend(self.concept(table, header)),
        }
    }

    fn concept(&mut self, table: &DeTable<'_>, header: Range<usize>) -> Read<Entry> {
        let mut id = None;
        let mut replaced_by = 0..0;
        let mut terms = Vec::new();
        let mut concept = Concept {
            id: String::new(),
            field: None,
            definition: None,
            notes: Vec::new(),
            severity: None,
            replaced_by: None,
            terms: Vec::new(),
            origin: (self.source.path.clone(), self.source.lines.place(&self.source.text, header.start)),
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => id = Some((self.id(value), value.span())),
                "field" => concept.field = self.string("field", value).ok(),
                "definition" => concept.definition = self.string("definition", value).ok(),
                "notes" => concept.notes = self.strings("notes", value).unwrap_or_default(),
                "severity" => concept.severity = self.word("severity", value, &SEVERITIES).ok(),
                "replaced-by" => {
                    concept.replaced_by = self.string("replaced-by", value).ok();
                    replaced_by = value.span();
                }
                "term" => terms = self.terms(value),
                other => self.unknown_key(other, key.span(), &CONCEPT_KEYS),
            }
        }
        let Some((id, span)) = id else {
            let mend = "add a line such as: id = \"shared-future\"";
            return Err(self.fault(FaultKind::MissingKey, header, "this concept has no id".into(), mend));
        };
        concept.id = id?;
        let sites;
        (concept.terms, sites) = terms.into_iter().unzip();
        Ok(Entry { concept, source: self.index, id: span.into(), replaced_by: replaced_by.into(), sites })
    }

    fn terms(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(Term, TermSite)> {
        let Ok(tables) = self.tables("term", value) else { return Vec::new() };
        if let Some((_, span)) = tables.get(usize::from(u16::MAX)) {
            let message = format!("this concept has {} terms, more than the {} it may have", tables.len(), u16::MAX);
            self.fault(
                FaultKind::TooLarge,
                span.clone(),
                message,
                "split the concept; the terms from here are left out",
            );
        }
        let kept = tables.into_iter().take(usize::from(u16::MAX));
        kept.filter_map(|(table, span)| self.term(table, span).ok()).collect()
    }

    fn term(&mut self, table: &DeTable<'_>, header: Range<usize>) -> Read<(Term, TermSite)> {
        let mut text = None;
        let mut specs = Vec::new();
        let place = self.source.lines.place(&self.source.text, header.start);
        let mut term = Term::plain(String::new(), place);
        let mut until = header.clone();
        let mut is_refused = false;
        for (key, value) in table {
            let read = match key.get_ref().as_ref() {
                "text" => self.string("text", value).map(|written| text = Some((written, value.span()))),
                "language" => self.language(value).map(|language| term.language = language),
                "status" => self.status(value).map(|status| term.status = status),
                "from" => self.date("from", value).map(|date| term.period.from = Some(date)),
                "until" => self.date("until", value).map(|date| {
                    term.period.until = Some(date);
                    until = value.span();
                }),
                "source" => self.string("source", value).map(|source| term.source = Some(source)),
                "note" => self.string("note", value).map(|note| term.note = Some(note)),
                "severity" => self.word("severity", value, &SEVERITIES).map(|severity| term.severity = Some(severity)),
                "exact-case" => self.bool("exact-case", value).map(|exact| term.exact_case = exact),
                "inflect" => self.bool("inflect", value).map(|inflect| term.inflect = inflect),
                "abbreviation" => self.bool("abbreviation", value).map(|is| term.abbreviation = is),
                "specs" => self.specs(value).map(|read| specs = read),
                other => {
                    self.unknown_key(other, key.span(), &TERM_KEYS);
                    Ok(())
                }
            };
            is_refused |= read.is_err();
        }
        self.period(term.period, until)?;
        if is_refused {
            return Err(Refused);
        }
        let Some((written, span)) = text else {
            let mend = "add a line such as: text = \"shared future\"";
            return Err(self.fault(FaultKind::MissingKey, header, "this term has no text".into(), mend));
        };
        let words = self.words(&written, span.clone())?;
        let (specs, spans) = specs.into_iter().unzip();
        (term.text, term.specs) = (written, specs);
        Ok((term, TermSite { text: span.into(), words, specs: spans }))
    }

    /// The words of a term; it must have some, and not too many.
    pub(super) fn words(&mut self, text: &str, span: Range<usize>) -> Read<Box<[WordKey]>> {
        let words: Box<[WordKey]> = tokenize(text).keys().into();
        if words.is_empty() {
            let message = format!("the text {text:?} holds no word");
            return Err(self.fault(FaultKind::EmptyText, span, message, "write its words, or remove it"));
        }
        if words.len() > MOST_WORDS {
            let message = format!("this text has {} words, more than the {MOST_WORDS} it may have", words.len());
            return Err(self.fault(FaultKind::TooLarge, span, message, "shorten it"));
        }
        Ok(words)
    }

    pub(super) fn period(&mut self, period: Period, until: Range<usize>) -> Read<()> {
        match (period.from, period.until) {
            (Some(from), Some(end)) if from.first_day() > end.last_day() => {
                let message = format!("the period ends ({end}) before it begins ({from})");
                Err(self.fault(FaultKind::BadDate, until, message, "exchange the two dates, or mend one of them"))
            }
            _ => Ok(()),
        }
    }

    fn specs(&mut self, value: &Spanned<DeValue<'_>>) -> Read<Vec<(Spec, Span)>> {
        let tables = self.tables("specs", value)?;
        Ok(tables.into_iter().filter_map(|(table, span)| self.spec(table, span).ok()).collect())
    }

    fn spec(&mut self, table: &DeTable<'_>, span: Range<usize>) -> Read<(Spec, Span)> {
        let (mut text, mut hit) = (None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "text" => text = Some(self.string("text", value)?),
                "hit" => hit = Some(self.string("hit", value)?),
                other => self.unknown_key(other, key.span(), &SPEC_KEYS),
            }
        }
        let (Some(text), Some(hit)) = (text, hit) else {
            let mend = "write { text = \"a sentence\", hit = \"the words to be found\" }, with hit = \"\" for none";
            return Err(self.fault(FaultKind::MissingKey, span, "a spec needs a text and a hit".into(), mend));
        };
        if !text.contains(&hit) {
            let message = format!("the hit {hit:?} does not stand in the spec's text");
            let mend = "copy the words to be found out of the text";
            return Err(self.fault(FaultKind::ImpossibleSpec, span, message, mend));
        }
        Ok((Spec { text, hit: Some(hit).filter(|hit| !hit.is_empty()) }, span.into()))
    }

    pub(super) fn id(&mut self, value: &Spanned<DeValue<'_>>) -> Read<String> {
        let id = self.string("id", value)?;
        let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase());
        if id.split('-').all(is_part) {
            return Ok(id);
        }
        let parts: Vec<String> =
            id.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_lowercase).collect();
        let mend = if parts.is_empty() { "write a name".to_owned() } else { format!("write \"{}\"", parts.join("-")) };
        let message = format!("the id {id:?} is not lower-case words joined by hyphens");
        Err(self.fault(FaultKind::BadId, value.span(), message, mend))
    }

    fn status(&mut self, value: &Spanned<DeValue<'_>>) -> Read<TermStatus> {
        let word = self.word("status", value, &STATUSES.map(|(word, _)| word))?;
        STATUSES.into_iter().find(|(known, _)| *known == word).map(|(_, status)| status).ok_or(Refused)
    }

    fn language(&mut self, value: &Spanned<DeValue<'_>>) -> Read<String> {
        let language = self.string("language", value)?;
        let is_subtag = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
        if language.split('-').all(is_subtag) {
            return Ok(language);
        }
        let message = format!("{language:?} is not a language tag");
        Err(self.fault(
            FaultKind::UnknownWord,
            value.span(),
            message,
            "write a tag such as \"en\", \"zh\" or \"pt-BR\"",
        ))
    }
}
