//! A request as it comes from the page: measured, then read. A page that has been tampered with is
//! expected here; nothing it sends is repeated in an error.

use std::io;

use clinic::Code;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tauri::ipc::InvokeBody;

/// The most bytes a request may have, as JSON. The longest answer a form takes is far below it.
pub(crate) const LIMIT: usize = 2 * 1024 * 1024;

/// Reads `{ "request": ... }`.
///
/// # Errors
/// [`Code::TooLong`] over [`LIMIT`]; [`Code::BadRequest`] for anything that is not the request.
pub(crate) fn read<Q: DeserializeOwned>(body: &InvokeBody) -> Result<Q, Code> {
    let InvokeBody::Json(Value::Object(fields)) = body else { return Err(Code::BadRequest) };
    let request = match fields.get("request") {
        Some(request) if fields.len() == 1 => request,
        _ => return Err(Code::BadRequest),
    };
    if serde_json::to_writer(Scale { left: LIMIT }, request).is_err() {
        return Err(Code::TooLong);
    }
    Q::deserialize(request).map_err(|_| Code::BadRequest)
}

/// Takes what is written onto it until it is full.
struct Scale {
    left: usize,
}

impl io::Write for Scale {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.left = self.left.checked_sub(bytes.len()).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clinic::view::request::{FindClients, Nothing};
    use serde_json::json;

    fn find(text: &str) -> InvokeBody {
        InvokeBody::Json(
            json!({ "request": { "token": "t", "find": text, "stage": "", "offset": 0, "limit": 5 } }),
        )
    }

    #[test]
    fn a_request_is_read() {
        let read: FindClients = read(&find("ana")).unwrap();
        assert_eq!((read.find.as_str(), read.limit), ("ana", 5));
    }

    #[test]
    fn a_request_over_two_mebibytes_is_too_long() {
        assert!(read::<FindClients>(&find(&"x".repeat(1024 * 1024))).is_ok());
        assert_eq!(read::<FindClients>(&find(&"x".repeat(LIMIT))).err(), Some(Code::TooLong));
    }

    #[test]
    fn the_limit_counts_what_is_nested() {
        let rows: Vec<Value> = (0..LIMIT / 8).map(|_| json!(["abcd"])).collect();
        let body = InvokeBody::Json(json!({ "request": { "rows": rows } }));
        assert_eq!(read::<Nothing>(&body).err(), Some(Code::TooLong));
    }

    #[test]
    fn anything_but_the_request_is_refused() {
        for body in [
            json!({}),
            json!({ "request": {}, "more": 1 }),
            json!({ "request": { "unknown": true } }),
            json!({ "request": "text" }),
            json!([]),
        ] {
            assert_eq!(read::<Nothing>(&InvokeBody::Json(body)).err(), Some(Code::BadRequest));
        }
        assert_eq!(read::<Nothing>(&InvokeBody::Raw(vec![1])).err(), Some(Code::BadRequest));
    }
}
