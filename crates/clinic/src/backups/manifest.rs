//! The manifest of a backup: what its rows are, sealed under the registry key, so that a row that
//! was changed, taken out or put in is noticed even by somebody who cannot open it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::{Store, TABLES};
use vault::{Class, Epoch, Hasher, Head, Keyring, Sealed};

use crate::{Code, Error, Result, hex};

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    v: u32,
    pub(crate) at: String,
    pub(crate) heads: Vec<HeadLine>,
    audit: AuditLine,
    tables: Vec<TableLine>,
}

/// The counters of one head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadLine {
    pub(crate) class: u8,
    pub(crate) counter: u64,
    pub(crate) count: u64,
}

/// Where the audit ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AuditLine {
    count: u64,
    last: String,
}

/// How many rows a table has, and the hash over them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableLine {
    name: String,
    rows: u64,
    sha256: String,
}

const VERSION: u32 = 1;

impl Manifest {
    /// The manifest of a copy, with the heads that are held.
    pub(crate) fn of(copy: &Store, heads: &BTreeMap<Class, Head>, at: &str) -> Result<Self> {
        let line = |head: &Head| HeadLine {
            class: head.class().number(),
            counter: head.commit_counter(),
            count: head.count(),
        };
        let (count, last) =
            heads.get(&Class::Registry).and_then(Head::audit).ok_or(Code::Internal)?;
        Ok(Self {
            v: VERSION,
            at: at.to_owned(),
            heads: heads.values().map(line).collect(),
            audit: AuditLine { count, last: hex::shown(&last) },
            tables: tables(copy)?,
        })
    }

    /// Seals it into the copy.
    pub(crate) fn put(&self, copy: &mut Store, keyring: &Keyring) -> Result<()> {
        let json = serde_json::to_vec(self).map_err(|_| Error::Unreadable)?;
        let key = keyring.current(Class::Registry)?;
        let sealed = vault::seal_manifest(key, keyring.vault(), &json)?;
        let (epoch, sealed) = (sealed.epoch().0, sealed.into_bytes());
        copy.write(|tx| tx.put_manifest(&store::Manifest { epoch, sealed }))?;
        Ok(())
    }

    /// Opens the manifest of a backup.
    pub(crate) fn open(copy: &Store, keyring: &Keyring) -> Result<Self> {
        let row = copy.rows().manifest()?.ok_or(Code::NotABackup)?;
        let read = || -> Result<Self> {
            let sealed = Sealed::parse(row.sealed)?;
            let key = keyring.key(Class::Registry, Epoch(row.epoch))?;
            let json = vault::open_manifest(key, keyring.vault(), &sealed)?;
            serde_json::from_slice(&json).map_err(|_| Error::Unreadable)
        };
        let manifest =
            read().map_err(|_| Error::Backup("the manifest cannot be read".to_owned()))?;
        if manifest.v > VERSION {
            return Err(Code::NewerSchema.into());
        }
        Ok(manifest)
    }

    /// Compares the rows with what the manifest says of them.
    pub(crate) fn check_tables(&self, copy: &Store) -> Result<()> {
        let found = tables(copy)?;
        for (line, name) in found.iter().zip(TABLES.iter().map(|(name, _)| *name)) {
            if !self.tables.contains(line) {
                let why = format!("the rows of \"{name}\" are not what the manifest says");
                return Err(Error::Backup(why));
            }
        }
        Ok(())
    }

    /// Compares the heads that are held with the counters the manifest remembers.
    pub(crate) fn check_heads(&self, heads: &BTreeMap<Class, Head>) -> Result<()> {
        for line in &self.heads {
            let Ok(class) = Class::try_from(line.class) else { continue };
            let Some(head) = heads.get(&class) else { continue };
            if (head.commit_counter(), head.count()) != (line.counter, line.count) {
                let why = format!("the head of class {class} is not the one in the manifest");
                return Err(Error::Backup(why));
            }
        }
        Ok(())
    }
}

/// Every table's rows and hash, in the order of [`TABLES`].
fn tables(copy: &Store) -> Result<Vec<TableLine>> {
    let mut lines = Vec::with_capacity(TABLES.len());
    for (number, (name, _)) in TABLES.iter().enumerate() {
        let mut hasher = Hasher::new();
        let rows = copy.rows().each_canonical(number, |row| -> Result<()> {
            hasher.update(row);
            Ok(())
        })?;
        let sha256 = hex::shown(&hasher.finish());
        lines.push(TableLine { name: (*name).to_owned(), rows, sha256 });
    }
    Ok(lines)
}
