//! The safety plan: made with the person, edited by path and value, printed on one page for the
//! pocket.

use print::SafetyPlanDocument;
use record::{
    Id, Kind,
    plan::Edit,
    safety_plan::{self, CRISIS_LINE, Part, SafetyPlan},
};

use crate::{
    Code, Document, Result, Session,
    kept::Kept,
    plans::{Ids, MOST_EDITS},
    screenings::day,
    view::{AlertChoice, CrisisLineView, PartView, SafetyPage, request},
};

const KIND: Kind = Kind::SafetyPlan;

impl Session {
    /// The page. Opening writes nothing.
    ///
    /// # Errors
    /// No such client, or no clinical key.
    pub fn open_safety_plan(&mut self, client: Id) -> Result<SafetyPage> {
        let kept = self.kept::<SafetyPlan>(client, KIND)?;
        self.note_view(client)?;
        self.safety_page(client, kept, None)
    }

    /// Edits the safety plan: all edits or none.
    ///
    /// # Errors
    /// [`Code::Stale`] when it changed meanwhile; an edit that does not fit.
    pub fn edit_safety_plan(&mut self, request: &request::EditPlan) -> Result<SafetyPage> {
        let client = self.client(&request.client)?;
        let mut kept = self.kept::<SafetyPlan>(client, KIND)?.seen(&request.record, request.rev)?;
        if request.edits.len() > MOST_EDITS {
            return Err(Code::TooLong.into());
        }
        let added = self.apply_to_safety(&mut kept.content, &request.edits)?;
        self.require_own_alert(client, &kept.content)?;
        let kept = self.keep(client, KIND, kept, Vec::new())?;
        self.safety_page(client, kept, added)
    }

    fn apply_to_safety(&self, plan: &mut SafetyPlan, edits: &[Edit]) -> Result<Option<Id>> {
        let today = self.clock().today();
        let (mut ids, mut added) = (Ids::default(), None);
        for edit in edits {
            let (next, new) = safety_plan::apply(plan, edit, today, &mut || ids.next())?;
            *plan = next;
            added = new.or(added);
        }
        ids.whole()?;
        Ok(added)
    }

    /// The answer a plan is linked to belongs to the same person.
    fn require_own_alert(&self, client: Id, plan: &SafetyPlan) -> Result<()> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        match plan.linked_alert {
            Some(id) if !entry.responses.iter().any(|meta| meta.record == id) => {
                Err(Code::NoSuchRecord.into())
            }
            _ => Ok(()),
        }
    }

    /// Sets the plan as one page for the client's pocket.
    ///
    /// # Errors
    /// No clinical key, no such client, no basis to disclose it, or the document cannot be made.
    pub fn safety_plan_pdf(&self, request: &request::ExportPlan) -> Result<Document> {
        let client = self.client(&request.client)?;
        let plan = self.kept::<SafetyPlan>(client, KIND)?.content;
        let purpose = self.disclose(client, &request.to)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let document = SafetyPlanDocument {
            clinic: self.clinic.name.clone(),
            name_used: entry.shown_name(),
            made_on: self.clock().today(),
            plan,
        };
        let name = format!("Safety plan {}.pdf", entry.number);
        let head = self.stationery(request.to.paper).headed(document.running_head());
        let blocks = print::safety_plan_under(&document, &head);
        let set = self.released(blocks, head, &document.meta(), &name, (&request.to, purpose))?;
        Ok(set.of("Safety plan", Some(client)))
    }

    fn safety_page(
        &self,
        client: Id,
        kept: Kept<SafetyPlan>,
        added: Option<Id>,
    ) -> Result<SafetyPage> {
        let part = |part: &Part| PartView {
            path: *part,
            heading: part.heading().to_owned(),
            names_people: part.names_people(),
        };
        Ok(SafetyPage {
            band: self.band(client)?,
            record: kept.record.to_string(),
            rev: kept.base.rev,
            parts: Part::ALL.iter().map(part).collect(),
            crisis_line: CrisisLineView {
                name: CRISIS_LINE.name.to_owned(),
                phone: CRISIS_LINE.phone.to_owned(),
                how: CRISIS_LINE.how.to_owned(),
            },
            translated: kept.content.is_in_another_language(),
            lacks: safety_plan::lacks(&kept.content),
            alerts: self.alerting(client)?,
            plan: kept.content,
            added: added.map(|id| id.to_string()),
            saved_at: kept.saved_at,
        })
    }

    /// Answers that raise an alert, newest first.
    fn alerting(&self, client: Id) -> Result<Vec<AlertChoice>> {
        let mut choices = Vec::new();
        for meta in self.given(client)? {
            let (form, scored) = self.scored(client, &meta)?;
            if !scored.alerts.is_empty() {
                let label = format!("{}, {}", form.short_title, day(&meta.started_at));
                choices.push(AlertChoice { record: meta.record, label });
            }
        }
        Ok(choices)
    }
}
