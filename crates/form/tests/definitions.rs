//! What is refused in a definition, and where: clinics write these files by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use form::{Definition, DefinitionRefused, Error};
use std::path::{Path, PathBuf};

fn refused(text: &str) -> DefinitionRefused {
    match Definition::parse("pack.toml", text) {
        Err(Error::Definition(refused)) => *refused,
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("was taken:\n{text}"),
    }
}

/// Refused on the line that holds `<<`, with these words.
fn check(text: &str, words: &str) {
    let line = text.lines().position(|line| line.contains("<<")).expect("a marked line") + 1;
    let refusal = refused(&text.replace("<<", ""));
    assert!(refusal.problem.contains(words), "{refusal}");
    assert!(refusal.problem.ends_with('.'), "not a sentence: {refusal}");
    assert_eq!(refusal.line, line, "{refusal}");
    assert!(refusal.to_string().starts_with(&format!("pack.toml:{line}:")));
}

const HEAD: &str =
    "id = \"pack\"\nversion = \"1.0.0\"\nrole = \"section\"\nclass = 1\ntitle = \"Pack\"\n";
const SCREEN: &str = concat!(
    "id = \"pack\"\nversion = \"1.0.0\"\nrole = \"screening\"\nclass = 2\ntitle = \"Pack\"\n",
    "[instrument]\nadministration = \"self\"\n",
    "licence = { status = \"app-authored\", statement = \"Ours.\", source = \"Ours.\" }\n",
    "population = { label = \"any\" }\n",
    "[[item]]\nid = \"a\"\nlabel = \"A\"\nkind = \"integer\"\nmin = 0\nmax = 3\n",
    "[[item]]\nid = \"b\"\nlabel = \"B\"\nkind = \"integer\"\nmin = 0\nmax = 3\n",
);

fn section(rest: &str) -> String {
    format!(
        "{HEAD}[[item]]\nid = \"first\"\nlabel = \"First\"\nkind = \"choice\"\nchoices = \"yes-no\"\n{rest}"
    )
}

fn screen(rest: &str) -> String {
    format!("{SCREEN}[[score]]\nid = \"total\"\nlabel = \"Total\"\n{rest}")
}

const SUM: &str = "method = \"sum\"\nitems = [\"a\", \"b\"]\nrange = [0, 6]\nmissing = { policy = \"all_required\" }\n";

#[test]
fn the_examples_are_taken_before_they_are_broken() {
    Definition::parse("pack.toml", &section("")).unwrap();
    Definition::parse("pack.toml", &screen(SUM)).unwrap();
}

#[test]
fn names_that_lead_nowhere_are_refused_where_they_stand() {
    check(
        &section(
            "[[item]]\nid = \"b\"\nlabel = \"B\"\nkind = \"choice\"\nchoices = \"no-such\"<<\n",
        ),
        "no choice set \"no-such\"",
    );
    check(
        &section("[[item]]\nid = \"first\"<<\nlabel = \"B\"\nkind = \"text\"\n"),
        "defined twice",
    );
    check(
        &section(
            "[[item]]\nid = \"b\"\nlabel = \"B\"\nkind = \"text\"\nshow_when = { item = \"zzz\", op = \"==\", value = \"yes\" }<<\n",
        ),
        "no item \"zzz\"",
    );
    check(
        &section(
            "[[item]]\nid = \"b\"<<\nlabel = \"B\"\nkind = \"date\"\nnot_before = \"first\"\n",
        ),
        "not a date item",
    );
    check(
        &screen(
            "method = \"sum\"\nitems = [\"a\", \"zzz\"]<<\nmissing = { policy = \"all_required\" }\n",
        ),
        "no item \"zzz\"",
    );
    check(
        &screen(&format!(
            "{SUM}[[band]]\nscore = \"zzz\"<<\nmin = 0\nmax = 6\ncode = \"x\"\nlabel = \"X\"\n"
        )),
        "no score \"zzz\"",
    );
    check(
        &screen(&format!(
            "{SUM}[[alert]]\nid = \"x\"\nlevel = \"high\"\nmessage = \"M.\"\nwhen = {{ score = \"zzz\", op = \">\", value = 1 }}<<\n"
        )),
        "no score \"zzz\"",
    );
}

#[test]
fn comparisons_that_make_no_sense_are_refused() {
    let with = |condition: &str| {
        section(&format!(
            "[[item]]\nid = \"b\"\nlabel = \"B\"\nkind = \"text\"\nshow_when = {condition}<<\n"
        ))
    };
    check(&with("{ item = \"first\", op = \"==\", value = \"maybe\" }"), "cannot be compared");
    check(&with("{ item = \"first\", op = \">\", value = 1 }"), "cannot be compared");
    check(&with("{ item = \"first\", op = \"~\", value = \"yes\" }"), "operator");
    check(&with("{ item = \"first\", missing = \"first\" }"), "exactly one");
    check(&with("{ item = \"first\", op = \"==\" }"), "needs \"op\" and \"value\"");
    check(&with("{ any = [] }"), "at least one");
    check(&with("{ context = \"weather\", op = \"==\", value = \"sun\" }"), "context is");
    check(&with("{ item = \"b\", op = \"==\", value = \"x\" }"), "cannot be compared");
    check(
        &with(&format!("{}{{ missing = \"first\" }}{}", "{ not = ".repeat(20), " }".repeat(20))),
        "nested too deeply",
    );
}

