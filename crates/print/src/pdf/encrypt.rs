//! The last pass over a finished file for someone who wants a passphrase on it: AES-256 over every
//! string and stream (ISO 32000-2, 7.6, revision 6). Printing and copying stay permitted.
//!
//! It makes no random bytes: they come from the caller. Without them the same file would come out
//! twice, and that is not wanted here.

use aes::{Aes256, cipher::KeyInit};
use lopdf::{Dictionary, Document, Object, StringFormat, dictionary, xref::XrefType};
use zeroize::Zeroizing;

use super::keys::{Keys, Passphrase, chained};
use crate::Error;

/// A source of random bytes that nobody can foretell: it fills the slice, or says that it cannot.
pub type Random<'r> = dyn FnMut(&mut [u8]) -> Result<(), Error> + 'r;

/// Print (3), copy (5), copy for reading aloud (10), print well (12); the bits that are reserved are
/// set (ISO 32000-2, table 22). Changing, filling in and taking apart are not permitted.
const PERMISSIONS: i32 = !0b11 & !(1 << 3 | 1 << 5 | 1 << 8 | 1 << 10);

/// Encrypts a finished file, so that it opens with the passphrase alone. Title, description, outline
/// and text are all inside; the identity is a new one, because the old one follows from the content.
/// The file is never the same twice.
///
/// # Errors
/// [`Error::NoRandomness`] when the source gives none; [`Error::Structure`] when `bytes` are not a
/// file of [`crate::pdf`]; [`Error::Write`] when the bytes cannot be written.
pub fn encrypt(
    bytes: &[u8],
    passphrase: &Passphrase,
    random: &mut Random<'_>,
) -> Result<Vec<u8>, Error> {
    let mut document = Document::load_mem(bytes).map_err(|_| Error::Structure("content"))?;
    if document.is_encrypted() {
        return Err(Error::Structure("content that could be read"));
    }
    let keys = Keys::make(passphrase, PERMISSIONS, random)?;
    let cipher = Aes256::new(&(*keys.file).into());
    extend(&mut document)?;
    for object in document.objects.values_mut() {
        seal(object, &cipher, random)?;
    }
    let dictionary = document.add_object(dictionary(&keys));
    document.trailer.set("Encrypt", dictionary);
    // What the finished file says of its packed table is not true of the one that follows.
    for key in [&b"Type"[..], b"W", b"Index", b"Filter", b"DecodeParms", b"Length"] {
        document.trailer.remove(key);
    }
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    let identity = hexadecimal(&drawn::<16>(random)?);
    document.trailer.set("ID", vec![identity.clone(), identity]);
    let mut sealed = Vec::new();
    document.save_to(&mut sealed).map_err(|_| Error::Write)?;
    Ok(sealed)
}

/// Random bytes from the caller's source.
pub(super) fn drawn<const N: usize>(random: &mut Random<'_>) -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    random(&mut bytes)?;
    Ok(bytes)
}

/// Says in the catalog that the file uses what came after version 1.7.
fn extend(document: &mut Document) -> Result<(), Error> {
    let catalog = document.catalog_mut().map_err(|_| Error::Structure("catalog"))?;
    let level = dictionary! { "BaseVersion" => "1.7", "ExtensionLevel" => 8 };
    catalog.set("Extensions", dictionary! { "ADBE" => level });
    Ok(())
}

/// Encrypts every string in the object, and the content if it is a stream. A table of references is
/// never encrypted.
fn seal(object: &mut Object, cipher: &Aes256, random: &mut Random<'_>) -> Result<(), Error> {
    match object {
        Object::String(words, format) => {
            *words = sealed(words, cipher, random)?;
            *format = StringFormat::Hexadecimal;
        }
        Object::Array(parts) => {
            for part in parts {
                seal(part, cipher, random)?;
            }
        }
        Object::Dictionary(entries) => seal_entries(entries, cipher, random)?,
        Object::Stream(stream) if !stream.dict.has_type(b"XRef") => {
            seal_entries(&mut stream.dict, cipher, random)?;
            let content = sealed(&stream.content, cipher, random)?;
            stream.set_content(content);
        }
        _ => {}
    }
    Ok(())
}

fn seal_entries(
    entries: &mut Dictionary,
    cipher: &Aes256,
    random: &mut Random<'_>,
) -> Result<(), Error> {
    for (_, value) in entries.iter_mut() {
        seal(value, cipher, random)?;
    }
    Ok(())
}

/// Algorithm 1.A: a new starting vector, then the text, filled up to whole blocks.
fn sealed(text: &[u8], cipher: &Aes256, random: &mut Random<'_>) -> Result<Vec<u8>, Error> {
    let vector = drawn::<16>(random)?;
    let fill = 16 - text.len() % 16;
    let mut padded = Zeroizing::new(text.to_vec());
    padded.resize(text.len() + fill, fill as u8);
    chained(cipher, vector, &mut padded);
    Ok([vector.as_slice(), padded.as_slice()].concat())
}

/// The encryption dictionary. Readers in use need both lengths, which the specification leaves out.
fn dictionary(keys: &Keys) -> Dictionary {
    let filter = dictionary! {
        "Type" => "CryptFilter", "CFM" => "AESV3", "AuthEvent" => "DocOpen", "Length" => 32,
    };
    dictionary! {
        "Filter" => "Standard", "V" => 5, "R" => 6, "Length" => 256,
        "CF" => dictionary! { "StdCF" => filter }, "StmF" => "StdCF", "StrF" => "StdCF",
        "U" => hexadecimal(&keys.user), "UE" => hexadecimal(&keys.user_wrapped),
        "O" => hexadecimal(&keys.owner), "OE" => hexadecimal(&keys.owner_wrapped),
        "Perms" => hexadecimal(&keys.permitted), "P" => i64::from(PERMISSIONS),
        "EncryptMetadata" => true,
    }
}

fn hexadecimal(bytes: &[u8]) -> Object {
    Object::String(bytes.to_vec(), StringFormat::Hexadecimal)
}
