//! The words beside an amount that decide what it is: those that make a number a name,
//! those that say when, those that only say that something came to so much.

/// Words before a number that is a name: "Article 5".
pub(super) const LABELS: [&str; 30] = [
    "annex",
    "article",
    "articles",
    "chapter",
    "clause",
    "day",
    "figure",
    "goal",
    "item",
    "level",
    "no",
    "nos",
    "note",
    "number",
    "page",
    "pages",
    "para",
    "paragraph",
    "part",
    "phase",
    "point",
    "resolution",
    "round",
    "section",
    "stage",
    "step",
    "table",
    "version",
    "volume",
    "week",
];

/// What is counted of time.
pub(super) const DURATIONS: [&str; 14] = [
    "centuries",
    "century",
    "day",
    "days",
    "decade",
    "decades",
    "hour",
    "hours",
    "month",
    "months",
    "week",
    "weeks",
    "year",
    "years",
];

/// Words that say when, besides years and the names of months. What was true in one
/// quarter is not in another.
const TIMES: [&str; 17] = [
    "annual",
    "annually",
    "daily",
    "decade",
    "early",
    "half",
    "last",
    "late",
    "month",
    "monthly",
    "months",
    "next",
    "previous",
    "quarter",
    "quarterly",
    "weekly",
    "yearly",
];

/// Words that say that something came to an amount, or rose to it, and nothing else: one
/// writer's "grew" is another's "increased". That something fell is never said so.
const MOVES: [&str; 40] = [
    "account",
    "accounted",
    "accounting",
    "accounts",
    "amount",
    "amounted",
    "amounting",
    "amounts",
    "approximately",
    "come",
    "comes",
    "estimated",
    "estimates",
    "exceed",
    "exceeded",
    "exceeding",
    "exceeds",
    "grew",
    "grow",
    "growing",
    "grown",
    "increase",
    "increased",
    "increasing",
    "nearly",
    "reach",
    "reached",
    "reaching",
    "rise",
    "risen",
    "rising",
    "rose",
    "roughly",
    "stand",
    "stood",
    "surpassed",
    "total",
    "totaled",
    "totaling",
    "totalling",
];

/// Whether a folded word says when.
pub(super) fn is_time(word: &str) -> bool {
    TIMES.contains(&word)
}

/// Whether a folded word says no more than that something came to an amount.
pub(super) fn is_move(word: &str) -> bool {
    MOVES.contains(&word)
}
