//! The counted sets of a draft, held against the termbase: each label with the sets it
//! may mean, and the listing that follows it with what each item is of its set.
//!
//! Nothing is guessed: where several sets fit, all of them are told; where a listing
//! shares too little with a set, it is another set.

mod compare;
mod context;
mod listing;
mod mined;
mod told;

pub use compare::{Comparison, Verdict};
pub use listing::{ItemPlace, Listing, items_among};
pub use mined::{Mined, mined};
pub use told::{ToldSet, told_sets};

use std::sync::{Arc, OnceLock};

use crate::draft::{Block, BlockContent, BlockKind, Snapshot};
use crate::prose::{PartialDate, sentences};
use crate::termbase::{EnumeratedSet, LabelMatch, SetRef, ShortSeries, SignMatch, Termbase};
use crate::text::Span;

use context::{Evidence, Surroundings, sentence_of};

/// What the termbase finds of sets in one block; depends on the block's own words only.
#[derive(Debug, Clone, Default)]
pub struct BlockSets {
    /// Words that name a set.
    pub labels: Vec<LabelMatch>,
    /// Series that leave out one item of a set.
    pub series: Vec<ShortSeries>,
    /// What tells sets apart, once asked for: most blocks name no set.
    signs: OnceLock<Vec<SignMatch>>,
}

impl BlockSets {
    /// Finds the labels and the short series in a block.
    #[must_use]
    pub fn find(termbase: &Termbase, content: &BlockContent) -> Self {
        let labels = termbase.labels().find(&content.text, &content.tokens, &content.stems);
        let series = termbase.series().find(&content.text, &content.tokens);
        Self { labels, series, signs: OnceLock::new() }
    }

    fn signs(&self, termbase: &Termbase, content: &BlockContent) -> &[SignMatch] {
        self.signs.get_or_init(|| termbase.signs().find(&content.tokens, &content.stems))
    }
}

/// The counted sets of a draft.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DraftSets {
    /// All labels, by place.
    pub uses: Vec<SetUse>,
    /// The series that leave out one item of the set they are of: the number of the
    /// block, and what stands there.
    pub short: Vec<(usize, ShortSeries)>,
}

/// A label of a draft and what it means there.
#[derive(Debug, Clone, PartialEq)]
pub struct SetUse {
    /// The block it stands in, by number.
    pub block: usize,
    /// The words.
    pub label: LabelMatch,
    /// Whether it stands in a quotation: right or wrong as a quotation only.
    pub is_quoted: bool,
    /// The sets of this label that it may mean, with nothing left to tell them apart.
    pub meaning: Vec<SetRef>,
    /// The sets of this label as far as the words around it tell, whatever is listed behind
    /// it: those that fit; where none does, those that nothing rules out.
    pub possible: Vec<SetRef>,
    /// The one set it must mean though that has another number of items.
    pub miscounted: Option<SetRef>,
    /// The items that follow it, where they are those of a set.
    pub listing: Option<Listing>,
    /// The same, where they are as much those of several sets.
    pub tied: Vec<Listing>,
    /// Whether items follow it, whatever they are.
    pub is_listed: bool,
    /// Whether it is spoken of as a set that somebody announced.
    pub is_announced: bool,
    /// The latest year that its sentence names.
    pub year: Option<i16>,
}

impl SetUse {
    /// The one set it means.
    #[must_use]
    pub fn set<'t>(&self, termbase: &'t Termbase) -> Option<&'t EnumeratedSet> {
        match (&self.listing, self.meaning.as_slice()) {
            (Some(listing), _) => termbase.set(listing.set),
            (None, [set]) => termbase.set(*set),
            _ => None,
        }
    }

    /// Its bytes in the draft.
    #[must_use]
    pub fn span(&self, snapshot: &Snapshot) -> Span {
        snapshot.blocks.get(self.block).map_or_else(Span::default, |block| block.to_source(self.label.span))
    }
}

/// The counted sets of a draft, in order of place, judged at `as_of`; `blocks` are parallel to
/// those of the snapshot.
#[must_use]
pub fn draft_sets(
    termbase: &Termbase,
    snapshot: &Snapshot,
    blocks: &[Arc<BlockSets>],
    as_of: PartialDate,
) -> DraftSets {
    let mut found = DraftSets::default();
    let mut above: Vec<(u8, usize)> = Vec::new();
    let signs_of = |at: &usize| -> Option<&[SignMatch]> {
        Some(blocks.get(*at)?.signs(termbase, &snapshot.blocks.get(*at)?.content))
    };
    for (at, (block, sets)) in snapshot.blocks.iter().zip(blocks).enumerate() {
        let level = match block.kind {
            BlockKind::Title => Some(0),
            BlockKind::Heading(level) => Some(level),
            _ => None,
        };
        if let Some(level) = level {
            while above.pop_if(|(other, _)| *other >= level && level > 0).is_some() {}
            above.push((level, at));
        }
        if sets.labels.is_empty() && sets.series.is_empty() {
            continue;
        }
        let headings: Vec<&[SignMatch]> = above.iter().filter_map(|(_, at)| signs_of(at)).collect();
        let sentences = sentences(&block.content.text);
        let reading = Reading { termbase, snapshot, block, at, as_of, sentences: &sentences, headings: &headings };
        let signs = sets.signs(termbase, &block.content);
        found.uses.extend(sets.labels.iter().map(|label| reading.of(label, signs)));
        let meant = sets.series.iter().filter(|series| reading.means(series, &sets.labels, signs));
        found.short.extend(meant.map(|series| (at, series.clone())));
    }
    found
}

