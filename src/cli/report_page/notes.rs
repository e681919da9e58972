//! The notes of a page: what the sources and the termbase say of the words that are marked.

use super::Writing;
use super::badge::{Badge, of_kind, of_verdict};
use super::difference::{Part, parts};
use crate::corpus::{Document, Passage};
use crate::engine::{
    AttestedCard, CitationCard, ConceptCard, MarkKind, Note, NoteSubject, QuotationCard, QuotationPlace, SetCard,
    SetEntry, ToldEntry, Verdict,
};
use crate::rules::Finding;
use crate::text::one_line;

/// Characters of a source that are shown around the words.
const CONTEXT: usize = 160;
/// Items of a set that are listed.
const ITEMS: usize = 24;

/// The words that a note is about.
pub(super) fn words(note: &Note) -> &str {
    match &note.subject {
        NoteSubject::Quotation(card) => &card.text,
        NoteSubject::Term(card) => &card.found,
        NoteSubject::Set(card) => &card.found,
        NoteSubject::Citation(card) => &card.found,
        NoteSubject::Words(words) => words,
    }
}

impl Writing<'_> {
    /// The note of this number.
    pub(super) fn note(&mut self, number: usize) {
        let page = self.page;
        let Some(note) = number.checked_sub(1).and_then(|at| page.notes.get(at)) else { return };
        let badge = of_kind(note.kind);
        let (id, class) = (format!("note-{number}"), format!("note {}", badge.class));
        self.out.open("div", &[("class", &class), ("id", &id)]);
        self.out.open("p", &[("class", "verdict")]);
        let (target, label) = (format!("#mark-{number}"), format!("Note {number}, back to the words"));
        let attributes =
            [("class", "n"), ("href", target.as_str()), ("aria-label", &label), ("title", "back to the words")];
        self.out.element("a", &attributes, &number.to_string());
        self.badge(badge);
        let times = if note.times > 1 {
            format!("line {}, {} times", note.place.line, note.times)
        } else {
            format!("line {}", note.place.line)
        };
        self.out.element("span", &[("class", "times")], &times);
        self.out.close("p");
        match &note.subject {
            NoteSubject::Quotation(card) => self.quotation(card, note.findings.is_empty()),
            NoteSubject::Term(card) => self.term(card, note.findings.is_empty()),
            NoteSubject::Set(card) => self.set(card),
            NoteSubject::Citation(card) => self.citation(card),
            NoteSubject::Words(_) => {}
        }
        for finding in &note.findings {
            self.finding(finding, note);
        }
        self.out.close("div");
    }

    /// A sign and a word.
    pub(super) fn badge(&mut self, badge: Badge) {
        let class = format!("badge {}", badge.class);
        self.out.open("span", &[("class", &class)]);
        self.out.element("span", &[("class", "sign"), ("aria-hidden", "true")], badge.sign);
        self.out.text(badge.word);
        self.out.close("span");
        self.out.text(" ");
    }

    /// A quotation with its source. What a finding says of it is not said twice.
    fn quotation(&mut self, card: &QuotationCard, is_alone: bool) {
        if is_alone && card.verdict != Some(Verdict::Verbatim) || card.documents > 1 || card.is_elsewhere {
            self.out.element("p", &[], &sentence(&card.explanation));
        }
        let Some((first, others)) = card.places.split_first() else {
            self.notices(&card.notices);
            return;
        };
        self.differences(&card.text, first);
        if is_alone && card.verdict != Some(Verdict::Verbatim) {
            self.told_differences(first);
        }
        self.place(first);
        self.others(first, others);
        self.notices(&card.notices);
    }

    /// The other documents that the words may be from, each once.
    fn others(&mut self, first: &QuotationPlace, others: &[QuotationPlace]) {
        let mut named = vec![first.document.id.as_str()];
        for other in others {
            if named.contains(&other.document.id.as_str()) {
                continue;
            }
            named.push(&other.document.id);
            self.out.open("p", &[("class", "also")]);
            self.out.text(&format!("Also, {}, in ", of_verdict(Some(other.verdict)).word));
            self.source(&other.document);
            self.out.text(".");
            self.out.close("p");
        }
    }

    fn notices(&mut self, notices: &[String]) {
        for notice in notices {
            self.out.element("p", &[("class", "amiss")], &sentence(notice));
        }
    }

    fn differences(&mut self, text: &str, place: &QuotationPlace) {
        let parts = parts(text, &place.differences);
        if !parts.is_empty() {
            self.out.open("p", &[("class", "difference"), ("dir", "auto")]);
            for part in &parts {
                match part {
                    Part::Same(words) => self.out.text(words),
                    Part::Changed(draft, source) => self.changed(draft, source),
                }
            }
            self.out.close("p");
        }
    }

    fn told_differences(&mut self, place: &QuotationPlace) {
        if !place.differences.is_empty() {
            self.out.open("ul", &[("class", "told")]);
            for difference in &place.differences {
                self.out.element("li", &[], &difference.told);
            }
            self.out.close("ul");
        }
    }

    /// Words of the draft, and those of the source in their place.
    pub(super) fn changed(&mut self, draft: &str, source: &str) {
        if !draft.is_empty() {
            self.out.element("del", &[("title", "the draft")], draft);
        }
        if !source.is_empty() {
            self.out.element("ins", &[("title", "the source")], source);
        }
    }

    fn place(&mut self, place: &QuotationPlace) {
        for passage in &place.passages {
            self.passage(passage);
        }
        self.out.open("p", &[("class", "from")]);
        self.out.text(if place.is_cited { "Cited: " } else { "In " });
        self.source(&place.document);
        if let Some(speaker) = &place.speaker {
            self.out.text(&format!("; {speaker} speaking"));
        }
        if let Some(first) = place.passages.first() {
            self.out.text(&where_in(first));
        }
        self.out.close("p");
    }

    /// A passage with the words in it that were asked for.
    fn passage(&mut self, passage: &Passage) {
        let before = passage.text.get(..passage.words.start).unwrap_or_default();
        let after = passage.text.get(passage.words.end..).unwrap_or_default();
        self.out.open("blockquote", &[("class", "passage"), ("dir", "auto")]);
        self.out.text(&end_of(before));
        self.out.element("b", &[], passage.words.slice(&passage.text));
        self.out.text(&start_of(after));
        self.out.close("blockquote");
        if passage.is_doubtful {
            let doubt = "The text of that page did not come out well: the source may have it otherwise.";
            self.out.element("p", &[("class", "amiss")], doubt);
        }
    }

    /// A source by its title, publisher and date, with the way to its row.
    fn source(&mut self, document: &Document) {
        let title = document.title.as_deref().unwrap_or(&document.id);
        match self.sources.get(document.id.as_str()) {
            Some(number) => {
                let target = format!("#source-{number}");
                self.out.element("a", &[("href", &target)], title);
            }
            None => self.out.element("cite", &[], title),
        }
        let known = document.credit().map(|credit| format!("{credit}, ")).unwrap_or_default();
        self.out.text(&format!(" ({known}{})", document.dated()));
    }

    /// A term; what a finding says of it is not said twice.
    fn term(&mut self, card: &ConceptCard, is_alone: bool) {
        if is_alone {
            self.out.open("p", &[]);
            self.out.element("b", &[], &card.found);
            self.out.text(&format!(": {}", card.verdict));
            if let Some(preferred) = &card.preferred {
                self.out.text("; the preferred term is ");
                self.out.element("b", &[], preferred);
            }
            self.out.text(".");
            self.out.close("p");
        }
        if let Some(attested) = &card.attested {
            self.attested(attested);
        }
    }

    fn attested(&mut self, card: &AttestedCard) {
        let times = crate::cli::report::counted(card.usage.total, "place");
        let documents = crate::cli::report::counted(card.usage.documents, "document");
        self.out.open("p", &[("class", "from")]);
        self.out.text(&format!("{times} in {documents}"));
        if let Some(first) = &card.first {
            self.out.text(if card.latest.is_some() { ", first " } else { ", " });
            self.dated(&first.document);
        }
        if let Some(latest) = &card.latest {
            self.out.text(", latest ");
            self.dated(&latest.document);
        }
        self.out.text(".");
        self.out.close("p");
    }

    /// A source by its date, with the way to its row.
    fn dated(&mut self, document: &Document) {
        let title = document.title.as_deref().unwrap_or(&document.id);
        match self.sources.get(document.id.as_str()) {
            Some(number) => {
                let target = format!("#source-{number}");
                self.out.element("a", &[("href", &target), ("title", title)], &document.dated());
            }
            None => self.out.element("span", &[("title", title)], &document.dated()),
        }
    }

    fn set(&mut self, card: &SetCard) {
        for entry in &card.sets {
            self.entry(entry);
        }
        if card.sets.is_empty() {
            for told in &card.told {
                self.told(told);
            }
        }
    }

    fn entry(&mut self, entry: &SetEntry) {
        self.out.open("p", &[]);
        self.out.element("b", &[], &entry.label);
        if !entry.announced.is_empty() {
            self.out.text(&format!(": {}", entry.announced));
        }
        self.out.close("p");
        self.items(&entry.items);
        if entry.unknown > 0 {
            let more = format!("{} more, which the termbase does not know.", entry.unknown);
            self.out.element("p", &[("class", "amiss")], &more);
        }
        if let Some(source) = &entry.source {
            self.out.element("p", &[("class", "from")], source);
        }
    }

    fn told(&mut self, told: &ToldEntry) {
        self.out.open("p", &[]);
        self.out.element("b", &[], &told.label);
        self.out.text(", as announced in ");
        self.source(&told.document);
        self.out.close("p");
        self.items(&told.items);
    }

    fn items(&mut self, items: &[String]) {
        self.out.open("ol", &[("class", "items")]);
        for one in items.iter().take(ITEMS) {
            self.out.element("li", &[], one);
        }
        self.out.close("ol");
    }

    fn citation(&mut self, card: &CitationCard) {
        for cited in &card.sources {
            self.out.open("p", &[]);
            match cited.document.as_ref().and_then(|document| self.sources.get(document.id.as_str())) {
                Some(number) => {
                    let target = format!("#source-{number}");
                    self.out.element("a", &[("href", &target)], &cited.rendered);
                }
                None => self.out.text(&cited.rendered),
            }
            self.out.close("p");
        }
        if let Some(amiss) = &card.amiss {
            self.out.element("p", &[("class", "amiss")], &sentence(amiss));
        }
    }

    /// What a rule says; with a passage that shows it, where the note has none of its own.
    fn finding(&mut self, finding: &Finding, note: &Note) {
        let kind = MarkKind::Finding(finding.severity);
        self.out.open("p", &[("class", "finding")]);
        if note.kind != kind {
            self.badge(of_kind(kind));
        }
        self.out.text(&sentence(&finding.message));
        self.out.text(" ");
        self.out.element("span", &[("class", "rule")], finding.rule);
        self.out.close("p");
        if let (NoteSubject::Words(_), Some(evidence)) = (&note.subject, finding.evidence.first()) {
            self.passage(&evidence.passage);
            self.out.open("p", &[("class", "from")]);
            self.source(&evidence.passage.document);
            self.out.close("p");
        }
    }
}

