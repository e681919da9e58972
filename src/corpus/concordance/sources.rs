//! The files a corpus is made of: walks the roots, leaves out what is excluded, and
//! gives every file its lasting id. Reads no file.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::{DirEntry, WalkBuilder};
use serde::{Deserialize, Serialize};

use crate::corpus::read;

/// Where the documents of a corpus come from.
#[derive(Debug, Clone)]
pub struct Sources {
    roots: Vec<PathBuf>,
    exclude: GlobSet,
    max_file_size: u64,
}

/// A file that is no document, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The file, or the folder of the index.
    pub path: PathBuf,
    /// Why, as a clause.
    pub reason: String,
}

/// What the file system says of a file without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::corpus) struct Stamp {
    /// Bytes.
    pub(super) size: u64,
    /// Nanoseconds since 1970.
    pub(super) changed: u64,
}

impl Stamp {
    pub(in crate::corpus) fn of(metadata: &std::fs::Metadata) -> Self {
        let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let changed = changed.and_then(|time| u64::try_from(time.as_nanos()).ok()).unwrap_or(0);
        Self { size: metadata.len(), changed }
    }
}

/// A file that may be a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// The file; always UTF-8.
    pub(super) path: PathBuf,
    /// The lasting id of its document.
    pub(super) id: String,
    pub(super) stamp: Stamp,
}

impl Sources {
    /// Files below `roots` (folders or single files) up to `max_file_size` bytes.
    /// `exclude` are globs over the path below the root; one without a slash holds at
    /// any depth, and one that fits a folder excludes all in it.
    ///
    /// # Errors
    /// When a glob cannot be read: the glob, and why.
    pub fn new(roots: Vec<PathBuf>, exclude: &[String], max_file_size: u64) -> Result<Self, String> {
        let mut globs = GlobSetBuilder::new();
        for pattern in exclude {
            let trimmed = pattern.trim_end_matches('/');
            let deep = if trimmed.contains('/') { trimmed.to_owned() } else { format!("**/{trimmed}") };
            globs.add(Glob::new(&deep).map_err(|error| format!("\"{pattern}\" is no glob: {}", error.kind()))?);
        }
        let exclude = globs.build().map_err(|error| error.to_string())?;
        Ok(Self { roots, exclude, max_file_size })
    }

    /// All files, by root and path, each once; what is left out for a reason is added
    /// to `notices`. Hidden files and the folder `index` are left out without a word.
    pub(super) fn list(&self, index: &Path, notices: &mut Vec<Notice>) -> Vec<Listed> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        for root in &self.roots {
            let mut links = Vec::new();
            for entry in self.walk(root, index) {
                match entry {
                    Ok(entry) => {
                        let real = real_path(&entry, &mut links);
                        let kind = entry.file_type();
                        if kind.is_some_and(|kind| !kind.is_file() && !kind.is_dir()) {
                            let reason = "it is neither a file nor a folder".to_owned();
                            notices.push(Notice { path: entry.path().to_owned(), reason });
                        }
                        if kind.is_some_and(|kind| kind.is_file()) && seen.insert(real) {
                            found.extend(self.look_at(root, &entry, notices));
                        }
                    }
                    Err(error) => notices.push(walk_notice(root, &error)),
                }
            }
        }
        with_ids(found)
    }

    fn walk(&self, root: &Path, index: &Path) -> ignore::Walk {
        let (exclude, base, index) = (self.exclude.clone(), root.to_owned(), index.to_owned());
        WalkBuilder::new(root)
            .standard_filters(false)
            .hidden(true)
            .follow_links(true)
            .sort_by_file_name(Ord::cmp)
            .filter_entry(move |entry| {
                let below = entry.path().strip_prefix(&base).unwrap_or(entry.path());
                entry.depth() == 0 || (!exclude.is_match(below) && entry.path() != index)
            })
            .build()
    }

    /// A file that can be read, with the root it was found under.
    fn look_at(&self, root: &Path, entry: &DirEntry, notices: &mut Vec<Notice>) -> Option<(PathBuf, Listed)> {
        let path = entry.path();
        let mut leave_out = |reason: String| notices.push(Notice { path: path.to_owned(), reason });
        if path.to_str().is_none() {
            leave_out("its name is not UTF-8".to_owned());
            return None;
        }
        if !read::is_readable(path) {
            leave_out("files of this kind are not read".to_owned());
            return None;
        }
        let stamp = match entry.metadata() {
            Ok(metadata) => Stamp::of(&metadata),
            Err(error) => {
                leave_out(error.to_string());
                return None;
            }
        };
        if stamp.size > self.max_file_size {
            leave_out(format!("it has {} bytes, more than the {} that are read", stamp.size, self.max_file_size));
            return None;
        }
        Some((root.to_owned(), Listed { path: path.to_owned(), id: String::new(), stamp }))
    }
}

fn walk_notice(path: &Path, error: &ignore::Error) -> Notice {
    match error {
        ignore::Error::WithDepth { err, .. } => walk_notice(path, err),
        ignore::Error::WithPath { path, err } => walk_notice(path, err),
        ignore::Error::Loop { child, .. } => {
            Notice { path: child.clone(), reason: "it links to a folder around it, which is read already".to_owned() }
        }
        ignore::Error::Io(_) if is_dangling(path) => {
            Notice { path: path.to_owned(), reason: "it links to a file that does not exist".to_owned() }
        }
        ignore::Error::Io(cause) => Notice { path: path.to_owned(), reason: format!("cannot be read: {cause}") },
        other => Notice { path: path.to_owned(), reason: other.to_string() },
    }
}

