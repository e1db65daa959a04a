//! One way to write a closed list of things with an id and words for people.
//!
//! Knows nothing of what is listed.

/// An enum whose entries each have a stable id (in files) and a label (on screen), in order.
macro_rules! listed {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $entry:ident = $id:literal, $label:literal;)+ }) => {
        $(#[$about])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $id)] $entry,)+
        }

        impl $name {
            /// All of them, in the order of the clinical text.
            pub const ALL: &[Self] = &[$(Self::$entry,)+];

            /// The stable id.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$entry => $id,)+ }
            }

            /// Words for people.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$entry => $label,)+ }
            }

            /// The one with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.id() == id)
            }
        }
    };
}

pub(crate) use listed;