/// ", page 4" or ", line 12".
fn where_in(passage: &Passage) -> String {
    match passage.page {
        Some(page) => format!(", page {page}"),
        None => format!(", line {}", passage.start.line),
    }
}

/// A message as a sentence of its own.
pub(super) fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if message.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{first}{}{end}", chars.as_str())
}

/// The last words of a text.
fn end_of(text: &str) -> String {
    let blank = if text.ends_with(char::is_whitespace) { " " } else { "" };
    let line = one_line(text);
    let cut =
        line.char_indices().rev().nth(CONTEXT).map_or(line.as_str(), |(at, _)| line.get(at..).unwrap_or_default());
    let whole = if cut.len() < line.len() { cut.split_once(' ').map_or(cut, |(_, whole)| whole) } else { cut };
    let dots = if whole.len() < line.len() { "… " } else { "" };
    format!("{dots}{whole}{blank}")
}

/// The first words of a text.
fn start_of(text: &str) -> String {
    let blank = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let line = one_line(text);
    let cut = line.char_indices().nth(CONTEXT).map_or(line.as_str(), |(at, _)| line.get(..at).unwrap_or_default());
    let whole = if cut.len() < line.len() { cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole) } else { cut };
    let dots = if whole.len() < line.len() { " …" } else { "" };
    format!("{blank}{whole}{dots}")
}
