//! Glossator holds a policy draft against its sources.

pub mod corpus;
pub mod draft;
pub mod engine;
pub mod evidence;
pub mod prose;
pub mod rules;
pub mod termbase;
pub mod text;
