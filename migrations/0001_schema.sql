-- Schema 1, not frozen yet (user_version stays 0 until it is).
-- Every box is a GTB1 envelope; nothing here is plaintext of a client.
-- Known to a thief: row counts, size buckets, classes, and the names on the staff tiles.

CREATE TABLE vault (
    one        INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    vault_id   BLOB    NOT NULL CHECK (length(vault_id) = 16),
    created_at TEXT    NOT NULL
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
    m_kib  INTEGER NOT NULL,
    t      INTEGER NOT NULL,
    p      INTEGER NOT NULL,
    salt   BLOB    NOT NULL CHECK (length(salt) = 16),
    box    BLOB    NOT NULL,
    sha256 BLOB    NOT NULL CHECK (length(sha256) = 32)
) STRICT, WITHOUT ROWID;

-- A class key, wrapped by the user's key.
CREATE TABLE class_grant (
    user   BLOB    NOT NULL REFERENCES user (id),
    class  INTEGER NOT NULL,
    epoch  INTEGER NOT NULL,
    box    BLOB    NOT NULL,
    sha256 BLOB    NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (user, class, epoch)
) STRICT, WITHOUT ROWID;

-- The user's key, wrapped by the admin class key.
CREATE TABLE escrow (
    user   BLOB    NOT NULL REFERENCES user (id),
    epoch  INTEGER NOT NULL,
    box    BLOB    NOT NULL,
    sha256 BLOB    NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (user, epoch)
) STRICT, WITHOUT ROWID;

-- The private half of a class's X25519 pair (kind 8); the public half is a class 0 record.
CREATE TABLE class_pair (
    class INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    box   BLOB    NOT NULL,
    PRIMARY KEY (class, epoch)
) STRICT, WITHOUT ROWID;

-- Counter, row count and XOR of a class (kind 5).
CREATE TABLE head (
    class INTEGER NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL,
    box   BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    id    BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    class INTEGER NOT NULL,
    box   BLOB    NOT NULL CHECK (length(box) >= 104)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_class ON record (class);

-- Handed to a class by a session that does not hold its key: class u8, epoch u32, enc[32], ciphertext.
CREATE TABLE sealed_drop (
    id     BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    class  INTEGER NOT NULL,
    writer INTEGER NOT NULL,
    row    BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

-- One audit chain a session; its first key is sealed to class 4: enc[32], ciphertext.
CREATE TABLE chain (
    id  BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    seq INTEGER NOT NULL UNIQUE,
    key BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    chain BLOB    NOT NULL REFERENCES chain (id),
    n     INTEGER NOT NULL,
    box   BLOB    NOT NULL,
    PRIMARY KEY (chain, n)
) STRICT, WITHOUT ROWID;

-- Attempts while nobody holds a key; joined to the chain at the next unlock.
CREATE TABLE failure (
    n    INTEGER NOT NULL PRIMARY KEY,
    at   TEXT    NOT NULL,
    user BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
