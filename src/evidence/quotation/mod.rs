//! Quotations held against their sources.

mod judge;

pub use judge::{ChangeClass, Difference, Gravity, Judgement, Practice, SourceSegment, Verdict, judge, shortest_diff};
