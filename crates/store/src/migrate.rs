//! The schema, from the numbered files of `migrations/`. Knows no row.
//!
//! `user_version` is the highest frozen schema a file has been brought to. Until the first is
//! frozen it stays 0, and any change of the SQL makes another schema: so a file is compared,
//! statement by statement, with what this build would make, and refused at once when they differ.

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
    frozen: 0,
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
    /// refuses a newer one and one of another unfrozen schema.
    pub(crate) fn bring_up(
        &self,
        connection: &Connection,
        path: &std::path::Path,
    ) -> Result<(), Error> {
        let found = read_number(connection, "user_version")?;
        if found > self.frozen {
            return Err(Error::NewerSchema { found, known: self.frozen });
        }
        if read_number(connection, "page_size")? != PAGE_SIZE {
            return Err(Error::OtherSchema);
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
