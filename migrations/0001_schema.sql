-- Schema 1, frozen. What comes later is a file of its own.
-- Every box is a GTB1 envelope; nothing here is plaintext of a client.
-- Known to a thief: row counts, size buckets, classes, and the names on the staff tiles.

PRAGMA application_id = 1198484580; -- "Gold"

CREATE TABLE vault (
    one        INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    vault_id   BLOB    NOT NULL CHECK (length(vault_id) = 16),
    created_at TEXT    NOT NULL CHECK (length(created_at) BETWEEN 1 AND 64)
) STRICT, WITHOUT ROWID;

-- A person who signs in. The name stands on the sign-in tile; the role is sealed in class 0.
CREATE TABLE user (
    id   BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
) STRICT, WITHOUT ROWID;

-- The user's key, wrapped by a passphrase (kind 1) or the recovery code (kind 2).
CREATE TABLE slot (
    id     BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user   BLOB    NOT NULL REFERENCES user (id),
    kind   INTEGER NOT NULL CHECK (kind IN (1, 2)),
    m_kib  INTEGER NOT NULL CHECK (m_kib BETWEEN 0 AND 4294967295),
    t      INTEGER NOT NULL CHECK (t BETWEEN 0 AND 4294967295),
    p      INTEGER NOT NULL CHECK (p BETWEEN 0 AND 4294967295),
    salt   BLOB    NOT NULL CHECK (length(salt) = 16),
    box    BLOB    NOT NULL CHECK (length(box) BETWEEN 104 AND 16777216),
    sha256 BLOB    NOT NULL CHECK (length(sha256) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_user ON slot (user);

-- A class key, wrapped by the user's key.
CREATE TABLE class_grant (
    user   BLOB    NOT NULL REFERENCES user (id),
    class  INTEGER NOT NULL CHECK (class BETWEEN 0 AND 255),
    epoch  INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    box    BLOB    NOT NULL CHECK (length(box) BETWEEN 104 AND 16777216),
    sha256 BLOB    NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (user, class, epoch)
) STRICT, WITHOUT ROWID;

-- The user's key, wrapped by the admin class key.
CREATE TABLE escrow (
    user   BLOB    NOT NULL REFERENCES user (id),
    epoch  INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    box    BLOB    NOT NULL CHECK (length(box) BETWEEN 104 AND 16777216),
    sha256 BLOB    NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (user, epoch)
) STRICT, WITHOUT ROWID;

-- The private half of a class's X25519 pair (kind 8); the public half is a class 0 record.
CREATE TABLE class_pair (
    class INTEGER NOT NULL CHECK (class BETWEEN 0 AND 255),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    box   BLOB    NOT NULL CHECK (length(box) BETWEEN 104 AND 16777216),
    PRIMARY KEY (class, epoch)
) STRICT, WITHOUT ROWID;

-- Counter, row count and XOR of a class (kind 5).
CREATE TABLE head (
    class INTEGER NOT NULL PRIMARY KEY CHECK (class BETWEEN 0 AND 255),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    box   BLOB    NOT NULL CHECK (length(box) BETWEEN 104 AND 16777216)
) STRICT, WITHOUT ROWID;

-- Rows of a class lie together: an unlock reads whole classes. The place is the class in the top
-- byte and the first seven bytes of the random id below it, so that neither tells the order in
-- which rows were made (docs/adr/0002).
CREATE TABLE record (
    place INTEGER NOT NULL PRIMARY KEY,
    id    BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    class INTEGER NOT NULL CHECK (class = (place >> 56) & 255),
    box   BLOB    NOT NULL CHECK (length(box) BETWEEN 104 AND 16777216)
) STRICT;

-- Handed to a class by a session that does not hold its key: class u8, epoch u32, enc[32], ciphertext.
CREATE TABLE sealed_drop (
    id     BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    class  INTEGER NOT NULL CHECK (class BETWEEN 0 AND 255),
    writer INTEGER NOT NULL CHECK (writer BETWEEN 0 AND 255),
    row    BLOB    NOT NULL CHECK (length(row) BETWEEN 53 AND 16777216)
) STRICT, WITHOUT ROWID;

-- One audit chain a session; its first key is sealed to class 4: enc[32], ciphertext.
CREATE TABLE chain (
    id  BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    seq INTEGER NOT NULL UNIQUE CHECK (seq >= 0),
    key BLOB    NOT NULL CHECK (length(key) BETWEEN 48 AND 65536)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    chain BLOB    NOT NULL REFERENCES chain (id),
    n     INTEGER NOT NULL CHECK (n >= 0),
    box   BLOB    NOT NULL CHECK (length(box) BETWEEN 104 AND 16777216),
    PRIMARY KEY (chain, n)
) STRICT, WITHOUT ROWID;

-- What happened while nobody held a key: a wrong passphrase, a wrong recovery code, a file that
-- did not agree with itself. Joined to the chain at the next unlock.
CREATE TABLE failure (
    n    INTEGER NOT NULL PRIMARY KEY CHECK (n >= 1),
    at   TEXT    NOT NULL CHECK (length(at) BETWEEN 1 AND 64),
    kind TEXT    NOT NULL CHECK (kind IN ('passphrase', 'recovery_code', 'integrity')),
    user BLOB    CHECK (user IS NULL OR length(user) = 16)
) STRICT, WITHOUT ROWID;

-- The manifest of a backup (kind 7); a vault that is in use has none.
CREATE TABLE manifest (
    one   INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
    box   BLOB    NOT NULL CHECK (length(box) BETWEEN 104 AND 16777216)
) STRICT, WITHOUT ROWID;
