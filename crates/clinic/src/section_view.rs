//! A form with its answers, turned into what a screen shows.

use form::{Answer, Answers, Evaluation, Item, Kind, SectionStatus};
use serde_json::Value;

use crate::{
    Result, Session,
    response::Draft,
    view::{
        AlertView, AnswerState, BandLabel, ChoiceView, IssueLevel, IssueView, ItemKind, ItemView,
        NeedLevel, ProgressView, RowView, ScoreView, SectionView,
    },
};

impl Session {
    pub(crate) fn section_view(&self, draft: &Draft) -> Result<SectionView> {
        let body = &draft.body;
        let definition = self.forms.given(body)?;
        let definition = definition.as_ref();
        let context = self.context_of(draft.client, definition)?;
        let evaluation = form::evaluate(definition, &body.answers, &context);
        let shape = Shape {
            evaluation: &evaluation,
            answers: &body.answers,
            today: context.today,
            attached: self.attachment_names(draft.client),
        };
        let licence = definition.instrument.as_ref().map(|known| &known.licence);
        let minor = context.age.is_some_and(|age| age < 18);
        Ok(SectionView {
            form: definition.id.clone(),
            record: draft.record.to_string(),
            rev: draft.base.rev,
            title: definition.title.clone(),
            intro: definition.intro.clone(),
            licence: licence.map(|it| it.statement.clone()).unwrap_or_default(),
            notice: licence.and_then(|it| it.notice.clone()).unwrap_or_default(),
            advice: advice(definition, minor),
            status: body.status,
            source: body.source,
            items: definition.items.iter().map(|item| shape.item(item, None)).collect(),
            issues: issues(&evaluation, body.status),
            scores: scores(definition, &evaluation),
            alerts: alerts(definition, &evaluation, body.status),
            progress: progress(&evaluation),
            last_field: body.last_field.clone(),
            saved_at: draft.saved_at.clone(),
            earlier: self.earlier_view(draft)?,
        })
    }
}

/// What whoever asks should know before beginning.
fn advice(definition: &form::Definition, minor: bool) -> Vec<String> {
    let mut advice = Vec::new();
    if definition.asked_by == form::AskedBy::Clinician {
        advice.push("A clinician asks this.".to_owned());
    }
    let asks = definition.instrument.as_ref().is_some_and(|known| known.needs_trained_staff());
    if asks {
        advice.push("Ask this in person, in these words; the client never fills it in.".to_owned());
    }
    if definition.ask_alone_under_18 && minor {
        advice.push("Ask the young person alone, without parents in the room.".to_owned());
    }
    advice
}

pub(crate) fn progress(evaluation: &Evaluation) -> ProgressView {
    let form::Progress { answered, total, required_missing } = evaluation.progress;
    ProgressView { answered, total, missing: required_missing }
}

fn issues(evaluation: &Evaluation, status: SectionStatus) -> Vec<IssueView> {
    if status == SectionStatus::NotAsked {
        return Vec::new();
    }
    let view = |issue: &form::Issue| IssueView {
        path: issue.path.clone(),
        level: match issue.level {
            form::IssueLevel::Required => IssueLevel::Missing,
            form::IssueLevel::Invalid => IssueLevel::Invalid,
            form::IssueLevel::Recommended => IssueLevel::Recommended,
        },
        message: issue.message.clone(),
    };
    evaluation.issues.iter().map(view).collect()
}

fn scores(definition: &form::Definition, evaluation: &Evaluation) -> Vec<ScoreView> {
    let scored = &evaluation.scored;
    let view = |score: &form::score::Score| ScoreView {
        id: score.id.clone(),
        label: score.label.clone(),
        value: scored.score(&score.id).map_or(Value::Null, json),
        #[allow(clippy::cast_precision_loss, reason = "a score's range is far below 2^53")]
        max: score.range.map(|(_, max)| max as f64),
        band: scored.band(&score.id).map(band),
    };
    definition.scores.iter().map(view).collect()
}

pub(crate) fn json(value: &form::ScoreValue) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

pub(crate) fn band(mark: &form::BandMark) -> BandLabel {
    BandLabel {
        code: mark.code.clone(),
        label: mark.label.clone(),
        severity: mark.severity.map_or(0, u32::from),
    }
}

/// Alerts that blanks raise wait until the screening is finished: nobody has been asked yet.
pub(crate) fn alerts(
    definition: &form::Definition,
    evaluation: &Evaluation,
    status: SectionStatus,
) -> Vec<AlertView> {
    let raised = evaluation.scored.alerts.iter().filter_map(|id| definition.alert(id));
    let due = raised.filter(|alert| status == SectionStatus::Done || !alert.raised_by_blank);
    let view = |alert: &form::score::Alert| AlertView {
        id: alert.id.clone(),
        level: level(alert.level).to_owned(),
        message: alert.message.clone(),
    };
    due.map(view).collect()
}

fn level(level: form::AlertLevel) -> &'static str {
    match level {
        form::AlertLevel::Info => "info",
        form::AlertLevel::Moderate => "moderate",
        form::AlertLevel::High => "high",
        form::AlertLevel::Critical => "critical",
    }
}

