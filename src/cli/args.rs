//! The arguments, as a person types them. Help texts, completions and usage errors
//! are all made from here; nothing here acts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::engine::Flags;
use crate::prose::PartialDate;
use crate::rules::Severity;

/// Holds a policy draft against its sources.
///
/// Drafts are Markdown files; sources and termbase are named in glossator.toml,
/// which is found by walking up from the draft (`glossator init` writes one).
#[derive(Debug, Parser)]
#[command(name = "glossator", version, max_term_width = 100)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to use colour; the variable `NO_COLOR` is honoured
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t, display_order = 100)]
    pub color: ColorChoice,
}

/// The two ways to use the program.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Ask and get an answer.
    #[command(flatten)]
    Question(Question),
    /// Run the language server over standard input and output
    Server(ServerArguments),
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub(super) enum Question {
    /// Check drafts and report where they depart from their sources
    Check(CheckArguments),
    /// Show every place where the sources use a phrase, with its context
    Lookup(LookupArguments),
    /// Verify a quotation: which source has its words, and what differs
    Quote(QuoteArguments),
    /// Write the evidence page of a draft: its quotations, terms and sets beside their sources
    Report(ReportArguments),
    /// Index, list and show the sources
    #[command(subcommand)]
    Corpus(CorpusCommand),
    /// Look after termbase files, and mine the sources for entries
    #[command(subcommand, visible_alias = "terms")]
    Termbase(TermbaseCommand),
    /// List the rules, or print the page of one
    Rule {
        /// Name of a rule
        name: Option<String>,
    },
    /// Write a commented glossator.toml
    Init(InitArguments),
    /// Show the settings that hold for a draft, and where each comes from
    Config {
        /// A draft, or a folder
        #[arg(default_value = ".")]
        path: PathBuf,
        /// Print the JSON schema of glossator.toml instead, with which editors complete and check it
        #[arg(long, conflicts_with_all = ["path", "corpus", "termbase"])]
        schema: bool,
        /// The project.
        #[command(flatten)]
        project: ProjectArguments,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// `glossator init`
#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// Folder to write it to
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// A folder or file of sources to name in it; repeatable [default: a folder "sources", "corpus" or "texts"]
    #[arg(long, value_name = "DIR")]
    pub corpus: Vec<PathBuf>,
    /// A termbase file to name in it; repeatable [default: the files in a folder "terms"]
    #[arg(long, value_name = "FILE")]
    pub termbase: Vec<PathBuf>,
    /// Write the starter termbase into the folder "terms" too, but over no file that is there
    #[arg(long)]
    pub starter: bool,
}

/// Which project to work with.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct ProjectArguments {
    /// A folder or file of sources, in place of those of glossator.toml; repeatable
    #[arg(long, value_name = "DIR")]
    pub corpus: Vec<PathBuf>,
    /// A termbase file, in place of those of glossator.toml; repeatable
    #[arg(long, value_name = "FILE")]
    pub termbase: Vec<PathBuf>,
    /// The folder that holds indexes
    #[arg(long, value_name = "DIR", env = "GLOSSATOR_CACHE", hide_env_values = true)]
    pub cache: Option<PathBuf>,
}

impl ProjectArguments {
    /// As the engine's settings take them.
    #[must_use]
    pub(super) fn flags(&self, as_of: Option<PartialDate>) -> Flags {
        // A shell sets `GLOSSATOR_CACHE=` to mean that there is none.
        let cache = self.cache.clone().filter(|folder| !folder.as_os_str().is_empty());
        Flags { corpus: self.corpus.clone(), termbases: self.termbase.clone(), as_of, cache }
    }
}

/// `glossator check`
#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 clean, 1 findings at or above --fail-on, 2 could not run.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct CheckArguments {
    /// Drafts, and folders to search for .md and .markdown files
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The project.
    #[command(flatten)]
    pub project: ProjectArguments,
    /// Judge every draft as of this date (YYYY, YYYY-MM or YYYY-MM-DD), whatever its own says
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<PartialDate>,
    /// How to present the findings
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
    /// Exit with 1 from this severity on; off: never [default: glossator.toml, else warning]
    #[arg(long, value_name = "SEVERITY", value_parser = parse_severity)]
    pub fail_on: Option<Severity>,
    /// The same as --fail-on off
    #[arg(long, conflicts_with = "fail_on")]
    pub exit_zero: bool,
    /// Read one draft from standard input, as if it stood at this path
    #[arg(long, value_name = "PATH", conflicts_with_all = ["paths", "fix", "lock"])]
    pub stdin_filename: Option<PathBuf>,
    /// Apply the safe fixes to the files, then report what is left
    #[arg(long, conflicts_with = "diff")]
    pub fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long)]
    pub diff: bool,
    /// Then write quotes.lock beside glossator.toml: what each verified quotation was verified against
    #[arg(long, conflicts_with = "diff")]
    pub lock: bool,
    /// Print no notes and no summary
    #[arg(short, long)]
    pub quiet: bool,
}

fn parse_severity(text: &str) -> Result<Severity, String> {
    text.parse()
}