/// One block of a draft while its labels are read.
struct Reading<'r> {
    termbase: &'r Termbase,
    snapshot: &'r Snapshot,
    block: &'r Block,
    at: usize,
    as_of: PartialDate,
    sentences: &'r [Span],
    headings: &'r [&'r [SignMatch]],
}

/// A set that a label may mean, and what speaks for it.
#[derive(Clone, Copy)]
struct Candidate<'t> {
    number: SetRef,
    set: &'t EnumeratedSet,
    evidence: Evidence,
}

/// The most bytes of two quotation marks and a comma.
const MARKS: usize = 7;

impl<'r> Reading<'r> {
    fn of(&self, label: &LabelMatch, signs: &[SignMatch]) -> SetUse {
        let content = &self.block.content;
        let sentence = sentence_of(content, self.sentences, label.words.start);
        let surroundings = Surroundings { content, signs, sentence, headings: self.headings };
        let right = self.candidates(&surroundings, &label.sets);
        let others = self.candidates(&surroundings, &label.others);
        let fitting = right.iter().copied().filter(|it| it.evidence.fits(it.set)).collect::<Vec<_>>();
        let fitting = self.best(&fitting);
        let possible = if fitting.is_empty() { right.iter().map(|one| one.number).collect() } else { fitting.clone() };
        let following = listing::following(self.snapshot, self.at, label.span);
        let mut tied = following.map_or_else(Vec::new, |enumeration| {
            listing::identified(self.termbase, self.snapshot, enumeration, &right, &others)
        });
        let listed: Vec<SetRef> = tied.iter().map(|listing| listing.set).collect();
        let listing = if tied.len() == 1 { tied.pop() } else { None };
        // Items that are those of no known set make it another set.
        let is_listed = following.is_some();
        let is_bare = !is_listed;
        SetUse {
            block: self.at,
            is_quoted: self.is_quoted(label.span),
            miscounted: self.miscounted(&surroundings, label, &right, &others).filter(|_| is_bare),
            meaning: if is_bare { fitting } else { listed },
            possible,
            label: label.clone(),
            listing,
            tied,
            is_listed,
            is_announced: label.is_definite || surroundings.tells_an_announcement(),
            year: surroundings.latest_year(),
        }
    }

    /// Whether a series is one of its set: the set is named in the same sentence, or one
    /// of its topics around it.
    fn means(&self, series: &ShortSeries, labels: &[LabelMatch], signs: &[SignMatch]) -> bool {
        let content = &self.block.content;
        let sentence = sentence_of(content, self.sentences, series.words.start);
        let is_named =
            labels.iter().any(|label| label.sets.contains(&series.set) && sentence.contains(&label.words.start));
        let surroundings = Surroundings { content, signs, sentence, headings: self.headings };
        let has_topic = || self.termbase.set(series.set).is_some_and(|set| !set.topics.is_empty());
        let candidates = || self.candidates(&surroundings, &[series.set]);
        is_named || has_topic() && candidates().iter().any(|one| one.evidence.fits(one.set))
    }

    fn candidates(&self, surroundings: &Surroundings<'_>, sets: &[SetRef]) -> Vec<Candidate<'r>> {
        let possible = sets.iter().filter(|set| !surroundings.rules_out(self.termbase, **set, self.as_of));
        possible
            .filter_map(|number| {
                let evidence = surroundings.evidence(self.termbase, *number);
                Some(Candidate { number: *number, set: self.termbase.set(*number)?, evidence })
            })
            .collect()
    }

    /// The sets that no other one beats; of two of which one took the other's place, the
    /// one that holds.
    fn best(&self, candidates: &[Candidate<'_>]) -> Vec<SetRef> {
        let is_beaten = |one: &Candidate<'_>| candidates.iter().any(|other| other.evidence.beats(one.evidence));
        let best: Vec<Candidate<'_>> = candidates.iter().copied().filter(|one| !is_beaten(one)).collect();
        let is_replaced = |one: &Candidate<'_>| {
            one.set.period.is_surely_over(self.as_of)
                && best.iter().any(|other| one.set.replaced_by.as_ref() == Some(&other.set.id))
        };
        best.iter().filter(|one| !is_replaced(one)).map(|one| one.number).collect()
    }

    /// The one set that a label of another number speaks of beyond doubt.
    fn miscounted(
        &self,
        surroundings: &Surroundings<'_>,
        label: &LabelMatch,
        right: &[Candidate<'_>],
        others: &[Candidate<'_>],
    ) -> Option<SetRef> {
        let is_possible = right.iter().any(|one| one.evidence.fits(one.set));
        let is_explicit = |one: &Candidate<'_>| {
            one.evidence.is_explicit(one.set) || surroundings.has_topic_within(self.termbase, one.number, &label.words)
        };
        let explicit: Vec<Candidate<'_>> = others.iter().copied().filter(is_explicit).collect();
        match self.best(&explicit).as_slice() {
            [only] if label.is_definite && !is_possible => Some(*only),
            _ => None,
        }
    }

    /// A label that alone is quoted is a name.
    fn is_quoted(&self, label: Span) -> bool {
        let speaks = |quotation: &Span| quotation.overlaps(label) && quotation.len() > label.len() + MARKS;
        self.block.quoted || self.block.content.quotations.iter().any(speaks)
    }
}
