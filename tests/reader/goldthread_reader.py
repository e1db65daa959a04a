#!/usr/bin/env python3
"""Reads a Goldthread vault or backup, from docs/vault-format.md alone.

Standard library and `cryptography` only. It writes nothing and trusts nothing: row hashes, heads,
class pairs, audit chains and the manifest are checked, and what does not agree is listed under
"problems". It does not know what the clinic does with the records.

    goldthread_reader.py FILE --user NAME --passphrase-file FILE
    goldthread_reader.py FILE --recovery-code-file FILE [--keys]
"""

import argparse
import hashlib
import hmac
import json
import pathlib
import sqlite3
import struct
import sys
import unicodedata
import urllib.parse

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

RECORD, SLOT, GRANT, ESCROW, HEAD, AUDIT, MANIFEST, PRIVATE = range(1, 9)
REGISTRY, INTAKE, CLINICAL, NOTES, ADMIN = range(5)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
APPLICATION_ID, SCHEMA, PAGE = 1198484580, 1, 16384
LARGEST = 16 * 1024 * 1024

# Every table a manifest speaks of: its columns in order, and its primary key.
TABLES = {
    "vault": ("one, vault_id, created_at", "one"),
    "user": ("id, name", "id"),
    "slot": ("id, user, kind, m_kib, t, p, salt, box, sha256", "id"),
    "class_grant": ("user, class, epoch, box, sha256", "user, class, epoch"),
    "escrow": ("user, epoch, box, sha256", "user, epoch"),
    "class_pair": ("class, epoch, box", "class, epoch"),
    "head": ("class, epoch, box", "class"),
    "record": ("place, id, class, box", "place"),
    "sealed_drop": ("id, class, writer, row", "id"),
    "chain": ("id, seq, key", "id"),
    "audit": ("chain, n, box", "chain, n"),
    "failure": ("n, at, kind, user", "n"),
}


class Damaged(Exception):
    """The bytes are not what the format says."""


class WrongKey(Exception):
    """The box is whole and another key sealed it."""


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def hkdf(ikm, salt, info, length):
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(ikm)


# The sealed box


def header(kind, cls, epoch):
    return b"GTB1" + bytes([kind, 1, cls, 0]) + struct.pack(">I", epoch)


def parse_header(box):
    if len(box) < 104:
        raise Damaged("box too short")
    if box[:4] != b"GTB1" or box[5] != 1 or box[7] != 0:
        raise Damaged("not a box of this version")
    if not 1 <= box[4] <= 8 or box[6] > 4:
        raise Damaged("unknown kind or class of box")
    return box[4], box[6], struct.unpack(">I", box[8:12])[0]


def box_keys(ikm, salt, head):
    okm = hkdf(ikm, salt, b"goldthread/v1/box\0" + head, 64)
    return okm[:32], okm[32:]


def seal_box(ikm, label, ctx, payload, salt, nonce):
    """Only so that the vectors can be checked in both directions."""
    head = header(*label)
    key, commit = box_keys(ikm, salt, head)
    return head + salt + commit + nonce + AESGCM(key).encrypt(nonce, payload, head + ctx)


def open_box(ikm, label, ctx, box):
    if parse_header(box) != tuple(label):
        raise Damaged("another kind, class or epoch of box than belongs there")
    head = box[:12]
    key, commit = box_keys(ikm, box[12:44], head)
    if not hmac.compare_digest(commit, box[44:76]):
        raise WrongKey
    try:
        return AESGCM(key).decrypt(box[76:88], box[88:], head + ctx)
    except InvalidTag:
        raise Damaged("content of a box") from None


