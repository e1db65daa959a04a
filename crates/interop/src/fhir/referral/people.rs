//! Patient.contact and RelatedPerson to Emergency contact, Guardian and Supports. What they may be
//! told and whether they may consent is never in a file: those questions stay blank.

use super::at::At;
use super::codes::{self, EMERGENCY, RELATIONS};
use super::draft::Draft;
use super::fit::{Cell, cell};
use super::identity::is_minor;
use super::party::dialed;
use super::{language, reach, words};

/// Whom a contact or a related person is, whichever of the two says it.
struct Person<'v> {
    at: At<'v>,
    name: String,
    relation: Option<&'static str>,
    /// The relation in the file's words.
    said: String,
    is_emergency: bool,
    phones: Vec<At<'v>>,
}

impl<'v> Person<'v> {
    fn of(draft: &mut Draft<'_>, at: At<'v>, name: String) -> Self {
        let relationships = at.each("relationship");
        let relation = relationships.iter().find_map(|it| codes::by_concept(RELATIONS, it));
        let is_emergency = |it: &At<'_>| {
            EMERGENCY.contains(&words::concept(it).to_lowercase().as_str())
                || words::codes(it).iter().any(|(_, code)| EMERGENCY.contains(code))
        };
        let (emergency, others): (Vec<_>, Vec<_>) =
            relationships.into_iter().partition(|it| is_emergency(it));
        let mut phones = Vec::new();
        for telecom in at.each("telecom") {
            match telecom.text("system") {
                _ if reach::is_over(draft, &telecom) => {
                    draft.leave("The file says that this is no longer in use.", &telecom);
                }
                "phone" | "sms" | "" => phones.push(telecom),
                _ => draft.leave("The forms keep only phone numbers of other people.", &telecom),
            }
        }
        let said = words::concepts(&others);
        Self { name, relation, said, is_emergency: !emergency.is_empty(), phones, at }
    }

    /// Whether somebody like this decides for the person.
    fn decides(&self, is_minor: bool) -> bool {
        let is_parent = matches!(self.relation, Some("MTH" | "FTH" | "PRN"));
        matches!(self.relation, Some("GUARD" | "POWATT")) || (is_parent && is_minor)
    }

    fn relation(&self) -> Option<&'static str> {
        self.relation.or((!self.said.is_empty()).then_some("OTHER"))
    }

    /// The relation in words, where the form has no choice for it.
    fn note(&self) -> String {
        if self.relation.is_none() && !self.said.is_empty() {
            return format!("Relation as in the file: {}", self.said);
        }
        String::new()
    }

    fn phone(&self, number: usize) -> Option<(&At<'v>, String)> {
        let phone = self.phones.get(number)?;
        Some((phone, dialed(phone.text("value"))))
    }
}

/// Reads the contacts of the Patient.
pub(super) fn contacts(draft: &mut Draft<'_>, patient: &At<'_>) {
    for contact in patient.each("contact") {
        let name = contact.get("name").map(|it| words::name(&it)).unwrap_or_default();
        let is_over = contact.get("period").is_some_and(|period| {
            words::day(period.text("end")).is_some_and(|end| end < draft.today)
        });
        if name.is_empty() || is_over {
            let why = match contact.get("organization") {
                _ if is_over => "The file says that this person is no longer a contact.",
                Some(_) => "This contact is an organization; the form asks for a person to call.",
                None => "A contact without a name.",
            };
            draft.leave_words(why, contact_gist(&contact, name), &contact.place);
            continue;
        }
        if let Some(organization) = contact.get("organization") {
            let why = "The form has no place for the organization of a contact.";
            draft.leave(why, &organization);
        }
        let person = Person::of(draft, contact, name);
        if person.decides(is_minor(draft)) {
            guardian(draft, &person);
        }
        emergency(draft, &person);
    }
}

fn contact_gist(contact: &At<'_>, name: String) -> String {
    let organization = contact.get("organization").map(|it| it.text("display").to_owned());
    let phones = contact.each("telecom").into_iter().map(|it| it.text("value").to_owned());
    words::joined([name, organization.unwrap_or_default()].into_iter().chain(phones), ", ")
}

/// Reads a RelatedPerson.
pub(super) fn related(draft: &mut Draft<'_>, at: usize) {
    let Some(resource) = draft.resource(at) else { return };
    if resource.value.get("active") == Some(&false.into()) {
        let name = words::first_name(&resource.each("name"));
        let why = "The other program has closed the record of this related person.";
        return draft.leave_words(why, name, &resource.place);
    }
    let name = words::first_name(&resource.each("name"));
    if name.is_empty() {
        return draft.leave_words(
            "A related person without a name.",
            String::new(),
            &resource.place,
        );
    }
    if let Some(birth) = resource.get("birthDate") {
        draft.leave("The forms keep no birth date of other people.", &birth);
    }
    for other in resource.each("name").iter().filter(|it| words::name(it) != name) {
        draft.leave("Another name of a related person; the form has room for one.", other);
    }
    let person = Person::of(draft, resource, name);
    if person.decides(is_minor(draft)) {
        guardian(draft, &person);
        if person.is_emergency {
            emergency(draft, &person);
        }
    } else if person.is_emergency || !person.phones.is_empty() {
        emergency(draft, &person);
    } else {
        support(draft, &person);
    }
}

