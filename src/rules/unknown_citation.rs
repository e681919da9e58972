//! `unknown-citation`: a citekey that no bibliography and no source has, a note that is
//! referred to and written nowhere, a bibliography that is not there.

use super::context::{Context, Needs, Rule};
use super::{Applicability, Finding, Fix, Related, Severity};
use crate::corpus::bibliography::LeftOut;
use crate::draft::{Citation, CitationForm, CitationTarget, Note, NoteReference, is_key};
use crate::evidence::Resolution;
use crate::text::{Edit, Span};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unknown-citation",
    summary: "a citekey that no bibliography has, or a note that is written nowhere",
    page: include_str!("../../fixtures/rules/unknown-citation.md"),
    severity: Severity::Warning,
    needs: Needs::Draft,
    check,
};

/// How like a known key an unknown one must be to be taken for it, from 0 to 1.
const LIKENESS: f64 = 0.7;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    files(context, findings);
    keys(context, findings);
    notes(context, findings);
}

/// Bibliographies that the draft's front matter names and that cannot be read.
fn files(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let matter = context.snapshot.front_matter.span;
    let faults = context.citable.own.into_iter().flat_map(|own| &own.faults);
    for fault in faults.filter(|fault| fault.left_out == LeftOut::File) {
        let name = fault.path.file_name().unwrap_or_default().to_string_lossy();
        let at = matter.slice(&context.snapshot.text).find(&*name).map(|at| matter.start + at);
        let span = at.map_or(matter, |at| Span::new(at, at + name.len()));
        findings.push(RULE.finding(span, format!("the bibliography \"{name}\" {}", fault.message), Vec::new()));
    }
}

fn keys(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let cited = || context.snapshot.citations.iter().filter_map(|citation| Some((citation, key(citation)?)));
    let is_unknown = |key: &str| context.citable.key(key) == Resolution::Unknown;
    let unknown: Vec<(&Citation, &str)> = cited().filter(|(_, key)| is_unknown(key)).collect();
    // Where nothing says which keys there are, none is wrong.
    let names_a_source = || {
        let bracketed = cited().filter(|(citation, _)| citation.form == CitationForm::Bracketed);
        bracketed.into_iter().any(|(_, key)| !is_unknown(key))
    };
    if unknown.is_empty() || !(context.citable.has_bibliography() || names_a_source()) {
        return;
    }
    let cites_by_key = cited().any(|(citation, key)| citation.form == CitationForm::Bracketed || !is_unknown(key));
    for (citation, key) in unknown {
        if context.citable.may_hold(key) {
            continue;
        }
        let nearest = nearest(context, key);
        // "@WHO" amid words is more often somebody in a network than a source.
        let is_handle = || !(cites_by_key && has_figures(key));
        if citation.form == CitationForm::InText && nearest.is_none() && is_handle() {
            continue;
        }
        let message = match &nearest {
            Some(known) => format!("no bibliography and no source has \"{key}\"; did you mean \"{known}\"?"),
            None => format!("no bibliography and no source has \"{key}\""),
        };
        let fix = nearest.map(|known| Fix {
            title: format!("write \"@{known}\""),
            applicability: Applicability::Unsafe,
            edits: vec![Edit::new(citation.span, written(&known))],
        });
        findings.push(RULE.finding(citation.span, message, fix.into_iter().collect()));
    }
}

/// Whether two figures stand together in a key, as those of a year do.
fn has_figures(key: &str) -> bool {
    key.as_bytes().windows(2).any(|two| two.iter().all(u8::is_ascii_digit))
}

fn key(citation: &Citation) -> Option<&str> {
    match &citation.target {
        CitationTarget::Key(key) => Some(key),
        _ => None,
    }
}

/// The key as a citation writes it.
pub(super) fn written(key: &str) -> String {
    if is_key(key) { format!("@{key}") } else { format!("@{{{key}}}") }
}

/// The key that is most like an unknown one: of the bibliographies, and, where the draft
/// cites sources by their names, of those.
fn nearest(context: &Context<'_>, key: &str) -> Option<String> {
    let folded = key.to_lowercase();
    let likeness = |known: &str| strsim::normalized_damerau_levenshtein(&known.to_lowercase(), &folded);
    let known = context.citable.references().map(|reference| (likeness(&reference.key), &reference.key));
    let (best, nearest) = known.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    (best >= LIKENESS).then(|| nearest.clone())
}

/// References to notes without a definition.
fn notes(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let snapshot = context.snapshot;
    let missing = |reference: &&NoteReference| {
        snapshot.notes.get(reference.note).is_some_and(|note| note.definition.is_none() && is_label(note))
    };
    for reference in snapshot.note_references.iter().filter(missing) {
        let Some(label) = snapshot.notes.get(reference.note).and_then(|note| note.label.as_deref()) else { continue };
        // `[^1] A note` at the start of a paragraph lacks its colon.
        let begins = |other: &&NoteReference| {
            other.note == reference.note
                && snapshot.blocks.get(other.block).is_some_and(|block| block.source.start == other.span.start)
        };
        let meant = snapshot.note_references.iter().rev().find(begins).filter(|other| other.span != reference.span);
        let is_meant = begins(&reference)
            && snapshot.note_references.iter().any(|other| other.note == reference.note && other.span < reference.span);
        if is_meant {
            continue;
        }
        let mut found = RULE.finding(reference.span, format!("the note \"{label}\" is written nowhere"), Vec::new());
        if let Some(meant) = meant {
            found.message = format!("the note \"{label}\" has no colon behind its label, so it is none");
            let message = format!("write \"[^{label}]:\" here");
            found.related.push(Related { span: meant.span, message });
            found.fixes.push(Fix {
                title: format!("write \"[^{label}]:\" at the note"),
                applicability: Applicability::Unsafe,
                edits: vec![Edit::insertion(meant.span.end, ":")],
            });
        }
        findings.push(found);
    }
}

/// Whether a label is one, rather than a set of letters in a pattern: `[^a-z]`.
fn is_label(note: &Note) -> bool {
    let label = note.label.as_deref().unwrap_or_default();
    let is_range = |part: &str| part.chars().count() <= 1;
    let ends = label.split_once('-');
    !ends.is_some_and(|(from, to)| is_range(from) && is_range(to))
        && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '*' | '†'))
}
