"""The reader against the published vectors and against a vault that the product made."""

import json
import pathlib
import shutil
import sqlite3
import tempfile
import unittest

import goldthread_reader as reader

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / "crates/vault/tests/fixtures/box-vectors.json"
VAULTS = ROOT / "tests/fixtures/vaults"


class Vectors(unittest.TestCase):
    """Byte for byte, in both directions."""

    @classmethod
    def setUpClass(cls):
        cls.file = json.loads(VECTORS.read_text(encoding="utf-8"))
        cls.by_name = {vector["name"]: vector for vector in cls.file["vectors"]}
        cls.vault = bytes.fromhex(cls.file["vault_id"])
        cls.record = bytes.fromhex(cls.file["record_id"])
        cls.user = bytes.fromhex(cls.file["user_id"])

    def hex(self, name, field):
        return bytes.fromhex(self.by_name[name][field])

    def check_box(self, name, label, ctx, vector=None, ikm="ikm", plain=None):
        vector = vector or self.by_name[name]
        get = lambda field: bytes.fromhex(vector[field])
        plain = get("plaintext") if plain is None else plain
        self.assertEqual(ctx, get("ctx"))
        made = reader.seal_box(get(ikm), label, ctx, plain, get("salt"), get("nonce"))
        self.assertEqual(made, get("box"))
        self.assertEqual(reader.sha256(made), get("sha256"))
        self.assertEqual(reader.open_box(get(ikm), label, ctx, made), plain)
        with self.assertRaises(reader.WrongKey):
            reader.open_box(bytes(32), label, ctx, made)
        with self.assertRaises(reader.Damaged):
            reader.open_box(get(ikm), label, ctx, made[:-1] + bytes([made[-1] ^ 1]))
        with self.assertRaises(reader.Damaged):
            reader.open_box(get(ikm), label, ctx + b"x", made)

    def label(self, name):
        vector = self.by_name[name]
        return vector["kind"], vector["cls"], vector["epoch"]

    def check_padded(self, name, ctx):
        body = self.by_name[name]["body"].encode()
        self.assertEqual(reader.pad(body), self.hex(name, "plaintext"))
        self.assertEqual(reader.unpad(self.hex(name, "plaintext")), body)
        self.check_box(name, self.label(name), ctx)

    def test_records(self):
        for name in ("record", "record, second bucket, two-byte letters"):
            self.check_padded(name, self.vault + self.record)

    def slot_ctx(self, slot, kind, costs, salt):
        numbers = b"".join(number.to_bytes(4, "big") for number in costs)
        return self.vault + self.user + slot + bytes([kind]) + numbers + salt

    def test_password_slot(self):
        vector = self.by_name["password slot"]
        costs = vector["argon2id"]
        salt = bytes.fromhex(costs["salt"])
        numbers = costs["m_kib"], costs["t"], costs["p"]
        ikm = reader.passphrase_key(vector["password_before_nfkc"], salt, *numbers)
        self.assertEqual(ikm.hex(), vector["ikm"])
        slot = bytes.fromhex(self.file["slot_id"])
        self.check_box("password slot", (2, 0, 0), self.slot_ctx(slot, 1, numbers, salt))

    def test_recovery_slot(self):
        vector = self.by_name["recovery slot"]
        code = self.hex("recovery slot", "code")
        self.assertEqual(reader.print_code(code), vector["printed"])
        typed = vector["printed"].lower().replace("0", "o").replace("1", "l").replace("-", " ")
        self.assertEqual(reader.parse_code(typed), code)
        for wrong in (vector["printed"][:-1], vector["printed"][:-1] + "5", typed + "u"):
            with self.assertRaises(reader.Damaged):
                reader.parse_code(wrong)
        ctx = self.slot_ctx(bytes([0x67]) * 16, 2, (0, 0, 0), bytes(16))
        self.check_box("recovery slot", (2, 0, 0), ctx)

    def test_grant_and_escrow(self):
        for name in ("grant", "escrow"):
            self.check_box(name, self.label(name), self.vault + self.user)

    def test_heads(self):
        vector = self.by_name["head"]
        key = self.hex("head", "ikm")
        state = reader.state_key(key, self.vault, 1, 1)
        self.assertEqual(state.hex(), vector["state_key"])
        rows = [(bytes.fromhex(row["id"]), bytes.fromhex(row["tag"])) for row in vector["rows"]]
        head = reader.parse_head(1, self.hex("head", "plaintext"))
        wanted = {"counter": 9, "count": 3, "xor": reader.fold(state, rows)}
        self.assertEqual(head, wanted)
        self.check_box("head", self.label("head"), self.vault + b"\1")
        name = "head of class 0"
        head = reader.parse_head(0, self.hex(name, "plaintext"))
        self.assertEqual((head["counter"], head["count"], head["audit"]), (4, 2, 12))
        self.assertEqual(head["last"].hex(), self.by_name[name]["audit_last_hash"])
        self.check_box(name, self.label(name), self.vault + b"\0")

    def test_backup_manifest(self):
        self.check_padded("backup manifest", self.vault)

    def test_class_private_key(self):
        name = "class private key"
        self.check_box(name, self.label(name), self.vault + b"\2")
        public = reader.public_of(self.hex(name, "plaintext"))
        self.assertEqual(public.hex(), self.by_name[name]["public_key"])

    def test_drop(self):
        private, public = self.hex("drop", "recipient_private"), self.hex("drop", "recipient_public")
        info, aad = reader.drop_info(self.vault, 2, 1), self.vault + self.record
        self.assertEqual((info, aad), (self.hex("drop", "info"), self.hex("drop", "aad")))
        ephemeral, plain = self.hex("drop", "ephemeral_private"), self.hex("drop", "plaintext")
        row = b"\2\0\0\0\1" + reader.hpke_seal(ephemeral, public, info, aad, plain)
        self.assertEqual(row, self.hex("drop", "row"))
        self.assertEqual(reader.sha256(row), self.hex("drop", "sha256"))
        self.assertEqual(reader.hpke_open(private, info, aad, row[5:]), plain)
        for bad in (row[:-1] + bytes([row[-1] ^ 1]), row[:30], row[:5] + bytes(32) + row[37:]):
            with self.assertRaises(reader.Damaged):
                reader.hpke_open(private, info, aad, bad[5:])

    def test_audit_chain(self):
        start, vector = self.by_name["audit chain key"], self.by_name["audit chain"]
        chain = bytes([0x88]) * 16
        get = lambda field: bytes.fromhex(start[field])
        self.assertEqual(get("aad"), self.vault + chain)
        self.assertEqual(get("info"), b"goldthread/v1/audit")
        made = reader.hpke_seal(
            get("ephemeral_private"), get("class4_public"), get("info"), get("aad"), get("plaintext")
        )
        self.assertEqual(made, get("row"))
        key = reader.hpke_open(get("class4_private"), get("info"), get("aad"), made)
        last = bytes(32)
        for entry in vector["entries"]:
            self.assertEqual(key.hex(), entry["a_n"])
            ctx = reader.audit_ctx(self.vault, chain, entry["n"], last)
            plain = reader.pad(entry["body"].encode())
            self.check_box("audit chain", (6, 4, 1), ctx, entry, "a_n", plain)
            last, key = bytes.fromhex(entry["sha256"]), reader.next_audit_key(key, self.vault)
        self.assertEqual(key.hex(), vector["a_next_after_last"])

    def test_every_vector_is_checked(self):
        text = pathlib.Path(__file__).read_text(encoding="utf-8")
        self.assertEqual(len(self.by_name), 13)
        for name in self.by_name:
            self.assertIn(f'"{name}"', text)