#[test]
fn circles_are_refused() {
    check(
        &section(concat!(
            "[[item]]\nid = \"b\"<<\nlabel = \"B\"\nkind = \"choice\"\nchoices = \"yes-no\"\nshow_when = { item = \"c\", op = \"==\", value = \"yes\" }\n",
            "[[item]]\nid = \"c\"\nlabel = \"C\"\nkind = \"choice\"\nchoices = \"yes-no\"\nshow_when = { item = \"b\", op = \"==\", value = \"yes\" }\n",
        )),
        "circle",
    );
}

#[test]
fn bands_cover_the_range_once() {
    let band = |min: i64, max: i64, mark: &str| {
        format!(
            "[[band]]\nscore = \"total\"{mark}\nmin = {min}\nmax = {max}\ncode = \"b{min}\"\nlabel = \"B\"\n"
        )
    };
    check(&screen(&format!("{SUM}{}{}", band(0, 2, ""), band(4, 6, "<<"))), "leave out 3");
    check(&screen(&format!("{SUM}{}{}", band(0, 3, ""), band(3, 6, "<<"))), "overlap at 3");
    check(
        &screen(&format!("{SUM}{}{}", band(0, 3, ""), band(4, 7, "<<"))),
        "do not run from 0 to 6",
    );
    check(&screen(&format!("{SUM}{}", band(4, 3, "<<"))), "ends before it begins");
}

#[test]
fn a_score_has_what_its_method_needs_and_says_what_a_gap_means() {
    check(&screen("method = \"sum\"<<\nitems = [\"a\"]\n"), "nothing is silently zero");
    check(
        &screen("method = \"sum\"<<\nmissing = { policy = \"all_required\" }\n"),
        "needs the key \"items\"",
    );
    check(
        &screen(
            "method = \"sum\"<<\nitems = [\"a\"]\ncap = 3\nmissing = { policy = \"all_required\" }\n",
        ),
        "does not belong",
    );
    check(
        &screen(
            "method = \"min\"\nitems = [\"a\"]\nmissing = { policy = \"prorate\", max_missing = 1 }<<\n",
        ),
        "cannot be prorated",
    );
    check(
        &screen(
            "method = \"sum\"\nitems = [\"a\"]\nmissing = { policy = \"refusal_is_positive\" }<<\n",
        ),
        "does not fit the method",
    );
    check(&screen("method = \"median\"<<\nitems = [\"a\"]\n"), "unknown variant");
    check(
        &screen(
            "method = \"sum\"<<\nitems = [\"a\", \"a\"]\nmissing = { policy = \"all_required\" }\n",
        ),
        "named twice",
    );
    let circle = screen("method = \"scale\"\nof = \"total\"\nfactor = 2\n");
    check(&circle.replace("id = \"total\"\n", "id = \"total\"<<\n"), "circle");
}

#[test]
fn hostile_files_are_bounded() {
    let huge = format!("{}# {}", section(""), "x".repeat(1 << 20));
    assert!(refused(&huge).problem.contains("1 MiB"));
    let deep = format!("{HEAD}show_when = {}{}", "{ not = ".repeat(5_000), "}".repeat(5_000));
    assert!(!refused(&deep).problem.is_empty());
    let many: String = (0..600)
        .map(|n| format!("[[item]]\nid = \"i{n}\"\nlabel = \"I\"\nkind = \"text\"\n"))
        .collect();
    assert!(refused(&format!("{HEAD}{many}")).problem.contains("500 items"));
    check(
        &format!("{HEAD}[[item]]\nid = \"a/b\"<<\nlabel = \"A\"\nkind = \"text\"\n"),
        "An id has",
    );
}

fn shipped_files() -> Vec<PathBuf> {
    let defs = Path::new(env!("CARGO_MANIFEST_DIR")).join("defs");
    let folders = ["", "intake", "screening"].map(|folder| defs.join(folder));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect()
}

#[test]
fn every_file_that_lies_there_is_shipped_under_the_name_of_its_file() {
    let catalog = form::Catalog::shipped().unwrap();
    let name = |file: &Path| file.file_stem().unwrap().to_str().unwrap().to_owned();
    for file in shipped_files() {
        assert!(catalog.form(&name(&file)).is_some(), "{} is not shipped", file.display());
    }
    let choices = Path::new(env!("CARGO_MANIFEST_DIR")).join("defs/choices");
    for file in std::fs::read_dir(choices).unwrap() {
        let set = name(&file.unwrap().path());
        Definition::parse("pack.toml", &section("").replace("yes-no", &set)).unwrap();
    }
}

