//! Quotations held against the corpus: where their words stand, and what was changed.
//!
//! `find` proposes places by the words' keys, `align` lays the words against each, `judge`
//! decides on the words as they stand, `certainty` says whether the place may be chance,
//! `joined` finds halves that stand apart, `trace` puts these together for one quotation,
//! `held` for those of a draft.

mod align;
mod certainty;
mod edge;
mod find;
mod held;
mod joined;
mod judge;
mod trace;
mod unmarked;

pub use certainty::Certainty;
pub use find::{Candidate, find, find_in};
pub use held::HeldQuotation;
pub use joined::{Apart, Half, Joined};
pub use judge::{
    ChangeClass, Difference, Gravity, Judgement, Practice, SourceSegment, Verdict, judge, shortest_diff, worded,
};
pub use trace::{Traced, TracedPlace, TracedSegment, trace};
pub use unmarked::{BlockRun, Unmarked, unmarked};

pub(super) use unmarked::{block_runs, may_hold_runs};