/// Whether a row of a group has this name already.
fn has_name(draft: &Draft<'_>, section: &str, group: &str, item: &str, name: &str) -> bool {
    let rows = draft.answer(section, group).and_then(|it| it.as_array()).into_iter().flatten();
    let mut names = rows.filter_map(|row| row.get(item).and_then(|it| it.as_str()));
    names.any(|it| it.eq_ignore_ascii_case(name))
}

/// Says that somebody is in the list already, with a phone that may be a new one.
fn twice(draft: &mut Draft<'_>, person: &Person<'_>) {
    let phones = person.phones.iter().map(|it| it.text("value").to_owned());
    let words = words::joined([person.name.clone()].into_iter().chain(phones), ", ");
    let why = "This person is in the file twice; what came first is kept. Compare the phones.";
    draft.leave_words(why, words, &person.at.place);
}

fn emergency(draft: &mut Draft<'_>, person: &Person<'_>) {
    if has_name(draft, "emergency", "contacts", "ec_name", &person.name) {
        return twice(draft, person);
    }
    let at = &person.at;
    let mut row = vec![cell("ec_name", person.name.clone(), at)];
    row.extend(person.relation().map(|relation| cell("ec_relation", relation, at)));
    for (number, item) in ["ec_phone", "ec_other_phone"].into_iter().enumerate() {
        row.extend(person.phone(number).map(|(phone, dialed)| cell(item, dialed, phone)));
    }
    row.push(cell("ec_note", person.note(), at));
    row.extend(spoken(at));
    if !draft.row("emergency", "contacts", row, at) {
        return;
    }
    draft.put("emergency", "contact_named", "yes", at);
    for phone in person.phones.iter().skip(2) {
        draft.leave("The form has room for two phones of an emergency contact.", phone);
    }
    if let Some(address) = address(at) {
        let why = "The form has no place for the address of an emergency contact.";
        draft.leave_words(why, reach::line(&address), &address.place);
    }
}

/// The language of a related person, where it is not English.
fn spoken(at: &At<'_>) -> Option<Cell> {
    let language = at.each("communication").into_iter().next()?.get("language")?;
    let code = language::known(&language).filter(|code| code != "en")?;
    Some(cell("ec_language", code, &language))
}

/// The address of a contact, or the first one of a related person.
fn address<'v>(at: &At<'v>) -> Option<At<'v>> {
    let single = at.get("address").filter(|it| it.value.is_object());
    single.or_else(|| at.each("address").into_iter().next())
}

fn guardian(draft: &mut Draft<'_>, person: &Person<'_>) {
    if has_name(draft, "guardian", "guardians", "guardian_name", &person.name) {
        return twice(draft, person);
    }
    let at = &person.at;
    let mut row = vec![cell("guardian_name", person.name.clone(), at)];
    row.extend(person.relation().map(|relation| cell("relation", relation, at)));
    row.extend(person.phone(0).map(|(phone, dialed)| cell("guardian_phone", dialed, phone)));
    let address = address(at);
    row.extend(address.iter().map(|it| cell("guardian_address", reach::json(it), it)));
    row.push(cell("guardian_note", person.note(), at));
    if !draft.row("guardian", "guardians", row, at) {
        return;
    }
    address.iter().for_each(|it| reach::details(draft, it));
    if !is_minor(draft) {
        // Over 18 the section is shown only when somebody else decides.
        draft.put("identity", "guardian_involved", "yes", at);
    }
    let others = if has_emergency(person) { 2 } else { 1 };
    for phone in person.phones.iter().skip(others) {
        draft.leave("The form has room for one phone of a guardian.", phone);
    }
}

/// Whether the person becomes an emergency contact too, where there is room for a second phone.
fn has_emergency(person: &Person<'_>) -> bool {
    person.is_emergency || person.at.place.contains(".contact[")
}

fn support(draft: &mut Draft<'_>, person: &Person<'_>) {
    let at = &person.at;
    let mut row = vec![cell("person_name", person.name.clone(), at)];
    row.extend(person.relation().map(|relation| cell("person_relation", relation, at)));
    row.push(cell("person_helps", person.note(), at));
    if draft.row("supports", "people", row, at) {
        draft.put("supports", "has_people", "yes", at);
    }
}
