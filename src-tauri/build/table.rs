//! Reads the table of commands as text: for the permission manifest and for the page's types.
//!
//! Knows the shape `name(Request) -> Reply;` of a line and nothing of what a command does.

/// A line of the table.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Command {
    /// What the page calls it.
    pub(crate) name: String,
    /// What it takes.
    #[allow(dead_code, reason = "the permission manifest needs names only")]
    pub(crate) request: String,
    /// What it gives, as a Rust type.
    #[allow(dead_code, reason = "the permission manifest needs names only")]
    pub(crate) reply: String,
    /// Its doc line.
    #[allow(dead_code, reason = "the permission manifest needs names only")]
    pub(crate) doc: String,
}

/// Every command of the table in `source`, in its order.
pub(crate) fn commands(source: &str) -> Vec<Command> {
    let mut found = Vec::new();
    let mut doc = "";
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("/// ") {
            doc = text;
        } else if let Some(command) = command(line, doc) {
            found.push(command);
        }
    }
    found
}

fn command(line: &str, doc: &str) -> Option<Command> {
    let (head, reply) = line.strip_suffix(';')?.split_once(" -> ")?;
    let (name, request) = head.strip_suffix(')')?.split_once('(')?;
    let snake = |c: char| c.is_ascii_lowercase() || c == '_';
    let word = |c: char| c.is_ascii_alphanumeric();
    if name.is_empty() || !name.chars().all(snake) || !request.chars().all(word) {
        return None;
    }
    Some(Command {
        name: name.to_owned(),
        request: request.to_owned(),
        reply: reply.to_owned(),
        doc: doc.to_owned(),
    })
}