/// A key nobody knows is found wherever it stands: before every key of every table, and in every
/// inline table.
#[test]
fn any_unknown_key_in_a_shipped_definition_is_refused_with_its_line() {
    let mut tried = 0;
    for file in shipped_files() {
        let text = std::fs::read_to_string(&file).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let key = line.split_once(" = ").is_some_and(|(key, _)| {
                key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            });
            let mut broken = Vec::new();
            if key {
                broken.push(format!("no_such_key = 1\n{line}"));
            }
            broken.extend(line.match_indices("{ ").map(|(brace, _)| {
                format!("{}no_such_key = 1, {}", &line[..brace + 2], &line[brace + 2..])
            }));
            for replaced in broken {
                let mut changed: Vec<&str> = lines.clone();
                changed[at] = &replaced;
                let refusal = refused(&changed.join("\n"));
                assert!(refusal.problem.contains("no_such_key"), "{}: {refusal}", file.display());
                assert_eq!(refusal.line, at + 1, "{}: {refusal}", file.display());
                tried += 1;
            }
        }
    }
    assert!(tried > 800, "only {tried} places");
}

#[test]
fn what_a_form_says_of_itself_fits_its_role() {
    let top =
        |key: &str| format!("{HEAD}{key}\n[[item]]\nid = \"a\"\nlabel = \"A\"\nkind = \"text\"\n");
    let form = Definition::parse(
        "pack.toml",
        &top("start_today = true\nasked_by = \"clinician\"\nask_alone_under_18 = true"),
    )
    .unwrap();
    assert!(form.start_today && form.ask_alone_under_18);
    assert_eq!(form.asked_by, form::AskedBy::Clinician);
    check(&top("asked_by = \"neighbor\"<<"), "unknown variant");
    check(&top("start_today = \"yes\"<<"), "invalid type");
    check(&top("start_today = true<<").replace("section", "record"), "does not belong");
    let screened = SCREEN.replace("class = 2\n", "class = 2\nasked_by = \"clinician\"<<\n");
    check(&screened, "Only a section");
}

#[test]
fn a_follow_up_names_another_instrument_and_a_condition_that_can_be_read() {
    let follow = |form: &str, when: &str| {
        screen(&format!("{SUM}[[follow_up]]\nform = \"{form}\"\nwhen = {when}\n"))
    };
    let fine = "{ score = \"total\", op = \">=\", value = 3 }";
    let pack = Definition::parse("pack.toml", &follow("other", fine)).unwrap();
    assert_eq!(pack.follow_ups[0].form, "other");
    check(&follow("pack\"<<#", fine), "follow itself");
    check(&follow("other", "{ score = \"zzz\", op = \">=\", value = 3 }<<"), "no score \"zzz\"");
    check(&follow("other", "{ score = \"total\", op = \"~\", value = 3 }<<"), "operator");
    let twice = format!("[[follow_up]]\nform = \"other\"<<\nwhen = {fine}\n");
    check(&format!("{}{twice}", follow("other", fine)), "named twice");
    check(&section(&twice), "Only a screening");
}

#[test]
fn a_week_a_table_and_hours_stand_where_they_can_be_read() {
    let week = "[[item]]\nid = \"w\"\nlabel = \"W\"\nkind = \"week\"\nheading = \"Times\"\n";
    let hours = |computed: &str| {
        section(&format!(
            "{week}[[item]]\nid = \"h\"<<\nlabel = \"H\"\nkind = \"computed\"\ncomputed = {computed}\n"
        ))
    };
    let nine = "{ hours_a_week = { week = \"w\", adult = 9, adolescent = 6 } }";
    let form = Definition::parse("pack.toml", &hours(nine).replace("<<", "")).unwrap();
    assert_eq!(form.item("w").unwrap().heading.as_deref(), Some("Times"));
    check(&hours(&nine.replace("\"w\"", "\"first\"")), "not a week item");
    let at = |computed: &str| hours(&format!("{computed}<<")).replacen("<<", "", 1);
    check(&at(&nine.replace("adult = 9", "adult = 900")), "168 hours");
    check(&at("{ }"), "exactly one");
    check(
        &section("[[item]]\nid = \"b\"\nlabel = \"B\"\nkind = \"text\"\nlayout = \"table\"<<\n"),
        "does not belong",
    );
    check(
        &section("[[item]]\nid = \"b\"\nlabel = \"B\"\nkind = \"text\"\nheading = \"\"<<\n"),
        "may not be empty",
    );
}

#[test]
fn a_blank_of_another_section_can_be_asked_for_by_its_path() {
    let with = |missing: &str| {
        section(&format!(
            "[[item]]\nid = \"b\"\nlabel = \"B\"\nkind = \"text\"\nshow_when = {{ missing = \"{missing}\" }}<<\n"
        ))
    };
    Definition::parse("pack.toml", &with("identity.pronouns").replace("<<", "")).unwrap();
    check(&with("identity.pronouns.more"), "no item");
    check(&with("pronouns"), "no item");
}