fn is_dangling(path: &Path) -> bool {
    path.is_symlink() && !path.exists()
}

/// The path without links, so that a file reached in two ways is one. Asking the
/// system is dear, and needed only for roots and below links.
fn real_path(entry: &DirEntry, links: &mut Vec<(PathBuf, PathBuf)>) -> PathBuf {
    let path = entry.path();
    if entry.depth() == 0 || entry.path_is_symlink() {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        links.push((path.to_owned(), real));
    }
    let through = links.iter().rev().find_map(|(link, real)| Some(real.join(path.strip_prefix(link).ok()?)));
    through.unwrap_or_else(|| path.to_owned())
}

/// Names of a file, the shortest first: below its root without and with extension,
/// with the root's name before it, and its whole path, which is always unique.
fn names(root: &Path, path: &Path) -> [String; 4] {
    let below = match path.strip_prefix(root) {
        Ok(below) if !below.as_os_str().is_empty() => below.to_owned(),
        _ => path.file_name().map(PathBuf::from).unwrap_or_default(),
    };
    let under_root = root.file_name().map(PathBuf::from).unwrap_or_default().join(&below);
    [below.with_extension(""), below, under_root, path.to_owned()].map(|name| slashed(&name))
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Gives each file the shortest of its names that it shares with no other file.
fn with_ids(found: Vec<(PathBuf, Listed)>) -> Vec<Listed> {
    let names: Vec<[String; 4]> = found.iter().map(|(root, listed)| names(root, &listed.path)).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for names in &names {
        let different: HashSet<&str> = names.iter().map(String::as_str).collect();
        #[expect(clippy::iter_over_hash_type, reason = "counting knows no order")]
        for name in different {
            *uses.entry(name).or_default() += 1;
        }
    }
    let unique = |names: &[String; 4]| names.iter().find(|name| uses.get(name.as_str()) == Some(&1)).cloned();
    let ids: Vec<String> =
        names.iter().map(|names| unique(names).unwrap_or_else(|| names.last().cloned().unwrap_or_default())).collect();
    found.into_iter().zip(ids).map(|((_, listed), id)| Listed { id, ..listed }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(files: &[(&str, &str)]) -> Vec<String> {
        let listed = |path: &str| Listed { path: path.into(), id: String::new(), stamp: Stamp::default() };
        let found = files.iter().map(|(root, path)| (PathBuf::from(root), listed(path))).collect();
        with_ids(found).into_iter().map(|listed| listed.id).collect()
    }

    #[test]
    fn an_id_is_the_shortest_name_of_its_own() {
        assert_eq!(ids(&[("/r", "/r/a/b.txt"), ("/r", "/r/c.md")]), ["a/b", "c"]);
        assert_eq!(ids(&[("/r", "/r/a.txt"), ("/r", "/r/a.md")]), ["a.txt", "a.md"]);
        assert_eq!(ids(&[("/r", "/r/a.txt"), ("/s", "/s/a.txt")]), ["r/a.txt", "s/a.txt"]);
        assert_eq!(ids(&[("/r/a.txt", "/r/a.txt")]), ["a"]);
    }

    fn listing(sources: &Sources) -> (Vec<String>, Vec<String>) {
        let mut notices = Vec::new();
        let listed = sources.list(Path::new("/nowhere"), &mut notices);
        (
            listed.into_iter().map(|listed| listed.id).collect(),
            notices.into_iter().map(|notice| notice.reason).collect(),
        )
    }

    #[test]
    fn lists_each_file_once_in_order() {
        let folder = tempfile::tempdir().expect("a folder for this test");
        let root = folder.path();
        std::fs::create_dir_all(root.join("b/old")).expect("a folder that can be written");
        for name in ["c.txt", "a.txt", "b/x.md", "b/old/y.txt", ".hidden.txt", "z.exe", "big.txt"] {
            let len = if name == "big.txt" { 100 } else { 1 };
            std::fs::write(root.join(name), "a".repeat(len)).expect("a folder that can be written");
        }
        let roots = vec![root.to_owned(), root.join("b"), root.join("a.txt")];
        let sources = Sources::new(roots, &["old".to_owned()], 10).expect("a glob");
        let (ids, notices) = listing(&sources);
        assert_eq!(ids, ["a", "b/x", "c"]);
        assert_eq!(notices, ["it has 100 bytes, more than the 10 that are read", "files of this kind are not read"]);
    }

    #[test]
    fn a_missing_root_is_reported() {
        let sources = Sources::new(vec!["/nowhere/at/all".into()], &[], 10).expect("no glob");
        assert_eq!(listing(&sources).1.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_once() {
        let folder = tempfile::tempdir().expect("a folder for this test");
        let root = folder.path();
        std::fs::create_dir(root.join("a")).expect("a folder that can be written");
        std::fs::write(root.join("a/x.txt"), "x").expect("a folder that can be written");
        std::os::unix::fs::symlink(root.join("a"), root.join("b")).expect("a link");
        std::os::unix::fs::symlink(root, root.join("a/loop")).expect("a link");
        let sources = Sources::new(vec![root.to_owned()], &[], 10).expect("no glob");
        assert_eq!(listing(&sources).0, ["a/x"]);
    }

    #[test]
    fn a_bad_glob_is_named() {
        let error = Sources::new(Vec::new(), &["a[".to_owned()], 1).expect_err("no glob");
        assert!(error.starts_with("\"a[\" is no glob"), "{error}");
    }
}
