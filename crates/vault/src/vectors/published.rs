//! Published vectors of the primitives: RFC 5869, RFC 9106 and Wycheproof, through the same calls
//! that the boxes make.

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    hmac,
};
use wycheproof::{aead, hkdf, mac};

use super::vector::unhex;
use crate::envelope::derive_hkdf;

fn check_hkdf(ikm: &[u8], salt: &[u8], info: &[u8], okm: &str) {
    let mut derived = vec![0; okm.len() / 2];
    derive_hkdf(ikm, salt, &[info], &mut derived).unwrap();
    assert_eq!(derived, unhex(okm));
}

/// RFC 5869, appendix A.1 to A.3.
#[test]
fn hkdf_agrees_with_its_rfc() {
    let range = |from: u8, to: u8| (from..=to).collect::<Vec<_>>();
    check_hkdf(
        &[0x0b; 22],
        &range(0x00, 0x0c),
        &range(0xf0, 0xf9),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    );
    check_hkdf(
        &range(0x00, 0x4f),
        &range(0x60, 0xaf),
        &range(0xb0, 0xff),
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c\
         59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71\
         cc30c58179ec3e87c14c01d5c1f3434f1d87",
    );
    check_hkdf(
        &[0x0b; 22],
        &[],
        &[],
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    );
}

/// RFC 9106, section 5.3.
#[test]
fn argon2id_agrees_with_its_rfc() {
    let params = ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(AssociatedData::new(&[4; 12]).unwrap())
        .build()
        .unwrap();
    let argon2 =
        Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut tag = [0; 32];
    argon2.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
    let expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
    assert_eq!(tag.as_slice(), unhex(expected));
}

#[test]
fn hkdf_sha256_agrees_with_wycheproof() {
    let set = hkdf::TestSet::load(hkdf::TestName::HkdfSha256).unwrap();
    let tests: Vec<_> = set.test_groups.into_iter().flat_map(|group| group.tests).collect();
    assert!(tests.len() >= 80, "{}", tests.len());
    for test in tests {
        let mut okm = vec![0; test.size];
        let derived = derive_hkdf(&test.ikm, &test.salt, &[&test.info], &mut okm);
        assert_eq!(derived.is_err(), test.result.must_fail(), "test {}", test.tc_id);
        assert!(derived.is_err() || okm == *test.okm, "test {}", test.tc_id);
    }
}

#[test]
fn hmac_sha256_agrees_with_wycheproof() {
    let set = mac::TestSet::load(mac::TestName::HmacSha256).unwrap();
    let mut checked = 0;
    for group in set.test_groups.into_iter().filter(|group| group.tag_size == 256) {
        for test in group.tests {
            let key = hmac::Key::new(hmac::HMAC_SHA256, &test.key);
            let good = hmac::verify(&key, &test.msg, &test.tag).is_ok();
            assert_eq!(good, !test.result.must_fail(), "test {}", test.tc_id);
            checked += 1;
        }
    }
    assert!(checked >= 80, "{checked}");
}

#[test]
fn aes_256_gcm_agrees_with_wycheproof() {
    let set = aead::TestSet::load(aead::TestName::AesGcm).unwrap();
    let ours = |group: &aead::TestGroup| {
        (group.key_size, group.nonce_size, group.tag_size) == (256, 96, 128)
    };
    let tests: Vec<_> =
        set.test_groups.into_iter().filter(ours).flat_map(|group| group.tests).collect();
    assert!(tests.len() >= 60, "{}", tests.len());
    for test in tests {
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &test.key).unwrap());
        let nonce = || Nonce::try_assume_unique_for_key(&test.nonce).unwrap();
        let mut bytes = [test.ct.as_slice(), &test.tag].concat();
        let opened = key.open_in_place(nonce(), Aad::from(&test.aad), &mut bytes);
        assert_eq!(opened.is_err(), test.result.must_fail(), "test {}", test.tc_id);
        if let Ok(opened) = opened {
            assert_eq!(*opened, **test.pt, "test {}", test.tc_id);
            let mut sealed = test.pt.to_vec();
            key.seal_in_place_append_tag(nonce(), Aad::from(&test.aad), &mut sealed).unwrap();
            assert_eq!(sealed, [test.ct.as_slice(), &test.tag].concat(), "test {}", test.tc_id);
        }
    }
}
