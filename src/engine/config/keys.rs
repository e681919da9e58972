//! Every key of `glossator.toml`, with its meaning and the kind of its value: the one
//! list that the loader, `glossator init`, the schema for editors and the documentation
//! are made from.

use super::CiteAs;
use crate::evidence::quotation::Practice;
use crate::rules::RenderingPolicy;

/// A key of the settings file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The table it stands in.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What stands behind it.
    pub kind: Kind,
    /// What it means.
    pub meaning: &'static str,
    /// A line that shows it.
    pub example: &'static str,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One text or a list of them: paths, globs or words.
    Texts,
    /// A path.
    Text,
    /// A year, a month or a day; as text, number or date.
    Date,
    /// The name of a [`RenderingPolicy`].
    Policy,
    /// The name of a [`Practice`].
    Practice,
    /// The name of a [`CiteAs`].
    CiteAs,
    /// A severity.
    Severity,
    /// A table of severities, by the names of rules.
    Severities,
}

/// What policies of renderings are called.
pub const POLICIES: [(&str, RenderingPolicy); 3] = [
    ("house", RenderingPolicy::House),
    ("first-used", RenderingPolicy::FirstUsed),
    ("majority", RenderingPolicy::Majority),
];

/// What practices of quoting are called.
pub const PRACTICES: [(&str, Practice); 3] =
    [("news", Practice::News), ("un", Practice::UnitedNations), ("legal", Practice::Legal)];

/// What the ways to cite are called.
pub const WAYS_TO_CITE: [(&str, CiteAs); 3] =
    [("footnote", CiteAs::Footnote), ("citekey", CiteAs::Citekey), ("link", CiteAs::Link)];

/// All keys, by table. The keys of `[rules]` are the names of the rules.
pub const KEYS: &[Key] = &[
    Key {
        table: "corpus",
        name: "paths",
        kind: Kind::Texts,
        meaning: "Folders and files of the sources: .txt, .md, .html, .pdf and .docx, relative to this file.",
        example: "paths = [\"sources\"]",
    },
    Key {
        table: "corpus",
        name: "exclude",
        kind: Kind::Texts,
        meaning: "Globs of source files to leave out, relative to the corpus folder; one without a slash holds at any depth.",
        example: "exclude = [\"notes/**\", \"*.bak.txt\"]",
    },
    Key {
        table: "corpus",
        name: "cache",
        kind: Kind::Text,
        meaning: "Folder for the index. Default: the user's cache folder.",
        example: "cache = \".glossator-cache\"",
    },
    Key {
        table: "termbase",
        name: "files",
        kind: Kind::Texts,
        meaning: "Termbase files; globs are allowed.",
        example: "files = [\"terms/*.toml\"]",
    },
    Key {
        table: "citations",
        name: "bibliography",
        kind: Kind::Texts,
        meaning: "Files of references that drafts cite by key: .bib, .json (CSL), .yaml (CSL or Hayagriva); globs are allowed. A draft may name its own as `bibliography` in its front matter.",
        example: "bibliography = [\"refs.bib\"]",
    },
    Key {
        table: "citations",
        name: "style",
        kind: Kind::Text,
        meaning: "The citation style in which references are shown and footnotes inserted: \"chicago-notes\" (the default), \"apa\", \"modern-language-association\", \"ieee\" and others of the CSL project.",
        example: "style = \"chicago-notes\"",
    },
    Key {
        table: "citations",
        name: "insert",
        kind: Kind::CiteAs,
        meaning: "How a citation is inserted: \"footnote\" (the default), \"citekey\" or \"link\".",
        example: "insert = \"footnote\"",
    },
    Key {
        table: "check",
        name: "as-of",
        kind: Kind::Date,
        meaning: "The date that drafts without `date` or `as-of` in their front matter are judged at: a year, a month or a day. Default: today.",
        example: "as-of = \"2024-06\"",
    },
    Key {
        table: "check",
        name: "renderings",
        kind: Kind::Policy,
        meaning: "Which of several renderings of one concept is right in a text: \"house\" (the termbase's preferred term), \"first-used\" or \"majority\".",
        example: "renderings = \"house\"",
    },
    Key {
        table: "check",
        name: "quoting",
        kind: Kind::Practice,
        meaning: "What an editor may do inside quotation marks without saying so: \"news\" (house abbreviations, capitals), \"un\" (the first letter, the last mark, plain slips) or \"legal\" (nothing).",
        example: "quoting = \"news\"",
    },
    Key {
        table: "check",
        name: "known-abbreviations",
        kind: Kind::Texts,
        meaning: "Abbreviations that your readers know: they need no introduction in a text. The best known (EU, UN, GDP ...) are among them already.",
        example: "known-abbreviations = [\"CAICT\", \"FOCAC\"]",
    },
    Key {
        table: "check",
        name: "fail-on",
        kind: Kind::Severity,
        meaning: "The severity from which findings make `glossator check` exit with 1: \"hint\", \"warning\" or \"error\"; \"off\" for never. Default: warning.",
        example: "fail-on = \"warning\"",
    },
    Key {
        table: "rules",
        name: "RULE",
        kind: Kind::Severity,
        meaning: "How loudly a rule speaks: \"off\", \"hint\", \"warning\" or \"error\". `glossator rule` lists the rules.",
        example: "inexact-rendering = \"hint\"",
    },
    Key {
        table: "overrides",
        name: "files",
        kind: Kind::Texts,
        meaning: "Globs of the drafts that this override is for, relative to this file.",
        example: "files = [\"archive/**\"]",
    },
    Key {
        table: "overrides",
        name: "rules",
        kind: Kind::Severities,
        meaning: "Severities for these drafts, as in [rules].",
        example: "rules = { superseded-rendering = \"off\" }",
    },
];

/// A settings file with every key explained, ready to be filled in.
#[must_use]
pub fn template() -> String {
    let mut text = String::from(
        "# Glossator holds the drafts in this folder against their sources.\n\
         # Paths are relative to this file. Every key is optional.\n",
    );
    let mut table = "";
    for key in KEYS {
        if key.table != table {
            table = key.table;
            let header = if table == "overrides" { "# [[overrides]]".to_owned() } else { format!("[{table}]") };
            text.extend(["\n", &header, "\n"]);
        }
        text.extend(["# ", key.meaning, "\n# ", key.example, "\n"]);
    }
    text
}
