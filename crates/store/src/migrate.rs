//! The schema, from the numbered files of `migrations/`. Knows no row.
//!
//! `user_version` is the highest frozen schema a file has been brought to. A file that says 0 was
//! made before schema 1 was frozen and is refused; one whose statements are not what its version
//! would make is damaged.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::connection::{PAGE_SIZE, read_number};
use crate::{Error, file};

/// `application_id` in the header of every vault: "Gold".
pub const APPLICATION_ID: u32 = 0x476F_6C64;

/// One numbered file.
#[derive(Debug)]
pub(crate) struct Migration {
    pub(crate) number: u32,
    pub(crate) sql: &'static str,
}

/// Migrations in order, and how many of them are frozen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schema {
    pub(crate) migrations: &'static [Migration],
    pub(crate) frozen: u32,
}

/// The schema of this build.
pub(crate) const SCHEMA: Schema = Schema {
    migrations: &[Migration {
        number: 1,
        sql: include_str!("../../../migrations/0001_schema.sql"),
    }],
    frozen: 1,
};

impl Schema {
    /// Makes the tables in a file that has none, and lets `fill` write the first rows with them.
    pub(crate) fn build(
        &self,
        connection: &Connection,
        fill: impl FnOnce(&Connection) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.run_from(connection, 0, fill)
    }

    /// Brings an older file up to this build, after a copy of it has been made and checked;
    /// refuses a newer one, one of another unfrozen schema and one that ends early.
    pub(crate) fn bring_up(
        &self,
        connection: &Connection,
        path: &std::path::Path,
    ) -> Result<(), Error> {
        let found = read_number(connection, "user_version")?;
        if found > self.frozen {
            return Err(Error::NewerSchema { found, known: self.frozen });
        }
        let unfrozen = found == 0 && self.frozen > 0;
        if unfrozen || read_number(connection, "page_size")? != PAGE_SIZE {
            return Err(Error::OtherSchema);
        }
        if file::ends_early(path, PAGE_SIZE)? {
            return Err(Error::Damaged);
        }
        if found > 0 && found < self.frozen {
            let copy = file::sibling(path, &format!("-schema-{found}"));
            file::remove_if_there(&copy)?;
            crate::backup::copy(connection, &copy, &mut |_| {})?;
            self.run_from(connection, found, |_| Ok(()))?;
        }
        if statements(connection)? == self.expected()? {
            Ok(())
        } else if found == 0 {
            Err(Error::OtherSchema)
        } else {
            Err(Error::Damaged)
        }
    }

    /// Every migration after `done`, the rows, and last the version: all of it or nothing.
    fn run_from(
        &self,
        connection: &Connection,
        done: u32,
        fill: impl FnOnce(&Connection) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.check_order()?;
        let whole = Transaction::new_unchecked(connection, TransactionBehavior::Exclusive)?;
        for migration in self.migrations.iter().filter(|migration| migration.number > done) {
            whole.execute_batch(migration.sql)?;
        }
        fill(&whole)?;
        whole.pragma_update(None, "user_version", self.frozen)?;
        Ok(whole.commit()?)
    }

    fn check_order(&self) -> Result<(), Error> {
        let in_order = self.migrations.iter().zip(1..).all(|(migration, n)| migration.number == n);
        if in_order { Ok(()) } else { Err(Error::MigrationOrder) }
    }

    /// What `sqlite_schema` holds when this build makes a file.
    fn expected(&self) -> Result<Vec<Statement>, Error> {
        let fresh = Connection::open_in_memory()?;
        self.run_from(&fresh, 0, |_| Ok(()))?;
        statements(&fresh)
    }
}

/// Type, name, table and text of one entry of `sqlite_schema`.
type Statement = (String, String, String, Option<String>);

