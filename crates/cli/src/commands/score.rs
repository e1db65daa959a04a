//! `goldthread score`: scores without a vault. Always JSON.

use std::path::Path;

use clinic::{Clock, SystemClock};

use super::{Done, read_json, read_text};
use crate::say::say;

pub(super) fn run(form: &str, answers: &Path, context: Option<&Path>, pack: Option<&Path>) -> Done {
    let answers = read_json(answers)?;
    let context = context.map(read_json).transpose()?;
    let pack = pack.map(|path| read_text(path).map(|text| (path.display().to_string(), text)));
    let pack = pack.transpose()?;
    let pack = pack.as_ref().map(|(file, text)| (file.as_str(), text.as_str()));
    let today = SystemClock::default().today();
    let scored = clinic::score(form, pack, &answers, context.as_ref(), today)?;
    say(true, &scored, &[]);
    Ok(())
}
