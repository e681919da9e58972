//! What can be wrong with a draft: findings, their fixes, and the rules that make
//! them, one file each.

mod finding;

pub use finding::{Applicability, Evidence, Finding, Fix, Related, Severity};