fn statements(connection: &Connection) -> Result<Vec<Statement>, Error> {
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
    let mut statement = connection.prepare(sql)?;
    let rows =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::Store;
    use crate::store::build;

    const FIRST: Migration = Migration { number: 1, sql: SCHEMA.migrations[0].sql };
    const UNFROZEN: Schema = Schema { migrations: &[FIRST], frozen: 0 };
    const ONE: Schema = Schema { migrations: &[FIRST], frozen: 1 };
    const TWO: Schema = Schema {
        migrations: &[
            FIRST,
            Migration { number: 2, sql: "CREATE TABLE note (a INTEGER PRIMARY KEY) STRICT;" },
        ],
        frozen: 2,
    };
    const BAD: Schema = Schema {
        migrations: &[
            FIRST,
            Migration {
                number: 2,
                sql: "CREATE TABLE note (a INTEGER PRIMARY KEY) STRICT;
                      DELETE FROM user;
                      INSERT INTO nowhere VALUES (1);",
            },
        ],
        frozen: 2,
    };

    fn vault(folder: &Path, schema: Schema) -> PathBuf {
        let path = folder.join("a.goldthread");
        drop(file::create_private(&path).unwrap());
        build(&path, schema, [7; 16], "2026-01-01T00:00:00Z").unwrap();
        path
    }

    fn add_user(path: &Path, schema: Schema) {
        let user = crate::User { id: [3; 16], name: "Sample Person".into() };
        let mut store = Store::open_with(path, schema).unwrap();
        store.write(|tx| tx.put_user(&user)).unwrap();
        store.close().unwrap();
    }

    fn users(path: &Path, schema: Schema) -> usize {
        Store::open_with(path, schema).unwrap().rows().users().unwrap().len()
    }

    #[test]
    fn every_file_of_the_folder_is_embedded_in_order() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
        let mut names: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.sort();
        assert_eq!(names.len(), SCHEMA.migrations.len());
        for (path, migration) in names.iter().zip(SCHEMA.migrations) {
            assert_eq!(std::fs::read_to_string(path).unwrap(), migration.sql);
            let name = path.file_name().unwrap().to_str().unwrap();
            assert!(name.starts_with(&format!("{:04}_", migration.number)), "{name}");
        }
        SCHEMA.check_order().unwrap();
    }

    #[test]
    fn an_older_vault_is_copied_and_then_brought_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = vault(folder.path(), ONE);
        add_user(&path, ONE);
        assert_eq!(users(&path, TWO), 1);
        let newer = Error::NewerSchema { found: 2, known: 1 };
        assert_eq!(Store::open_with(&path, ONE).unwrap_err(), newer);
        assert_eq!(users(&file::sibling(&path, "-schema-1"), ONE), 1);
    }

    #[test]
    fn a_migration_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = vault(folder.path(), ONE);
        add_user(&path, ONE);
        for _ in 0..2 {
            assert!(matches!(Store::open_with(&path, BAD), Err(Error::Sqlite(_))));
            assert_eq!(users(&path, ONE), 1);
        }
    }

    #[test]
    fn migrations_out_of_order_are_refused() {
        let gap: Schema =
            Schema { migrations: &[FIRST, Migration { number: 3, sql: "" }], frozen: 3 };
        let folder = tempfile::tempdir().unwrap();
        let path = vault(folder.path(), ONE);
        assert_eq!(Store::open_with(&path, gap).unwrap_err(), Error::MigrationOrder);
        assert_eq!(users(&path, ONE), 0);
    }

    #[test]
    fn an_unfrozen_vault_is_refused_once_the_schema_is_frozen() {
        let folder = tempfile::tempdir().unwrap();
        let path = vault(folder.path(), UNFROZEN);
        assert_eq!(Store::open_with(&path, ONE).unwrap_err(), Error::OtherSchema);
    }

    #[test]
    fn the_application_id_stands_in_the_schema() {
        let fresh = Connection::open_in_memory().unwrap();
        SCHEMA.build(&fresh, |_| Ok(())).unwrap();
        assert_eq!(read_number(&fresh, "application_id"), Ok(APPLICATION_ID));
    }
}
