//! The Secret Service of freedesktop.org, over the session bus.
//!
//! The bytes cross the bus as they are (its "plain" session): the bus is a socket of the same
//! person, whose other programs can ask the service just the same. A locked collection is not
//! unlocked, because that asks the person for a password; it counts as absent.

use std::collections::HashMap;

use serde::Serialize;
use zbus::{
    Connection, DynamicType, Message, ObjectPath, OwnedObjectPath, Variant, block_on, connection,
};

use super::{Absent, Keychain};
use crate::bus;

const SERVICE: &str = "org.freedesktop.secrets";
const ROOT: &str = "/org/freedesktop/secrets";
const APPLICATION: &str = "org.goldthread.app";
/// The path that stands for nothing.
const NOWHERE: &str = "/";

/// What a secret is on the bus: its session, parameters, bytes and content type.
type Secret<'a> = (ObjectPath<'a>, &'a [u8], &'a [u8], &'a str);

/// The Secret Service of the session bus, asked anew for each call.
#[derive(Default)]
pub(crate) struct SecretService {
    /// Another bus than the session's own, for tests.
    address: Option<String>,
}

impl SecretService {
    /// The service on the bus at an address.
    #[cfg(test)]
    pub(crate) fn at(address: &str) -> Self {
        Self { address: Some(address.to_owned()) }
    }

    fn ask<R>(&self, question: impl AsyncFnOnce(&Asked) -> zbus::Result<R>) -> Result<R, Absent> {
        block_on(async {
            let builder = match &self.address {
                Some(address) => connection::Builder::address(address.as_str()),
                None => connection::Builder::session(),
            };
            let asked = Asked { bus: bus::connect(builder).await? };
            question(&asked).await
        })
        .map_err(|_: zbus::Error| Absent)
    }
}

impl Keychain for SecretService {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Absent> {
        self.ask(async |asked| {
            let Some(item) = asked.find(name).await? else { return Ok(None) };
            let session = asked.open_session().await?;
            let reply = asked.call(&item, "Item", "GetSecret", &(&session,)).await?;
            let body = reply.body();
            let ((_, _, bytes, _),): ((ObjectPath<'_>, Vec<u8>, Vec<u8>, String),) =
                body.deserialize()?;
            Ok(Some(bytes))
        })
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Absent> {
        self.ask(async |asked| {
            let collection = asked.default_collection().await?;
            let session = asked.open_session().await?;
            let label = format!("Goldthread: {name}");
            let properties = HashMap::from([
                ("org.freedesktop.Secret.Item.Label", Variant::from(label)),
                ("org.freedesktop.Secret.Item.Attributes", Variant::from(attributes(name))),
            ]);
            let secret: Secret<'_> = (session.as_ref(), &[], bytes, "application/octet-stream");
            let created = (properties, secret, true);
            let reply = asked.call(&collection, "Collection", "CreateItem", &created).await?;
            let body = reply.body();
            let (item, _prompt): (ObjectPath<'_>, ObjectPath<'_>) = body.deserialize()?;
            if item.as_str() == NOWHERE { Err(prompted()) } else { Ok(()) }
        })
    }

    fn forget(&self, name: &str) -> Result<(), Absent> {
        self.ask(async |asked| {
            while let Some(item) = asked.find(name).await? {
                let reply = asked.call(&item, "Item", "Delete", &()).await?;
                let body = reply.body();
                let (prompt,): (ObjectPath<'_>,) = body.deserialize()?;
                if prompt.as_str() != NOWHERE {
                    return Err(prompted());
                }
            }
            Ok(())
        })
    }
}

/// A service that wants to ask the person something is not asked further.
fn prompted() -> zbus::Error {
    zbus::Error::Unsupported
}

fn attributes(name: &str) -> HashMap<&str, &str> {
    HashMap::from([("application", APPLICATION), ("name", name)])
}

/// A connection to the bus, and the calls of the service on it.
struct Asked {
    bus: Connection,
}

impl Asked {
    async fn call<B: Serialize + DynamicType>(
        &self,
        path: &OwnedObjectPath,
        interface: &str,
        method: &str,
        body: &B,
    ) -> zbus::Result<Message> {
        let interface = format!("org.freedesktop.Secret.{interface}");
        self.bus.call_method(Some(SERVICE), path, Some(interface.as_str()), method, body).await
    }

    async fn ask_service<B: Serialize + DynamicType>(
        &self,
        method: &str,
        body: &B,
    ) -> zbus::Result<Message> {
        self.call(&OwnedObjectPath::try_from(ROOT)?, "Service", method, body).await
    }

    async fn open_session(&self) -> zbus::Result<OwnedObjectPath> {
        let reply = self.ask_service("OpenSession", &("plain", Variant::from(""))).await?;
        let body = reply.body();
        let (_, session): (Variant<'_>, OwnedObjectPath) = body.deserialize()?;
        Ok(session)
    }

    /// The item of this name; one in a locked collection is as good as absent.
    async fn find(&self, name: &str) -> zbus::Result<Option<OwnedObjectPath>> {
        let reply = self.ask_service("SearchItems", &(attributes(name),)).await?;
        let body = reply.body();
        let (open, locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) = body.deserialize()?;
        match open.into_iter().next() {
            None if !locked.is_empty() => Err(prompted()),
            item => Ok(item),
        }
    }

    async fn default_collection(&self) -> zbus::Result<OwnedObjectPath> {
        let reply = self.ask_service("ReadAlias", &("default",)).await?;
        let collection: OwnedObjectPath = reply.body().deserialize()?;
        if collection.as_str() == NOWHERE { Err(prompted()) } else { Ok(collection) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_bus_it_is_absent() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("unix:path={}", folder.path().join("nobody").display());
        let service = SecretService::at(&address);
        assert_eq!(service.read("a"), Err(Absent));
        assert_eq!(service.write("a", b"1"), Err(Absent));
        assert_eq!(service.forget("a"), Err(Absent));
    }
}