class Padding(unittest.TestCase):
    def test_buckets(self):
        for length, size in ((0, 256), (252, 256), (253, 512), (65532, 65536), (65533, 131072)):
            self.assertEqual(len(reader.pad(bytes(length))), size)
            self.assertEqual(reader.unpad(reader.pad(b"a" * length)), b"a" * length)

    def test_other_padding_is_refused(self):
        good = reader.pad(b"a payload")
        for bad in (good + bytes(256), good[:128], good[:3], good[:-1] + b"x", b"\xff" * 4 + good[4:]):
            with self.assertRaises(reader.Damaged):
                reader.unpad(bad)


class Frozen(unittest.TestCase):
    """The vault of a released schema, as the product left it."""

    @classmethod
    def setUpClass(cls):
        cls.folders = sorted(VAULTS.glob("schema-*"))

    def each(self):
        self.assertTrue(
            self.folders,
            f"no frozen vault under {VAULTS}: cargo run -p clinic --example freeze_vault",
        )
        for folder in self.folders:
            with self.subTest(folder.name):
                said = json.loads((folder / "secrets.json").read_text(encoding="utf-8"))
                yield folder, said

    def opened(self, path, said, person=None):
        vault = reader.Vault(path)
        if person:
            vault.unlock(user=person["name"], passphrase=person["passphrase"])
        else:
            vault.unlock(code=said["recovery_code"])
        return vault

    def check_counts(self, read, wanted):
        found = {cls: sum(map(len, kinds.values())) for cls, kinds in read["records"].items()}
        held = {cls: n for cls, n in wanted.items() if n and int(cls) in read["classes"]}
        self.assertEqual(found, held)

    def test_every_secret_opens_what_its_person_may_read_and_nothing_is_wrong(self):
        for folder, said in self.each():
            for name in said["files"]:
                for person in [None, *said["people"]]:
                    read = self.opened(folder / name, said, person).read()
                    self.assertEqual(read["problems"], [])
                    self.assertEqual(read["classes"], person["classes"] if person else [0, 1, 2, 3, 4])
                    self.check_counts(read, said["records"])
                    self.assertEqual(read["audit"] is not None, 4 in read["classes"])
                    self.assertEqual(len(read["drops"]), said["drops"])

    def test_the_clients_are_read_letter_by_letter(self):
        for folder, said in self.each():
            for name in said["files"]:
                read = self.opened(folder / name, said).read()
                clients = read["records"]["1"]["client"]
                found = sorted(
                    (c["body"]["number"], c["body"]["names"]["legal_last"]) for c in clients
                )
                wanted = sorted((c["number"], c["legal_last"]) for c in said["clients"])
                self.assertEqual(found, wanted)
                audit = read["audit"]
                self.assertEqual(audit[0]["what"], "unlock")
                self.assertEqual(len(audit), read["heads"]["0"]["audit"])

    def test_a_wrong_secret_opens_nothing(self):
        for folder, said in self.each():
            vault = reader.Vault(folder / said["files"][0])
            with self.assertRaises(reader.WrongKey):
                vault.unlock(user=said["people"][0]["name"], passphrase="not the passphrase")
            with self.assertRaises(reader.WrongKey):
                vault.unlock(code=reader.print_code(bytes(20)))

    def test_what_is_changed_behind_the_programs_back_is_named(self):
        changes = {
            "head 2": "DELETE FROM record WHERE place = (SELECT min(place) FROM record WHERE class = 2)",
            "audit": "DELETE FROM audit WHERE (chain, n) IN (SELECT chain, n FROM audit "
            "WHERE chain = (SELECT id FROM chain ORDER BY seq DESC LIMIT 1) ORDER BY n DESC LIMIT 1)",
            "record": "UPDATE record SET box = (SELECT box FROM record WHERE class = 2 "
            "ORDER BY place DESC LIMIT 1) WHERE place = (SELECT min(place) FROM record WHERE class = 2)",
            "grant": "UPDATE class_grant SET sha256 = zeroblob(32) WHERE class = 3",
            "escrow": "UPDATE escrow SET box = zeroblob(136)",
        }
        for folder, said in self.each():
            for where, sql in changes.items():
                with tempfile.TemporaryDirectory() as scratch:
                    copy = pathlib.Path(scratch) / "copy"
                    shutil.copy(folder / said["files"][0], copy)
                    with sqlite3.connect(copy) as db:
                        db.execute("PRAGMA journal_mode = DELETE")
                        db.execute(sql)
                    db.close()
                    problems = self.opened(copy, said).read()["problems"]
                    self.assertTrue(any(p["where"].startswith(where) for p in problems), (where, problems))

    def test_a_changed_backup_does_not_agree_with_its_manifest(self):
        for folder, said in self.each():
            with tempfile.TemporaryDirectory() as scratch:
                copy = pathlib.Path(scratch) / "copy"
                shutil.copy(folder / said["backup"], copy)
                with sqlite3.connect(copy) as db:
                    db.execute("PRAGMA journal_mode = DELETE")
                    db.execute("UPDATE user SET name = name || ' Other'")
                db.close()
                read = self.opened(copy, said).read()
                self.assertIsNotNone(read["manifest"])
                self.assertIn(
                    {"where": "manifest", "why": "the rows of user are not what it says"},
                    read["problems"],
                )


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    if not result.wasSuccessful():
        raise SystemExit(1)
    print(f"Tests  {result.testsRun - len(result.skipped)} passed")