/// How findings are presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum CheckFormat {
    /// With the lines of draft and sources
    #[default]
    Human,
    /// One JSON object
    Json,
    /// One line for each finding
    Concise,
    /// GitHub workflow commands
    Github,
    /// SARIF 2.1.0
    Sarif,
}

/// How anything else is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// For reading
    #[default]
    Human,
    /// For programs
    Json,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal
    #[default]
    Auto,
    /// Even into a file
    Always,
    /// Not at all
    Never,
}

/// `glossator lookup`
#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 found, 1 stands nowhere in the sources, 2 could not run.")]
pub(super) struct LookupArguments {
    /// The phrase; several words need no quotation marks
    #[arg(required = true, value_name = "PHRASE")]
    pub phrase: Vec<String>,
    /// The project.
    #[command(flatten)]
    pub project: ProjectArguments,
    /// Show at most this many places, the earliest and the latest first of all; 0: every one
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub limit: usize,
    /// Characters of context on either side [default: what fits in the line]
    #[arg(long, value_name = "N")]
    pub context: Option<usize>,
    /// How to present them
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `glossator quote`
#[derive(Debug, Args)]
#[command(
    after_help = "Exit code: 0 verbatim or adapted as editors may, 1 altered, similar, not in the sources or not in \
                  the one named, 2 could not run."
)]
pub(super) struct QuoteArguments {
    /// The quotation, with or without its marks, or a sentence with quoted parts; "-" reads standard input
    #[arg(required = true, value_name = "TEXT")]
    pub text: Vec<String>,
    /// The project.
    #[command(flatten)]
    pub project: ProjectArguments,
    /// The source that is cited for it: its key in the corpus or in a bibliography, its file or its address; repeatable
    #[arg(long, value_name = "SOURCE")]
    pub source: Vec<String>,
    /// How to present the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `glossator report`
#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 written, 2 could not.")]
pub(super) struct ReportArguments {
    /// The draft
    #[arg(value_name = "DRAFT", required_unless_present = "stdin_filename")]
    pub draft: Option<PathBuf>,
    /// The file to write; "-" is standard output [default: beside the draft, ending in .report.html]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The project.
    #[command(flatten)]
    pub project: ProjectArguments,
    /// Judge the draft as of this date (YYYY, YYYY-MM or YYYY-MM-DD), whatever it says itself
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<PartialDate>,
    /// Read the draft from standard input, as if it stood at this path
    #[arg(long, value_name = "PATH", conflicts_with = "draft")]
    pub stdin_filename: Option<PathBuf>,
    /// Write over a file that is no evidence page
    #[arg(long)]
    pub force: bool,
}

/// `glossator corpus`
#[derive(Debug, Subcommand)]
pub(super) enum CorpusCommand {
    /// Bring the index up to date
    Index(CorpusArguments),
    /// List the documents with what is known of each
    List(CorpusArguments),
    /// Show a document: what is known of it and why, and its text
    Show {
        /// Its id, its path, its address or the key of its entry in a bibliography
        id: String,
        /// The project.
        #[command(flatten)]
        rest: CorpusArguments,
    },
    /// Count documents and words, by year, publisher and language
    Stats(CorpusArguments),
}

/// What all of `glossator corpus` takes.
#[derive(Debug, Args)]
pub(super) struct CorpusArguments {
    /// The project.
    #[command(flatten)]
    pub project: ProjectArguments,
    /// How to present the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `glossator termbase`
#[derive(Debug, Subcommand)]
pub(super) enum TermbaseCommand {
    /// Report every fault of the termbase files
    Check {
        /// Termbase files [default: those of glossator.toml]
        files: Vec<PathBuf>,
    },
    /// List the counted sets that the sources announce and the termbase does not hold
    Mine(MineArguments),
}

/// `glossator termbase mine`
#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 candidates found, 1 none, 2 could not run.")]
pub(super) struct MineArguments {
    /// The project.
    #[command(flatten)]
    pub project: ProjectArguments,
    /// Show at most this many, the best attested first; 0: every one
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// How to present them
    #[arg(long, value_enum, default_value_t)]
    pub format: MineFormat,
}

/// How candidates are presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum MineFormat {
    /// For reading
    #[default]
    Human,
    /// For programs
    Json,
    /// As entries of a termbase file, to be pasted once they are approved
    Toml,
}

/// `glossator server`
#[derive(Debug, Args)]
pub(super) struct ServerArguments {
    /// Speak over standard input and output; the only way there is, accepted for editors that say it
    #[arg(long)]
    pub stdio: bool,
    /// Leave when this process is gone
    #[arg(long = "clientProcessId", value_name = "PID")]
    pub client_process_id: Option<u32>,
    /// Write the log to this file; `GLOSSATOR_LOG` says how much
    #[arg(long, value_name = "FILE")]
    pub log_file: Option<PathBuf>,
    /// Record every message of the session in this file, for a bug report; it then holds the text of the drafts
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// The project.
    #[command(flatten)]
    pub project: ProjectArguments,
}
