//! Reads single TOML values as a termbase wants them: texts, dates, words of a
//! list, tables. What does not fit is refused and noted as a fault.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, FaultKind};
use super::load::Source;
use crate::prose::PartialDate;
use crate::text::Span;

/// The value is refused and its fault has been noted.
pub(super) struct Refused;

/// The words a severity is written with.
pub(super) const SEVERITIES: [&str; 4] = ["off", "hint", "warning", "error"];

pub(super) type Read<T> = Result<T, Refused>;

/// Reads the values of one file and notes their faults.
pub(super) struct Reader<'s> {
    pub(super) source: &'s Source,
    pub(super) index: usize,
    pub(super) faults: Vec<Fault>,
}

impl Reader<'_> {
    pub(super) fn fault(
        &mut self,
        kind: FaultKind,
        span: Range<usize>,
        message: String,
        mend: impl Into<String>,
    ) -> Refused {
        self.faults.push(self.source.fault(kind, Span::from(span), message, mend));
        Refused
    }

    pub(super) fn date(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Read<PartialDate> {
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(year) => year.to_string(),
            DeValue::Datetime(moment) => moment.to_string(),
            other => return Err(self.wrong_type(key, "a date such as \"2017-10\"", other, value.span())),
        };
        written.parse().map_err(|_| {
            let message = format!("`{key}` is not a date: {written:?}");
            let mend = "write a year, a month or a day, such as 2017, \"2017-10\" or \"2017-10-18\"";
            self.fault(FaultKind::BadDate, value.span(), message, mend)
        })
    }

    pub(super) fn string(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Read<String> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text.to_string()),
            other => Err(self.wrong_type(key, "text in quotation marks", other, value.span())),
        }
    }

    pub(super) fn strings(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Read<Vec<String>> {
        match value.get_ref() {
            DeValue::Array(texts) => Ok(texts.iter().filter_map(|text| self.string(key, text).ok()).collect()),
            _ => self.string(key, value).map(|text| vec![text]),
        }
    }

    pub(super) fn bool(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Read<bool> {
        match value.get_ref() {
            DeValue::Boolean(is) => Ok(*is),
            other => Err(self.wrong_type(key, "true or false", other, value.span())),
        }
    }

    /// One of the words that a key may have.
    pub(super) fn word(&mut self, key: &str, value: &Spanned<DeValue<'_>>, known: &[&str]) -> Read<String> {
        let word = self.string(key, value)?;
        if known.contains(&word.as_str()) {
            return Ok(word);
        }
        let message = format!("`{key}` cannot be {word:?}");
        Err(self.fault(FaultKind::UnknownWord, value.span(), message, advice(&word, known)))
    }

    /// The tables of an array of tables, each with its bytes (the header's, where
    /// it has one).
    pub(super) fn tables<'v, 't>(
        &mut self,
        key: &str,
        value: &'v Spanned<DeValue<'t>>,
    ) -> Read<Vec<(&'v DeTable<'t>, Range<usize>)>> {
        let DeValue::Array(elements) = value.get_ref() else {
            return Err(self.wrong_type(key, "a list of tables", value.get_ref(), value.span()));
        };
        let mut tables = Vec::with_capacity(elements.len());
        for element in elements {
            match element.get_ref() {
                DeValue::Table(table) => tables.push((table, element.span())),
                other => {
                    self.wrong_type(key, "a list of tables", other, element.span());
                }
            }
        }
        Ok(tables)
    }

    pub(super) fn wrong_type(&mut self, key: &str, wanted: &str, found: &DeValue<'_>, span: Range<usize>) -> Refused {
        let message = format!("`{key}` must be {wanted}, and this is of the type {}", found.type_str());
        self.fault(FaultKind::WrongType, span, message, format!("write {wanted}"))
    }

    pub(super) fn unknown_key(&mut self, key: &str, span: Range<usize>, known: &[&str]) {
        self.fault(FaultKind::UnknownKey, span, format!("a termbase has no key `{key}` here"), advice(key, known));
    }
}

/// Names the known word nearest to `word`, or all of them when none is near.
fn advice(word: &str, known: &[&str]) -> String {
    let near = known.iter().map(|&known| (strsim::damerau_levenshtein(word, known), known)).min();
    match near {
        Some((distance, near)) if distance <= near.len().max(4) / 2 => format!("did you mean `{near}`"),
        _ => format!("write one of: {}", known.join(", ")),
    }
}
