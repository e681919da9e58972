//! What the sources show about a draft. Draft, termbase and corpus meet here and
//! in the rules, nowhere else.

mod attested;
mod cast;
mod citation;
mod figures;
mod leaning;
mod meetings;
mod misattributed;
mod people;
pub mod quotation;
mod renderings;
mod sets;
mod shared;
mod shelf;
mod speaker;
mod terms;
mod titled;
mod told_date;

pub use attested::{Answer, Attestations, Attested, Sources};
pub use cast::Cast;
pub use citation::{Citable, Resolution, Resolved, way_to};
pub use figures::{AlteredFigure, HeldFigure, Silence, altered_figures, held_figures};
pub use leaning::{LeanedOn, Leaning, SharedPassage, leaning};
pub use meetings::MeetingYears;
pub use misattributed::Misattributed;
pub use people::People;
pub use renderings::{ByYear, own_places};
pub use sets::{
    BlockSets, Comparison, DraftSets, ItemPlace, Listing, Mined, SetUse, ToldSet, Verdict, draft_sets, items_among,
    mined, told_sets,
};
pub use shared::{SharedKind, is_told_by_case};
pub use shelf::{Shelf, ShelfEntry};
pub use speaker::{DraftSpeakers, Quoted, SourceSpeakers, Speaker, SpeakerConflict, SpeakerEvidence, speaker_conflict};
pub use terms::{BlockTerms, Occurrence};
pub use titled::{Title, title_alone, titles};
pub use told_date::{ToldDates, dates_in, told_dates};

#[cfg(test)]
mod tests;
