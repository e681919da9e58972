//! Which words are right: concepts, their terms with status and period, loaded
//! from TOML and found in word streams by one matcher; and which facts: counted sets,
//! people, offices, events.
//!
//! ```text
//! files → load → check → matcher → specs → Termbase
//! ```
//!
//! The room knows neither drafts nor corpus: it takes word keys and returns
//! ranges of words.

mod base;
mod by_word;
mod check;
mod check_named;
mod closeness;
mod complete;
mod concept;
mod event_names;
mod fault;
mod formula;
mod head;
mod labels;
mod load;
mod load_named;
mod matcher;
mod named;
mod names;
mod near;
mod near_name;
mod set_items;
mod set_series;
mod signs;
mod skeleton;
mod specs;
mod surface;
mod values;

pub use base::Termbase;
pub use concept::{Concept, Spec, Term, TermStatus};
pub use event_names::{EventNames, EventRef};
pub use fault::{Fault, FaultKind};
pub use head::{head_word, with_plural_head};
pub use labels::{LabelIndex, LabelMatch, SetRef};
pub use matcher::{ConceptRef, Matcher, TermMatch};
pub use named::{Edition, EnumeratedSet, Event, Holder, Office, Person, SetItem};
pub use names::{NameMatch, NameMeaning, Names, OfficeRef, PersonRef};
pub use near::{Difference, NearIndex, NearMatch};
pub use near_name::{NearName, NearNames};
pub use set_items::{SetItems, Wording, telling, telling_of};
pub use set_series::{SeriesIndex, ShortSeries};
pub use signs::{SetSigns, SignMatch, SignRef, Signs};
