//! A new user's keys: a user key, the grants of the role, the escrow.
//!
//! The first slot is sealed apart (it takes Argon2id's time), from the key that comes with these.
//! Which classes a role holds is the caller's table.

use crate::{Class, Escrow, Grant, Keyring, Result, UserId, UserKey};

/// A new user as stored, and the user's key to seal a slot from.
#[derive(Debug)]
pub struct NewUser {
    /// The user's name in the vault.
    pub user: UserId,
    /// The user's key; wiped when dropped, reachable afterwards through slots and escrow.
    pub key: UserKey,
    /// A grant for every epoch that the creator holds of the role's classes.
    pub grants: Vec<Grant>,
    /// The user's key, for the administrator.
    pub escrow: Escrow,
}

/// Draws the keys of a new user. The creator must hold class 4, and every class of the role:
/// [`crate::Error::NotHeld`] otherwise.
pub fn make_user(creator: &Keyring, classes: &[Class]) -> Result<NewUser> {
    let user = UserId::make()?;
    let key = UserKey::make()?;
    let grants = seal_grants(creator, user, &key, classes)?;
    let escrow = Escrow::seal(creator.vault(), user, &key, creator.current(Class::Admin)?)?;
    Ok(NewUser { user, key, grants, escrow })
}

fn seal_grants(
    creator: &Keyring,
    user: UserId,
    key: &UserKey,
    classes: &[Class],
) -> Result<Vec<Grant>> {
    let mut grants = Vec::new();
    for class in classes {
        creator.current(*class)?;
        for granted in creator.of_class(*class) {
            grants.push(Grant::seal(creator.vault(), user, key, granted)?);
        }
    }
    Ok(grants)
}

#[cfg(test)]
mod tests;
