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
