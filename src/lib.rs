//! Glossator holds a policy draft against its sources.
//!
//! Three sources (the draft, the termbase, the corpus) meet in evidence and rules;
//! one engine answers in byte offsets; the doors (editor, command line) only
//! translate.
//!
//! # Rooms, in reading order
//!
//! | room | what it is | may import |
//! |---|---|---|
//! | [`text`] | spans and edits; the one tokeniser with its folding; the ways back to source bytes; stems, letter case | - |
//! | [`prose`] | what running text holds: sentences, quotations and what they are made of, their speakers, names of people, amounts, dates, abbreviations, announced sets with their listings, front matter | text |
//! | [`draft`] | what the author writes: the rope, the parsed [`draft::Snapshot`], blocks, listed sets, quotations, citations and notes, suppressions | text, prose |
//! | [`termbase`] | which words are right: concepts, terms with status and period, people and their offices, the loader, the matchers, near misses | text, prose |
//! | [`corpus`] | what has been published: documents, passages, attestations, announced sets; the [`corpus::Corpus`] trait, its embedded backend, ingestion; bibliographies | text, prose |
//! | [`evidence`] | what the sources show about a draft: where its words are attested, where its quotations are from and what was changed, which documents it leans on, what its citations name | all above |
//! | [`rules`] | findings, fixes, one file a rule, the list [`rules::RULES`] | all above |
//! | [`engine`] | the facade: whatever a door may ask; the settings and their discovery | all above |
//! | [`server`] | the language server: transport, session, conversion, publishing, status, recordings | engine and what it hands out |
//! | [`cli`] | arguments, files, reports, exit codes | engine and what it hands out; server, to start it |
//!
//! `tests/rooms.rs` reads the imports and holds this true, and says which
//! third-party crate may be named where. The termbase leans on `prose` for dates
//! (periods decide which term is right), the one step away from the first drawing.
//!
//! # What is absent, on purpose
//!
//! - Words of the Language Server Protocol ("diagnostic", "position", "code action")
//!   stand in `server` alone; everything else speaks byte offsets, findings, fixes.
//! - No async, clock, environment or logging below [`engine`]. The date a check is
//!   made for is an input.
//! - Files are read in the termbase loader, in [`corpus`], in the settings loader and
//!   in the doors; nothing opens a network connection.
//! - Draft, termbase and corpus do not know one another.
//! - Parsing a draft never fails: a broken draft is normal input.
//!
//! # One word stream
//!
//! [`text::tokenize`] turns any text into the same stream of word keys, each with
//! the way back to its bytes. Terms, near misses, quotations and the corpus all run
//! on it. Folding serves finding; verdicts are made on the words as they stand.
//!
//! # From a keystroke to a finding
//!
//! The session applies an edit to the rope; the publisher takes a
//! [`draft::Snapshot`] (blocks that did not change are carried over by their
//! content, with their words, stems and quotations), the engine makes an
//! [`engine::Analysis`] of it (terms of unchanged blocks carried over likewise) and
//! runs the rules twice: once with what is already known of the corpus, once
//! asking it. The second result is published only where it differs.
//!
//! # From a question to a view
//!
//! What the protocol has no form for is asked by requests of our own: the concordance
//! of some words ([`engine::Engine::concordance`]), the documents a draft leans on
//! ([`engine::Engine::leaning`]) and whether a selection is the words of a source
//! ([`engine::Engine::quote_selected`]). Their form is written down in
//! `editors/PROTOCOL.md`; an editor that knows nothing of them loses two views, a command
//! and a status line.
//!
//! A hover is a chain of finders, the most telling first: a comment of the author's, a
//! quotation, a set, a term, a name, any phrase that the sources have. A quotation does not
//! hide what stands within: the card of the term under the cursor follows its own.
//!
//! A whole draft with all that is known of it ([`engine::EvidencePage`]) is written as one
//! file of HTML by [`cli`]; editors run the program for it.

pub mod cli;
pub mod corpus;
pub mod draft;
pub mod engine;
pub mod evidence;
pub mod prose;
pub mod rules;
pub mod server;
pub mod termbase;
pub mod text;
