//! Which citations of a draft are those of a quotation, and how one is written when it
//! is to name another document: in the form it has. Citations and documents enter, edits
//! leave.

use super::context::Context;
use super::unknown_citation::written;
use crate::corpus::{Document, DocumentRef};
use crate::draft::{Citation, CitationForm, CitationTarget, Snapshot};
use crate::evidence::quotation::{HeldQuotation, TracedPlace};
use crate::evidence::way_to;
use crate::text::{Edit, Span};

/// A cited text with fewer words is a notice of the source rather than the source.
const FEWEST_WORDS_OF_A_SOURCE: u32 = 40;

/// Whether the text of a document is all of it, as far as can be told.
pub(super) fn is_whole(document: &Document) -> bool {
    document.words >= FEWEST_WORDS_OF_A_SOURCE
        && document.extraction.as_ref().is_none_or(|extraction| extraction.doubtful.is_empty())
}

/// The citations of a quotation: those right behind it, where there are any, else all
/// that are near and not right behind another quotation.
pub(super) fn own_citations<'c>(held: &HeldQuotation<'c>) -> Vec<&'c Citation> {
    let (snapshot, own) = (held.snapshot, held.quotation.span);
    let mut near = snapshot.citations_near(own);
    let attached: Vec<&Citation> =
        near.iter().copied().filter(|citation| is_attached(snapshot, own, citation)).collect();
    if !attached.is_empty() {
        return attached;
    }
    let others: Vec<Span> = snapshot.quotations.iter().map(|other| other.span).filter(|it| !it.overlaps(own)).collect();
    near.retain(|citation| !others.iter().any(|other| is_attached(snapshot, *other, citation)));
    near
}

/// Whether a citation, or the mark of the note it stands in, is bound to a quotation:
/// nothing but marks and others of its kind between the two.
fn is_attached(snapshot: &Snapshot, quotation: Span, citation: &Citation) -> bool {
    let mut anchors: Vec<Span> = anchors(snapshot, citation);
    anchors.retain(|anchor| anchor.contains(quotation) || anchor.start >= quotation.end);
    let Some(anchor) = anchors.into_iter().min() else { return false };
    if anchor.contains(quotation) {
        return true;
    }
    let mut between = Span::new(quotation.end, anchor.start).slice(&snapshot.text).to_owned();
    for other in snapshot.citations_near(quotation) {
        for other in self::anchors(snapshot, other) {
            if quotation.end <= other.start && other.end <= anchor.start {
                between = between.replace(other.slice(&snapshot.text), "");
            }
        }
    }
    between.chars().all(|c| !c.is_alphanumeric())
}

/// Whether one of these citations of a quotation shows behind it or around it: one before
/// it may be of something else that the sentence says.
pub(super) fn is_bound(held: &HeldQuotation<'_>, citations: &[&Citation]) -> bool {
    let quotation = held.quotation.span;
    let shown = citations.iter().flat_map(|citation| anchors(held.snapshot, citation));
    shown.into_iter().any(|anchor| anchor.contains(quotation) || anchor.start >= quotation.end)
}

/// Where a citation shows in the text: itself, or the marks of its note.
fn anchors(snapshot: &Snapshot, citation: &Citation) -> Vec<Span> {
    let Some(note) = citation.note else { return vec![citation.whole] };
    snapshot.note_references.iter().filter(|reference| reference.note == note).map(|reference| reference.span).collect()
}

/// Rewrites a citation so that it names the document of `place`; `None` where its form
/// cannot, or where other words lean on it too.
pub(super) fn recited(context: &Context<'_>, citation: &Citation, place: &TracedPlace) -> Option<Edit> {
    if anchors(context.snapshot, citation).len() > 1 {
        return None;
    }
    let document = &place.document;
    match &citation.target {
        CitationTarget::Key(_) => Some(Edit::new(citation.span, written(&key(context, place.number, document)))),
        CitationTarget::Url(address) => {
            let path = || way_to(context.citable.folder?, &document.path);
            let may_be_path = citation.form == CitationForm::Link;
            let target = document.url.clone().or_else(|| path().filter(|_| may_be_path))?;
            rewritten(context.snapshot, citation, address, &target)
        }
        CitationTarget::Path(old) => {
            let path = context.citable.folder.and_then(|folder| way_to(folder, &document.path));
            rewritten(context.snapshot, citation, old, &path.or_else(|| document.url.clone())?)
        }
    }
}

/// The key of a document: that of its entry in a bibliography, else its own.
fn key(context: &Context<'_>, number: DocumentRef, document: &Document) -> String {
    let reference = context.citable.references_to(number).next();
    reference.map_or_else(|| document.id.clone(), |reference| reference.key.clone())
}

/// The target of a citation replaced where it is written; an address that is defined
/// elsewhere stays.
fn rewritten(snapshot: &Snapshot, citation: &Citation, old: &str, new: &str) -> Option<Edit> {
    let at = citation.span.start + citation.span.slice(&snapshot.text).rfind(old)?;
    let needs_brackets = new.contains([' ', '(', ')']) && citation.form == CitationForm::Link;
    let new = if needs_brackets { format!("<{new}>") } else { new.to_owned() };
    Some(Edit::new(Span::new(at, at + old.len()), new))
}