struct Shape<'a> {
    evaluation: &'a Evaluation,
    answers: &'a Answers,
    today: chrono::NaiveDate,
    /// Names of the client's attachments.
    attached: std::collections::BTreeMap<String, String>,
}

impl Shape<'_> {
    fn item(&self, item: &Item, row: Option<(&str, &str)>) -> ItemView {
        let path = match row {
            None => item.id.clone(),
            Some((group, row)) => format!("{group}/{row}/{}", item.id),
        };
        let answer = self.answers.get(&path);
        let state = match answer {
            Some(Answer::State(state)) => Some(answer_state(*state)),
            _ => None,
        };
        ItemView {
            visible: self.evaluation.visible.contains(&path),
            id: item.id.clone(),
            label: item.label.clone(),
            hint: hint(item),
            kind: kind(&item.kind),
            need: need(item.need),
            choices: item.choices().iter().map(choice).collect(),
            states: item.states.iter().copied().map(answer_state).collect(),
            value: if state.is_some() { Value::Null } else { self.value(item, answer) },
            state,
            shown: self.shown(item, &path, answer),
            note: self.note(item, answer),
            rows: self.rows(item),
            row_label: match &item.kind {
                Kind::Group(group) => group.row_label.clone(),
                _ => String::new(),
            },
            table: matches!(&item.kind, Kind::Group(group) if group.layout == form::Layout::Table),
            heading: item.heading.clone().unwrap_or_default(),
            accepts: match &item.kind {
                Kind::Attachment(rule) => rule.accepts.clone(),
                _ => String::new(),
            },
            path,
        }
    }

    fn value(&self, item: &Item, answer: Option<&Answer>) -> Value {
        match (&item.kind, answer) {
            (Kind::Group(_), _) | (_, None) => Value::Null,
            (_, Some(answer)) => answer.to_json(),
        }
    }

    fn shown(&self, item: &Item, path: &str, answer: Option<&Answer>) -> String {
        if let Some(value) = self.evaluation.computed.get(path) {
            return value.shown();
        }
        match (&item.kind, answer) {
            (Kind::Group(_), Some(Answer::Rows(_))) | (_, None) => String::new(),
            (Kind::Attachment(_), Some(Answer::Text(id))) => {
                let gone = "No longer here".to_owned();
                self.attached.get(id).cloned().unwrap_or(gone)
            }
            (_, Some(answer)) => form::shown(item, answer),
        }
    }

    /// A birth date says how old the person is.
    fn note(&self, item: &Item, answer: Option<&Answer>) -> String {
        let Kind::Date(rule) = &item.kind else { return String::new() };
        let Some(Answer::Text(text)) = answer.filter(|_| rule.birth) else { return String::new() };
        let birth = form::date::parse_stored(text);
        match birth.and_then(|birth| form::date::age_on(birth, self.today)) {
            Some(age) if age < 18 => format!("{age} years old. The guardian section applies."),
            Some(age) if age < 120 => format!("{age} years old."),
            _ => String::new(),
        }
    }

    fn rows(&self, item: &Item) -> Vec<RowView> {
        let view = |row: &form::Row| RowView {
            id: row.id.clone(),
            items: item
                .row_items()
                .iter()
                .map(|inner| self.item(inner, Some((&item.id, &row.id))))
                .collect(),
        };
        self.answers.rows(&item.id).iter().map(view).collect()
    }
}

fn hint(item: &Item) -> String {
    let parts = [item.prefix.as_deref(), item.hint.as_deref(), item.notice.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

fn choice(choice: &form::Choice) -> ChoiceView {
    let value = serde_json::to_value(&choice.code).unwrap_or(Value::Null);
    ChoiceView { value, label: choice.label.clone() }
}

fn answer_state(state: form::State) -> AnswerState {
    match state {
        form::State::Unknown => AnswerState::Unknown,
        form::State::Declined => AnswerState::Declined,
        form::State::NotAsked => AnswerState::NotAsked,
    }
}

fn need(need: form::Need) -> NeedLevel {
    match need {
        form::Need::Required => NeedLevel::Required,
        form::Need::Recommended => NeedLevel::Recommended,
        form::Need::Optional => NeedLevel::Optional,
    }
}

fn kind(kind: &Kind) -> ItemKind {
    match kind {
        Kind::Text => ItemKind::Text,
        Kind::LongText => ItemKind::LongText,
        Kind::Date(_) => ItemKind::Date,
        Kind::Choice(_) => ItemKind::Choice,
        Kind::MultiChoice(_) => ItemKind::MultiChoice,
        Kind::Integer(_) => ItemKind::Integer,
        Kind::Phone => ItemKind::Phone,
        Kind::Address => ItemKind::Address,
        Kind::Group(_) => ItemKind::Group,
        Kind::Week => ItemKind::Week,
        Kind::Signature(_) => ItemKind::Signature,
        Kind::Attachment(_) => ItemKind::Attachment,
        Kind::Computed(_) => ItemKind::Computed,
    }
}
