//! What can be wrong with a draft: findings, their fixes, and the rules that make
//! them.
//!
//! Three files make a rule: `src/rules/<name>.rs` (a const and one function),
//! `fixtures/rules/<name>.md` (its page, which is documentation and test at once)
//! and one line in [`RULES`].

mod abbreviations;
mod altered_figure;
mod altered_item;
mod altered_quotation;
mod ambiguous_set;
mod context;
mod deprecated_term;
mod doubled_item;
mod event_date;
mod finding;
mod foreign_item;
mod impossible_date;
mod inexact_rendering;
mod introduce;
mod mend;
mod mention;
mod misattributed_quotation;
mod miscounted_set;
mod misread;
mod missing_citation;
mod missing_item;
mod misspelled_name;
mod mixed_renderings;
mod modernised_quotation;
mod name_order;
mod outdated_set;
mod over_elided_quotation;
mod quoted;
mod recited;
mod redefined_abbreviation;
mod relative_date;
mod reordered_items;
mod sets;
mod spliced_quotation;
mod superseded_rendering;
mod unattested_formulation;
mod undefined_abbreviation;
mod undesired;
mod unheard;
mod unknown_citation;
mod unmarked_quotation;
mod untraced;
mod untraced_quotation;
mod unused_abbreviation;
mod unused_citation;
mod unused_suppression;
mod well_known;
mod wrong_citation;
mod wrong_count;
mod wrong_title;

pub use abbreviations::Abbreviations;
pub use context::{Context, Needs, RenderingPolicy, Rule, SuppressionUse};
pub use finding::{Applicability, Evidence, Finding, Fix, Related, Severity, safe_fixes};

/// Every rule, in order of the alphabet.
pub const RULES: &[&Rule] = &[
    &altered_figure::RULE,
    &altered_item::RULE,
    &altered_quotation::RULE,
    &ambiguous_set::RULE,
    &deprecated_term::RULE,
    &doubled_item::RULE,
    &event_date::RULE,
    &foreign_item::RULE,
    &impossible_date::RULE,
    &inexact_rendering::RULE,
    &misattributed_quotation::RULE,
    &miscounted_set::RULE,
    &missing_citation::RULE,
    &missing_item::RULE,
    &misspelled_name::RULE,
    &mixed_renderings::RULE,
    &modernised_quotation::RULE,
    &name_order::RULE,
    &outdated_set::RULE,
    &over_elided_quotation::RULE,
    &redefined_abbreviation::RULE,
    &relative_date::RULE,
    &reordered_items::RULE,
    &spliced_quotation::RULE,
    &superseded_rendering::RULE,
    &unattested_formulation::RULE,
    &undefined_abbreviation::RULE,
    &unknown_citation::RULE,
    &unmarked_quotation::RULE,
    &untraced_quotation::RULE,
    &unused_abbreviation::RULE,
    &unused_citation::RULE,
    &unused_suppression::RULE,
    &wrong_citation::RULE,
    &wrong_count::RULE,
    &wrong_title::RULE,
];

/// The rule of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
