//! The lists around a place of a draft while it is read: where they begin and end
//! enters, the place of each block in its list leaves.

use crate::prose::ListPlace;

/// The lists that are open, outermost first.
#[derive(Debug)]
pub(super) struct Lists {
    open: Vec<Open>,
    /// How many lists have begun.
    begun: u32,
}

#[derive(Debug)]
struct Open {
    list: u32,
    start: Option<u64>,
    /// How many of its items have begun.
    items: u32,
    /// Whether the last of them holds a block already.
    has_block: bool,
}

impl Lists {
    pub(super) const fn new() -> Self {
        Self { open: Vec::new(), begun: 0 }
    }

    /// A list begins; `start` is the number of its first item where items are numbered.
    pub(super) fn open(&mut self, start: Option<u64>) {
        self.begun += 1;
        self.open.push(Open { list: self.begun, start, items: 0, has_block: false });
    }

    /// An item of the innermost list begins.
    pub(super) fn item(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.items += 1;
            open.has_block = false;
        }
    }

    /// The innermost list ends.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// The place of a block that is read now.
    pub(super) fn place(&mut self) -> Option<ListPlace> {
        let depth = u32::try_from(self.open.len()).unwrap_or(u32::MAX);
        let open = self.open.last_mut()?;
        let opens = !std::mem::replace(&mut open.has_block, true);
        Some(ListPlace { list: open.list, depth, item: open.items.saturating_sub(1), start: open.start, opens })
    }
}

#[cfg(test)]
mod tests {
    use crate::draft::Snapshot;

    /// Each block as "text depth.item", with "+" where it does not open its item.
    fn drawn(draft: &str) -> Vec<String> {
        let snapshot = Snapshot::parse(draft, None);
        let draw = |block: &crate::draft::Block| {
            let text = &block.content.text;
            block.list.map_or_else(
                || text.clone(),
                |place| format!("{text} {}.{}{}", place.depth, place.item, if place.opens { "" } else { "+" }),
            )
        };
        snapshot.blocks.iter().map(draw).collect()
    }

    #[test]
    fn each_block_knows_its_item() {
        let draft = "a\n\n1. b\n\n   c\n   - d\n   - e\n\n   f\n2. g\n\nh\n";
        assert_eq!(drawn(draft), ["a", "b 1.0", "c 1.0+", "d 2.0", "e 2.1", "f 1.0+", "g 1.1", "h"]);
    }

    #[test]
    fn lists_are_told_apart() {
        let snapshot = Snapshot::parse("- a\n- b\n\n1. c\n\nd\n\n2. e\n", None);
        let places: Vec<_> = snapshot.blocks.iter().filter_map(|block| block.list).collect();
        let lists: Vec<(u32, Option<u64>)> = places.iter().map(|place| (place.list, place.start)).collect();
        assert_eq!(lists, [(1, None), (1, None), (2, Some(1)), (3, Some(2))]);
    }

    #[test]
    fn masses_of_lists_are_read_once() {
        for piece in ["- a\n\nb\n\n", "1. a\n\nb\n\n", "- a\n", "two aims:\n\n- a\n\n", "- a\n  - b\n\nc\n\n"] {
            let snapshot = Snapshot::parse(piece.repeat(100_000 / piece.len()), None);
            assert!(snapshot.enumerations.len() <= snapshot.blocks.len(), "{piece:?}");
        }
    }
}
