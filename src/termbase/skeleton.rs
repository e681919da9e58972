//! A trie over the stems of formulas' content words, in which one word of a
//! formula may be left open. It proposes; it proves nothing.

use rustc_hash::FxHashMap;

use crate::text::WordKey;

const ROOT: u32 = 0;
const NONE: u32 = u32::MAX;

/// Formulas, by their numbers, under the rows of their stems.
#[derive(Debug)]
pub(super) struct Skeletons {
    edges: FxHashMap<(u32, WordKey), u32>,
    nodes: Vec<Node>,
    ends: Vec<End>,
}

/// Where a row of stems leads.
#[derive(Debug)]
struct Node {
    /// The first formula that ends here, in `ends`.
    end: u32,
    /// The node behind a word that may be any.
    any: u32,
}

/// A formula that ends at a node; the ends of one node are chained.
#[derive(Debug)]
struct End {
    formula: u32,
    /// The place of the word that may be any.
    off: Option<u8>,
    next: u32,
}

impl Default for Skeletons {
    fn default() -> Self {
        Self { edges: FxHashMap::default(), nodes: vec![Node { end: NONE, any: NONE }], ends: Vec::new() }
    }
}

impl Skeletons {
    /// Inserts the stems of a formula as they are and, with `one_off`, once with
    /// each but the first left open.
    pub(super) fn insert(&mut self, stems: &[WordKey], formula: usize, one_off: bool) {
        let mut node = ROOT;
        for (at, &stem) in stems.iter().enumerate() {
            if at > 0 && one_off {
                let mut other = self.make_after_any(node);
                for &stem in stems.get(at + 1..).unwrap_or_default() {
                    other = self.make_after(other, stem);
                }
                self.end_at(other, formula, u8::try_from(at).ok());
            }
            node = self.make_after(node, stem);
        }
        self.end_at(node, formula, None);
    }

    /// The node of a first stem.
    pub(super) fn start(&self, stem: WordKey) -> Option<u32> {
        self.after(ROOT, stem)
    }

    /// The node that a stem leads to.
    pub(super) fn after(&self, node: u32, stem: WordKey) -> Option<u32> {
        self.edges.get(&(node, stem)).copied()
    }

    /// The node that an open word leads to.
    pub(super) fn after_any(&self, node: u32) -> Option<u32> {
        self.nodes.get(node as usize).map(|node| node.any).filter(|any| *any != NONE)
    }

    /// The formulas that end at a node, each with the place of its open word.
    pub(super) fn ends(&self, node: u32) -> impl Iterator<Item = (usize, Option<usize>)> + '_ {
        let get = |end: u32| self.ends.get(end as usize);
        let first = self.nodes.get(node as usize).and_then(|node| get(node.end));
        let chain = std::iter::successors(first, move |end| get(end.next));
        chain.map(|end| (end.formula as usize, end.off.map(usize::from)))
    }

    fn make_after(&mut self, node: u32, stem: WordKey) -> u32 {
        *self.edges.entry((node, stem)).or_insert_with(|| new_node(&mut self.nodes))
    }

    fn make_after_any(&mut self, node: u32) -> u32 {
        if let Some(known) = self.after_any(node) {
            return known;
        }
        let new = new_node(&mut self.nodes);
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.any = new;
        }
        new
    }

    fn end_at(&mut self, node: u32, formula: usize, off: Option<u8>) {
        if let Some(node) = self.nodes.get_mut(node as usize) {
            self.ends.push(End { formula: number(formula), off, next: node.end });
            node.end = number(self.ends.len() - 1);
        }
    }
}

fn new_node(nodes: &mut Vec<Node>) -> u32 {
    nodes.push(Node { end: NONE, any: NONE });
    number(nodes.len() - 1)
}

/// Numbers stay below 2^32: the text of so many words would not fit the memory.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}
