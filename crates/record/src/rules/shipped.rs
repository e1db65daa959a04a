//! The rule packs that are shipped, read once.

use std::sync::LazyLock;

use super::{pack::Pack, parse::parse};
use crate::library::Refused;

macro_rules! rules {
    ($($file:literal),* $(,)?) => {
        [$(($file, include_str!(concat!("../../library/rules/", $file)))),*]
    };
}

/// Every file of `library/rules`, in the order staff see.
const FILES: &[(&str, &str)] = &rules![
    "iop-core.toml",
    "adolescent.toml",
    "medicare-iop.toml",
    "joint-commission-style.toml",
    "carf-style.toml",
    "frequent-review-state.toml",
];

static SHIPPED: LazyLock<Result<Vec<Pack>, Refused>> =
    LazyLock::new(|| FILES.iter().map(|(file, text)| parse(file, text)).collect());

/// The rule packs that come with the product.
///
/// # Errors
/// None in a build that passed its tests, which read every shipped file.
pub fn shipped() -> Result<&'static [Pack], Refused> {
    SHIPPED.as_ref().map(Vec::as_slice).map_err(Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_pack_is_read_named_after_its_file_and_says_where_it_comes_from() {
        let packs = shipped().unwrap_or_else(|error| panic!("{error}"));
        let named: Vec<String> = packs.iter().map(|pack| format!("{}.toml", pack.id)).collect();
        let files: Vec<&str> = FILES.iter().map(|(file, _)| *file).collect();
        assert_eq!(named, files);
        let medicare = packs.iter().find(|pack| pack.id == "medicare-iop").unwrap();
        let certification = medicare.certification.as_ref().unwrap();
        assert_eq!((certification.conditions.len(), medicare.recertify_days), (7, Some(60)));
        for pack in packs {
            for word in ["compliant", "eligible", "low risk"] {
                let said = format!("{pack:?}").to_lowercase();
                assert!(!said.contains(word), "{}: {word}", pack.id);
            }
        }
    }
}
