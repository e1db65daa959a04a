//! Boxes: made up, or sealed and then changed. Nothing that was not sealed with the key opens.
//!
//! The first byte says which: 0, what follows is a box; else it is a list of changes (place u16,
//! mask u8) to a record, a drop or an audit entry sealed here.

use std::cell::OnceCell;

use vault::{
    Chain, ChainStart, Class, ClassKey, ClassPrivate, Epoch, Error, RecordId, Sealed, SealedDrop,
    SealedPair, VaultId, make_pair, open_drop, open_head, open_manifest, open_record, read_chain,
    row_tag, seal_drop, seal_record,
};

const VAULT: VaultId = VaultId::from_bytes([7; 16]);
const RECORD: RecordId = RecordId::from_bytes([8; 16]);
const JSON: &[u8] = br#"{"t":"clinic","v":1,"body":{}}"#;

/// Keys and honest boxes, made once: keys are random, so no case depends on them.
struct Desk {
    key: ClassKey,
    private: ClassPrivate,
    start: ChainStart,
    record: Vec<u8>,
    drop: Vec<u8>,
    entry: Vec<u8>,
}

thread_local! {
    static DESK: OnceCell<Desk> = const { OnceCell::new() };
}

/// Opens a box, whatever it is, in every way there is.
pub fn open_box(bytes: &[u8]) {
    let Some((kind, rest)) = bytes.split_first() else { return };
    DESK.with(|desk| {
        let desk = desk.get_or_init(Desk::make);
        match kind % 4 {
            0 => desk.open_foreign(rest),
            1 => desk.open_changed(&desk.record, rest, |it| desk.record(it)),
            2 => desk.open_changed(&desk.drop, rest, |it| desk.drop(it)),
            _ => desk.open_changed(&desk.entry, rest, |it| desk.entry(it)),
        }
    });
}

impl Desk {
    fn make() -> Self {
        let key = ClassKey::make(Class::Admin, Epoch(1)).expect("a key");
        let SealedPair { public, private } = make_pair(&key, VAULT).expect("a pair");
        let private = ClassPrivate::open(&key, VAULT, &private).expect("its private half");
        let (mut chain, start) = Chain::start(VAULT, &public).expect("a chain");
        Self {
            record: seal_record(&key, VAULT, RECORD, JSON).expect("a record").into_bytes(),
            drop: seal_drop(&public, VAULT, RECORD, JSON).expect("a drop").as_bytes().to_vec(),
            entry: chain.append(JSON).expect("an entry").sealed.into_bytes(),
            start,
            private,
            key,
        }
    }

    fn record(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
        let sealed = Sealed::parse(bytes)?;
        open_record(&self.key, VAULT, RECORD, &sealed).map(|json| json.to_vec())
    }

    fn drop(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
        let sealed = SealedDrop::parse(bytes)?;
        open_drop(&self.private, VAULT, RECORD, &sealed).map(|json| json.to_vec())
    }

    fn entry(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
        let reading = read_chain(&self.private, VAULT, &self.start, [bytes])?;
        match (reading.bodies.first(), reading.first_bad) {
            (Some(json), None) => Ok(json.to_vec()),
            (_, Some((_, error))) => Err(error),
            (None, None) => panic!("an entry was neither read nor refused"),
        }
    }

    fn open_foreign(&self, bytes: &[u8]) {
        let _ = row_tag(bytes);
        assert!(self.record(bytes.to_vec()).is_err());
        assert!(self.drop(bytes.to_vec()).is_err());
        assert!(self.entry(bytes.to_vec()).is_err());
        if let Ok(sealed) = Sealed::parse(bytes.to_vec()) {
            assert_eq!(sealed.as_bytes(), bytes);
            assert!(open_head(&self.key, VAULT, &sealed).is_err());
            assert!(open_manifest(&self.key, VAULT, &sealed).is_err());
            assert!(ClassPrivate::open(&self.key, VAULT, &sealed).is_err());
        }
    }

    /// Opens what was sealed when nothing changed, and refuses it otherwise.
    fn open_changed(
        &self,
        sealed: &[u8],
        changes: &[u8],
        open: impl Fn(Vec<u8>) -> Result<Vec<u8>, Error>,
    ) {
        let mut changed = sealed.to_vec();
        for change in changes.chunks_exact(3) {
            let place = usize::from(u16::from_be_bytes([change[0], change[1]])) % changed.len();
            changed[place] ^= change[2];
        }
        let expected = (changed == sealed).then_some(JSON);
        assert_eq!(open(changed).ok().as_deref(), expected);
    }
}
