//! Where output goes: how wide it may be, whether it may be coloured, and how a
//! path or a width is written for people. Asks the environment, once.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use anstream::AutoStream;
use unicode_width::UnicodeWidthChar;

use super::args::ColorChoice;

/// Columns where the output is no terminal.
const DEFAULT_WIDTH: usize = 100;

/// How output is to look.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about two streams")]
pub(super) struct Terminal {
    /// Columns to fill.
    pub width: usize,
    /// Whether standard output is coloured.
    pub color: bool,
    /// Whether standard error is coloured.
    pub error_color: bool,
    /// Whether block characters can be shown.
    pub blocks: bool,
    /// Whether a person watches standard error, so that progress is worth showing.
    pub progress: bool,
    /// The folder that relative paths start from.
    pub folder: PathBuf,
}

/// What a stretch of text is, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// The words that matter.
    Strong,
    /// What may be overlooked.
    Faint,
    /// A fault.
    Error,
    /// A doubt.
    Warning,
    /// A remark.
    Note,
    /// What is added.
    Added,
}

impl Tone {
    const fn style(self) -> Style {
        match self {
            Self::Strong => Style::new().effects(Effects::BOLD),
            Self::Faint => Style::new().effects(Effects::DIMMED),
            Self::Error => AnsiColor::BrightRed.on_default().effects(Effects::BOLD),
            Self::Warning => AnsiColor::Yellow.on_default().effects(Effects::BOLD),
            Self::Note => AnsiColor::BrightBlue.on_default().effects(Effects::BOLD),
            Self::Added => AnsiColor::Green.on_default(),
        }
    }
}

impl Terminal {
    /// Looks at standard output and standard error.
    #[must_use]
    pub(super) fn of_process(choice: ColorChoice) -> Self {
        let stdout = std::io::stdout();
        let width = columns_of_environment()
            .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
            .unwrap_or(DEFAULT_WIDTH);
        let is_colored = |automatic: anstream::ColorChoice| match choice {
            ColorChoice::Auto => automatic != anstream::ColorChoice::Never,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        };
        Self {
            width: width.clamp(40, 160),
            color: is_colored(AutoStream::choice(&stdout)),
            error_color: is_colored(AutoStream::choice(&std::io::stderr())),
            blocks: !stdout.is_terminal() || locale_is_utf8(),
            progress: std::io::stderr().is_terminal(),
            folder: std::env::current_dir().unwrap_or_default(),
        }
    }

    /// `text` in a tone, where standard output is coloured.
    #[must_use]
    pub(super) fn paint(&self, tone: Tone, text: &str) -> String {
        paint(self.color, tone, text)
    }

    /// `text` in a tone, where standard error is coloured.
    #[must_use]
    pub(super) fn paint_error(&self, tone: Tone, text: &str) -> String {
        paint(self.error_color, tone, text)
    }

    /// A message with the paths in it as a person would name them from here.
    #[must_use]
    pub(super) fn shortened(&self, message: &str) -> String {
        let folder = format!("{}{}", self.folder.display(), std::path::MAIN_SEPARATOR);
        // Every absolute path begins with the root; shortening it would hide that.
        if self.folder.parent().is_none() { message.to_owned() } else { message.replace(&folder, "") }
    }

    /// A path as a person would name it from here: relative where it lies below the
    /// current folder, with forward slashes.
    #[must_use]
    pub(super) fn path(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.folder).ok().filter(|below| !below.as_os_str().is_empty());
        forward_slashes(below.unwrap_or(path.strip_prefix(".").unwrap_or(path)))
    }
}

/// The width that a person, or a shell that knows its window, asks for.
fn columns_of_environment() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|columns| *columns > 0)
}

fn paint(color: bool, tone: Tone, text: &str) -> String {
    let style = tone.style();
    if color { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// A path with forward slashes on every system.
#[must_use]
pub(super) fn forward_slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

fn locale_is_utf8() -> bool {
    if cfg!(windows) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
        .to_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// Columns that `text` takes.
#[must_use]
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Columns of a character: two for most of Chinese; a tab is shown as four spaces,
/// another control character as its picture.
fn columns_of(c: char) -> usize {
    if c == '\t' { 4 } else { c.width().unwrap_or(1) }
}

/// The longest start of `text` that takes at most `columns`.
#[must_use]
pub(super) fn head(text: &str, columns: usize) -> &str {
    let end = fitting(text.char_indices(), columns).map_or(0, |(at, c)| at + c.len_utf8());
    text.get(..end).unwrap_or_default()
}

/// The longest end of `text` that takes at most `columns`.
#[must_use]
pub(super) fn tail(text: &str, columns: usize) -> &str {
    let start = fitting(text.char_indices().rev(), columns).map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// The last of the characters that together take at most `columns`.
fn fitting(characters: impl Iterator<Item = (usize, char)>, columns: usize) -> Option<(usize, char)> {
    let mut taken = 0;
    characters
        .take_while(|(_, c)| {
            taken += columns_of(*c);
            taken <= columns
        })
        .last()
}

/// `text` in at most `columns`, with "…" where something was cut.
#[must_use]
pub(super) fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    format!("{}…", head(text, columns.saturating_sub(1)).trim_end())
}

/// `text` followed by spaces up to `columns`.
#[must_use]
pub(super) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` on lines of at most `columns`, broken at spaces.
#[must_use]
pub(super) fn wrapped(text: &str, columns: usize) -> String {
    let mut lines = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        let word_width = width(word);
        if column > 0 && column + 1 + word_width > columns {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += word_width;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_by_columns_and_not_by_bytes() {
        assert_eq!(head("人类命运", 5), "人类");
        assert_eq!(tail("人类命运", 5), "命运");
        assert_eq!(shorten("人类命运共同体", 7), "人类命…");
        assert_eq!(padded("人类", 6), "人类  ");
        assert_eq!((head("abc", 0), tail("abc", 0), head("", 3)), ("", "", ""));
    }

    #[test]
    fn breaks_at_spaces_and_keeps_what_is_too_long_whole() {
        assert_eq!(wrapped("one two three", 7), "one two\nthree");
        assert_eq!(wrapped("incomprehensible", 4), "incomprehensible");
    }
}
