//! Text by whole lines: whether some lines stand in it, and what takes their place.
//!
//! A line counts as a whole, so that "cat" in somebody's own sentence is never taken for the "at"
//! that intake said. It does not know plans.

/// The text with `old` replaced where those lines stand as they are; nothing where they do not.
pub(super) fn replaced(text: &str, old: &str, new: &str) -> Option<String> {
    let at = position(text, old)?;
    let lines: Vec<&str> = text.split('\n').collect();
    let after = at + count(old);
    let kept = |lines: &[&str]| lines.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let mut whole = kept(lines.get(..at)?);
    whole.push(new.trim().to_owned());
    whole.extend(kept(lines.get(after..)?));
    Some(whole.join("\n"))
}

/// Whether these lines stand in the text, one below the other.
pub(super) fn stand(text: &str, sought: &str) -> bool {
    position(text, sought).is_some()
}

/// The line where they begin.
fn position(text: &str, sought: &str) -> Option<usize> {
    let sought: Vec<&str> = sought.trim().split('\n').map(str::trim).collect();
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    if sought.concat().is_empty() {
        return None;
    }
    lines.windows(sought.len()).position(|window| window == sought)
}

fn count(text: &str) -> usize {
    text.trim().split('\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_as_wholes_only() {
        for (text, sought, found) in [
            ("Funny", "Funny", true),
            ("Never gives up\n Funny ", "Funny", true),
            ("Sertraline\nTrazodone", "Sertraline\nTrazodone", true),
            ("cat", "a", false),
            ("Very funny", "funny", false),
            ("Sertraline\nWalks\nTrazodone", "Sertraline\nTrazodone", false),
            ("", "", false),
            ("words", " \n ", false),
        ] {
            assert_eq!(stand(text, sought), found, "{text:?} {sought:?}");
        }
    }

    #[test]
    fn the_lines_around_stay_as_they_were() {
        assert_eq!(replaced("Own\nA\nB\n end ", "A\nB", "C").as_deref(), Some("Own\nC\n end "));
        assert_eq!(replaced("cat", "a", "b"), None);
    }
}