def bucket(length):
    size = 256
    while size < min(length, 65536):
        size *= 2
    return size if length <= 65536 else -(-length // 65536) * 65536


def pad(payload):
    padded = struct.pack(">I", len(payload)) + payload
    return padded + bytes(bucket(len(padded)) - len(padded))


def unpad(padded):
    if len(padded) < 4:
        raise Damaged("padding too short")
    end = 4 + struct.unpack(">I", padded[:4])[0]
    if bucket(end) != len(padded) or any(padded[end:]):
        raise Damaged("padding")
    return padded[4:end]


# HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 1, AES-256-GCM 2

KEM = b"KEM" + struct.pack(">H", 0x0020)
SUITE = b"HPKE" + struct.pack(">HHH", 0x0020, 1, 2)


def extract(salt, suite, label, ikm):
    return hmac.new(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256").digest()


def expand(prk, suite, label, info, length):
    info = struct.pack(">H", length) + b"HPKE-v1" + suite + label + info
    out, last = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        last = hmac.new(prk, last + info + bytes([counter]), "sha256").digest()
        out += last
    return out[:length]


def hpke_key(shared, enc, public, info):
    shared = expand(extract(b"", KEM, b"eae_prk", shared), KEM, b"shared_secret", enc + public, 32)
    context = b"\0" + extract(b"", SUITE, b"psk_id_hash", b"")
    context += extract(b"", SUITE, b"info_hash", info)
    secret = extract(shared, SUITE, b"secret", b"")
    return expand(secret, SUITE, b"key", context, 32), expand(secret, SUITE, b"base_nonce", context, 12)


def public_of(private):
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def exchange(private, public):
    return X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(public)
    )


def hpke_open(private, info, aad, sealed):
    enc, ciphertext = sealed[:32], sealed[32:]
    try:
        key, nonce = hpke_key(exchange(private, enc), enc, public_of(private), info)
        return AESGCM(key).decrypt(nonce, ciphertext, aad)
    except (InvalidTag, ValueError):
        raise Damaged("sealed to a key") from None


def hpke_seal(ephemeral, public, info, aad, payload):
    """Only so that the vectors can be checked in both directions."""
    enc = public_of(ephemeral)
    key, nonce = hpke_key(exchange(ephemeral, public), enc, public, info)
    return enc + AESGCM(key).encrypt(nonce, payload, aad)


def drop_info(vault, cls, epoch):
    return b"goldthread/v1/drop\0" + vault + bytes([cls]) + struct.pack(">I", epoch)


# What people know


def passphrase_key(passphrase, salt, m_kib, t, p):
    if not (t >= 1 and p >= 1 and m_kib >= 8 * p and m_kib <= 1 << 20 and t <= 10 and p <= 4):
        raise Damaged("Argon2id costs that no reader should pay")
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    kdf = Argon2id(salt=salt, length=32, iterations=t, lanes=p, memory_cost=m_kib)
    return kdf.derive(secret)


def code_symbols(data, count):
    bits = int.from_bytes(data, "big") << (-len(data) * 8 % 5)
    total = -(-len(data) * 8 // 5)
    return "".join(ALPHABET[bits >> 5 * (total - 1 - at) & 31] for at in range(count))


def print_code(code):
    text = code_symbols(code, 32) + code_symbols(sha256(code), 2)
    return "-".join(text[at : at + 4] for at in range(0, 34, 4))


def parse_code(text):
    letters = [c.upper() for c in text if not c.isspace() and c != "-"]
    letters = "".join({"O": "0", "I": "1", "L": "1"}.get(c, c) for c in letters)
    if len(letters) != 34 or any(c not in ALPHABET for c in letters):
        raise Damaged("not a recovery code")
    value = 0
    for letter in letters[:32]:
        value = value << 5 | ALPHABET.index(letter)
    code = value.to_bytes(20, "big")
    if print_code(code).replace("-", "") != letters:
        raise Damaged("a recovery code that was mistyped")
    return code


# Heads and chains


def state_key(class_key, vault, cls, epoch):
    info = b"goldthread/v1/state\0" + bytes([cls]) + struct.pack(">I", epoch)
    return hkdf(class_key, vault, info, 32)


def fold(state, rows):
    xor = bytes(32)
    for record, tag in rows:
        one = hmac.new(state, record + tag, "sha256").digest()
        xor = bytes(a ^ b for a, b in zip(xor, one))
    return xor


def parse_head(cls, plain):
    if len(plain) != (88 if cls == REGISTRY else 48):
        raise Damaged("length of a head")
    head = dict(zip(("counter", "count"), struct.unpack(">QQ", plain[:16])), xor=plain[16:48])
    if cls == REGISTRY:
        head["audit"], head["last"] = struct.unpack(">Q", plain[48:56])[0], plain[56:]
    return head


def audit_ctx(vault, chain, n, last):
    return vault + chain + struct.pack(">Q", n) + last


def next_audit_key(key, vault):
    return hkdf(key, vault, b"goldthread/v1/audit-next", 32)


def digest(rows):
    """The hash of a table's rows as a manifest counts them, and how many there were."""
    hasher, count = hashlib.sha256(), 0
    for row in rows:
        for value in row:
            if value is None:
                tag, content = 0, b""
            elif isinstance(value, int):
                tag, content = 1, struct.pack(">q", value)
            elif isinstance(value, str):
                tag, content = 2, value.encode()
            else:
                tag, content = 3, bytes(value)
            hasher.update(bytes([tag]) + struct.pack(">I", len(content)) + content)
        count += 1
    return hasher.hexdigest(), count


class Vault:
    """One file, opened read-only, and the keys that somebody's secret gives."""

    def __init__(self, path):
        path = pathlib.Path(path).resolve()
        wal = path.with_name(path.name + "-wal")
        if wal.exists() and wal.stat().st_size:
            raise Damaged("a write-ahead log lies beside the file: close the program first")
        place = urllib.parse.quote(str(path))
        self.db = sqlite3.connect(f"file:{place}?mode=ro&immutable=1", uri=True)
        for pragma, wanted in (
            ("application_id", APPLICATION_ID), ("user_version", SCHEMA), ("page_size", PAGE)
        ):
            found = self.db.execute(f"PRAGMA {pragma}").fetchone()[0]
            if found != wanted:
                raise Damaged(f"{pragma} is {found}, not {wanted}")
        if self.db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise Damaged("SQLite's own check fails")
        (self.id,) = self.db.execute("SELECT vault_id FROM vault WHERE one = 1").fetchone()
        self.keys, self.pairs, self.problems = {}, {}, []

    def rows(self, table):
        columns, order = TABLES[table]
        return self.db.execute(f"SELECT {columns} FROM {table} ORDER BY {order}").fetchall()

    def wrong(self, where, why):
        self.problems.append({"where": where, "why": str(why) or type(why).__name__})

    # Keys

    def unlock(self, user=None, passphrase=None, code=None):
        """Opens the class keys by somebody's passphrase, or by the recovery code."""
        names = dict(self.rows("user"))
        for slot, of, kind, m_kib, t, p, salt, box, row_hash in self.rows("slot"):
            ctx = self.id + of + slot + struct.pack(">BIII", kind, m_kib, t, p) + salt
            if sha256(ctx, box) != row_hash:
                self.wrong(f"slot {slot.hex()}", "hash of the row")
                continue
            if kind == 2 and ((m_kib, t, p) != (0, 0, 0) or any(salt)):
                self.wrong(f"slot {slot.hex()}", "a recovery slot with costs")
                continue
            if code is not None and kind == 2:
                ikm = parse_code(code)
            elif code is None and kind == 1 and names.get(of) == user:
                ikm = passphrase_key(passphrase, salt, m_kib, t, p)
            else:
                continue
            try:
                key = open_box(ikm, (SLOT, 0, 0), ctx, box)
            except WrongKey:
                continue
            self.open_grants(of, key)
            return of
        raise WrongKey("nobody's slot opens with this")

    def open_grants(self, user, user_key):
        for of, cls, epoch, box, row_hash in self.rows("class_grant"):
            ctx = self.id + of
            if sha256(ctx, box) != row_hash:
                self.wrong(f"grant {of.hex()} {cls} {epoch}", "hash of the row")
            elif of == user:
                self.keys[cls, epoch] = open_box(user_key, (GRANT, cls, epoch), ctx, box)

    def current(self, cls):
        return max((epoch for held, epoch in self.keys if held == cls), default=None)

    def key(self, cls, epoch):
        if (cls, epoch) not in self.keys:
            raise Damaged("its key is not held")
        return self.keys[cls, epoch]

    def classes(self):
        return sorted({cls for cls, _ in self.keys})

    # Contents

    def check_escrows(self):
        for user, epoch, box, row_hash in self.rows("escrow"):
            where, ctx = f"escrow {user.hex()} {epoch}", self.id + user
            if sha256(ctx, box) != row_hash:
                self.wrong(where, "hash of the row")
            elif (ADMIN, epoch) in self.keys:
                try:
                    open_box(self.keys[ADMIN, epoch], (ESCROW, ADMIN, epoch), ctx, box)
                except (Damaged, WrongKey) as why:
                    self.wrong(where, why)

    def open_pairs(self, records):
        written = {
            (key["class"], key["epoch"]): key["public"]
            for record in records if record["t"] == "class_keys" for key in record["body"]["keys"]
        }
        for cls, epoch, box in self.rows("class_pair"):
            if (cls, epoch) not in self.keys:
                continue
            where, ctx = f"class pair {cls} {epoch}", self.id + bytes([cls])
            try:
                private = open_box(self.keys[cls, epoch], (PRIVATE, cls, epoch), ctx, box)
            except (Damaged, WrongKey) as why:
                self.wrong(where, why)
                continue
            self.pairs[cls, epoch] = private
            if written.get((cls, epoch)) != public_of(private).hex():
                self.wrong(where, "the public half in class 0 is another one")

    def records(self):
        """Every record of a class that is held, and the tags of all rows by class."""
        records, tags = [], {cls: [] for cls in range(5)}
        for place, record, cls, box in self.rows("record"):
            if place & (1 << 64) - 1 != cls << 56 | int.from_bytes(record[:7], "big"):
                self.wrong(f"record {record.hex()}", "it lies in another place than its own")
            tags.setdefault(cls, []).append((record, box[-16:]))
            if cls not in self.classes():
                continue
            try:
                kind, sealed_for, epoch = parse_header(box)
                if sealed_for != cls:
                    raise Damaged("it lies in another class than it was sealed for")
                plain = open_box(self.key(cls, epoch), (RECORD, cls, epoch), self.id + record, box)
                envelope = json.loads(unpad(plain))
            except (Damaged, WrongKey, ValueError) as why:
                self.wrong(f"record {record.hex()}", why)
                continue
            records.append({"id": record.hex(), "class": cls, "epoch": epoch, **envelope})
        return records, tags

    def drops(self, tags):
        drops = []
        for record, cls, writer, row in self.rows("sealed_drop"):
            tags.setdefault(writer, []).append((record, row[-16:]))
            epoch = struct.unpack(">I", row[1:5])[0]
            drop = {"id": record.hex(), "class": cls, "writer": writer, "epoch": epoch}
            if cls in self.classes():
                try:
                    if row[0] != cls or (cls, epoch) not in self.pairs:
                        raise Damaged("no private half for its class and epoch")
                    info = drop_info(self.id, cls, epoch)
                    plain = hpke_open(self.pairs[cls, epoch], info, self.id + record, row[5:])
                    drop["record"] = json.loads(unpad(plain))
                except (Damaged, ValueError) as why:
                    self.wrong(f"drop {record.hex()}", why)
            drops.append(drop)
        return drops

    def heads(self, tags):
        heads = {}
        for cls, epoch, box in self.rows("head"):
            if cls not in self.classes():
                continue
            try:
                if epoch != self.current(cls):
                    raise Damaged("it is not of the class's newest epoch")
                key = self.key(cls, epoch)
                plain = open_box(key, (HEAD, cls, epoch), self.id + bytes([cls]), box)
                head = parse_head(cls, plain)
            except (Damaged, WrongKey) as why:
                self.wrong(f"head {cls}", why)
                continue
            state = state_key(key, self.id, cls, epoch)
            if head["count"] != len(tags[cls]) or head["xor"] != fold(state, tags[cls]):
                self.wrong(f"head {cls}", "rows are missing, extra or older than their head")
            heads[cls] = head
        for cls in set(self.classes()) - set(heads):
            self.wrong(f"head {cls}", "it is missing or cannot be read")
        return heads

    def audit(self, head):
        """Every chain, oldest first; checked to the tail that head 0 names."""
        boxes = {}
        for chain, n, box in self.rows("audit"):
            boxes.setdefault(chain, []).append((n, box))
        chains = sorted(self.rows("chain"), key=lambda row: row[1])
        if head:
            last = sha256(boxes[chains[-1][0]][-1][1]) if chains and boxes.get(chains[-1][0]) else bytes(32)
            if (sum(map(len, boxes.values())), last) != (head["audit"], head["last"]):
                self.wrong("audit", "it does not end where head 0 says")
        if ADMIN not in self.classes():
            return None
        entries, before = [], None
        for chain, seq, start in chains:
            first = len(entries)
            hashed = self.chain(chain, seq, start, boxes.get(chain, []), entries)
            if len(entries) > first and entries[first].get("previous") != before:
                self.wrong(f"chain {seq}", "its first entry names another chain before it")
            before = {"chain": chain.hex(), "hash": hashed.hex()}
        return entries

    def chain(self, chain, seq, start, boxes, entries):
        last, key = bytes(32), None
        for n, (row, box) in enumerate(boxes):
            try:
                epoch = parse_header(box)[2]
                if key is None:
                    private = self.pairs.get((ADMIN, epoch))
                    if private is None:
                        raise Damaged("no private half of class 4 for its epoch")
                    first, aad = epoch, self.id + chain
                    key = hpke_open(private, b"goldthread/v1/audit", aad, start)
                if row != n:
                    raise Damaged("an entry is missing before it")
                ctx = audit_ctx(self.id, chain, n, last)
                entry = json.loads(unpad(open_box(key, (AUDIT, ADMIN, first), ctx, box)))
            except (Damaged, WrongKey, ValueError) as why:
                self.wrong(f"chain {seq} entry {n}", why)
                return sha256(boxes[-1][1])
            entries.append({"chain": seq, "n": n, **entry})
            last, key = sha256(box), next_audit_key(key, self.id)
        if not boxes:
            self.wrong(f"chain {seq}", "it has no entry")
        return last

    def manifest(self, heads):
        row = self.db.execute("SELECT epoch, box FROM manifest WHERE one = 1").fetchone()
        if row is None:
            return None
        try:
            plain = open_box(self.key(REGISTRY, row[0]), (MANIFEST, 0, row[0]), self.id, row[1])
            manifest = json.loads(unpad(plain))
        except (Damaged, WrongKey, ValueError) as why:
            self.wrong("manifest", why)
            return None
        if manifest["v"] != 1:
            self.wrong("manifest", "a version this reader does not know")
            return manifest
        said = {line["name"]: (line["sha256"], line["rows"]) for line in manifest["tables"]}
        for table in TABLES:
            if said.get(table) != digest(self.rows(table)):
                self.wrong("manifest", f"the rows of {table} are not what it says")
        for line in manifest["heads"]:
            head = heads.get(line["class"])
            if head and (head["counter"], head["count"]) != (line["counter"], line["count"]):
                self.wrong("manifest", f"head {line['class']} is not the one it names")
        head, tail = heads.get(REGISTRY), manifest["audit"]
        if head and (head["audit"], head["last"].hex()) != (tail["count"], tail["last"]):
            self.wrong("manifest", "the audit does not end where it says")
        return manifest

    def read(self):
        """Everything, in one plain value."""
        self.check_escrows()
        records, tags = self.records()
        self.open_pairs(records)
        drops = self.drops(tags)
        heads = self.heads(tags)
        audit = self.audit(heads.get(REGISTRY))
        manifest = self.manifest(heads)
        by_class = {}
        for record in records:
            by_class.setdefault(str(record.pop("class")), {}).setdefault(record["t"], []).append(record)
        plain = lambda head: {k: v.hex() if isinstance(v, bytes) else v for k, v in head.items()}
        return {
            "vault": self.id.hex(),
            "users": [{"id": user.hex(), "name": name} for user, name in self.rows("user")],
            "classes": self.classes(),
            "records": by_class,
            "drops": drops,
            "heads": {str(cls): plain(head) for cls, head in heads.items()},
            "audit": audit,
            "failures": [
                {"n": n, "at": at, "kind": kind, "user": user and user.hex()}
                for n, at, kind, user in self.rows("failure")
            ],
            "manifest": manifest,
            "problems": self.problems,
        }


def main(arguments):
    parser = argparse.ArgumentParser(description="Reads a Goldthread vault or backup.")
    parser.add_argument("file")
    parser.add_argument("--user", help="the name on the sign-in tile, with a passphrase")
    secret = parser.add_mutually_exclusive_group(required=True)
    secret.add_argument("--passphrase-file")
    secret.add_argument("--recovery-code-file")
    parser.add_argument("--keys", action="store_true", help="print the class keys, and nothing else")
    given = parser.parse_args(arguments)
    place = given.passphrase_file or given.recovery_code_file
    with open(place, encoding="utf-8") as file:
        typed = file.read().rstrip("\r\n")
    try:
        vault = Vault(given.file)
        if given.passphrase_file:
            vault.unlock(user=given.user, passphrase=typed)
        else:
            vault.unlock(code=typed)
        if given.keys:
            keys = sorted(vault.keys.items())
            said = [{"class": c, "epoch": e, "key": key.hex()} for (c, e), key in keys]
        else:
            said = vault.read()
    except WrongKey:
        print("This passphrase or code does not open the file.", file=sys.stderr)
        return 1
    except (Damaged, sqlite3.Error, OSError) as why:
        print(f"The file cannot be read: {why}", file=sys.stderr)
        return 1
    json.dump(said, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 1 if vault.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
