//! Which classes a role holds (security design, "Keys and roles").

use vault::Class;

use crate::view::Role;

/// The classes whose keys a user of this role is granted. Class 3 (counseling notes) is held by
/// nobody but the first administrator until notes exist.
pub(crate) fn classes(role: Role) -> &'static [Class] {
    match role {
        Role::FrontDesk => &[Class::Registry, Class::Intake],
        Role::Therapist | Role::Supervisor | Role::Physician => {
            &[Class::Registry, Class::Intake, Class::Clinical]
        }
        Role::Admin => &[Class::Registry, Class::Intake, Class::Clinical, Class::Admin],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_desk_has_no_clinical_key_and_only_admin_has_the_audit() {
        assert!(!classes(Role::FrontDesk).contains(&Class::Clinical));
        let roles = [Role::FrontDesk, Role::Therapist, Role::Supervisor, Role::Physician];
        assert!(roles.iter().all(|role| !classes(*role).contains(&Class::Admin)));
        assert!(classes(Role::Admin).contains(&Class::Admin));
    }
}
