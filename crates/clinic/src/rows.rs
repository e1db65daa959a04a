//! Keys as they lie in rows: from the vault's types to the store's, and back with every check.

use vault::{Class, Epoch, Escrow, Grant, SealedPair, Slot, SlotColumns, SlotId, UserId, VaultId};

use crate::Result;

pub(crate) fn slot_row(slot: &Slot) -> store::Slot {
    let columns = slot.columns();
    store::Slot {
        id: *columns.slot.as_bytes(),
        user: *columns.user.as_bytes(),
        kind: columns.kind,
        m_kib: columns.m_kib,
        t: columns.t,
        p: columns.p,
        salt: columns.salt,
        sealed: slot.sealed().as_bytes().to_vec(),
        sha256: slot.row_hash(),
    }
}

pub(crate) fn grant_row(grant: &Grant) -> store::Grant {
    store::Grant {
        user: *grant.user().as_bytes(),
        class: grant.class().number(),
        epoch: grant.epoch().0,
        sealed: grant.sealed().as_bytes().to_vec(),
        sha256: grant.row_hash(),
    }
}

pub(crate) fn escrow_row(escrow: &Escrow) -> store::Escrow {
    store::Escrow {
        user: *escrow.user().as_bytes(),
        epoch: escrow.epoch().0,
        sealed: escrow.sealed().as_bytes().to_vec(),
        sha256: escrow.row_hash(),
    }
}

pub(crate) fn pair_row(pair: &SealedPair) -> store::ClassPair {
    store::ClassPair {
        class: pair.public.class.number(),
        epoch: pair.public.epoch.0,
        sealed: pair.private.as_bytes().to_vec(),
    }
}

pub(crate) fn head_row(class: Class, sealed: vault::Sealed) -> store::Head {
    store::Head { class: class.number(), epoch: sealed.epoch().0, sealed: sealed.into_bytes() }
}

pub(crate) fn read_slot(vault: VaultId, row: store::Slot) -> Result<Slot> {
    let columns = SlotColumns {
        user: UserId::from_bytes(row.user),
        slot: SlotId::from_bytes(row.id),
        kind: row.kind,
        m_kib: row.m_kib,
        t: row.t,
        p: row.p,
        salt: row.salt,
    };
    Ok(Slot::from_row(vault, columns, row.sealed, &row.sha256)?)
}

pub(crate) fn read_grant(vault: VaultId, row: store::Grant) -> Result<Grant> {
    let (user, class) = (UserId::from_bytes(row.user), Class::try_from(row.class)?);
    Ok(Grant::from_row(vault, user, class, Epoch(row.epoch), row.sealed, &row.sha256)?)
}

pub(crate) fn read_escrow(vault: VaultId, row: store::Escrow) -> Result<Escrow> {
    let user = UserId::from_bytes(row.user);
    Ok(Escrow::from_row(vault, user, Epoch(row.epoch), row.sealed, &row.sha256)?)
}
