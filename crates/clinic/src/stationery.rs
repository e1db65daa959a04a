//! What documents of the clinic are set on: the paper, and the letterhead that an administrator has
//! written.

use print::{
    Letterhead, Meta, Paper, RunningHead,
    block::{Block, Text},
};

use crate::{
    Code, Document, Result, Session,
    body::{ClinicBody, LetterheadBody},
    fonts,
    ledger::{Event, What},
    logo,
    view::{LetterheadView, request, request::Sheet},
};

/// Lines and characters of a line: what the head of a page has room for.
const MOST_LINES: usize = 4;
const LONGEST_LINE: usize = 100;
/// Characters of the foot: two lines of small type.
const LONGEST_FOOTER: usize = 240;
const LONGEST_PHONE: usize = 40;

/// What the sample page says.
const SAMPLE: &str = "The first page of every document begins as this one does. The pages after it \
                      carry the clinic's name in their running head.";

/// The paper, and what stands at its head.
#[derive(Default)]
pub(crate) struct Stationery {
    paper: Paper,
    letterhead: Option<Letterhead>,
}

impl Stationery {
    /// The running head, with the letterhead on the first page where there is one.
    pub(crate) fn headed(&self, head: RunningHead) -> RunningHead {
        match &self.letterhead {
            Some(letterhead) => head.with_letterhead(letterhead.clone()),
            None => head,
        }
    }

    /// Sets blocks on the paper.
    ///
    /// # Errors
    /// [`Code::Document`].
    pub(crate) fn set(
        &self,
        blocks: &[Block],
        head: RunningHead,
        meta: &Meta,
        suggested_name: &str,
    ) -> Result<Document> {
        let head = self.headed(head);
        let bundled = print::pages(blocks, &head, self.paper);
        let better = (!bundled.unset.is_empty())
            .then(|| print::pages_with(blocks, &head, self.paper, fonts::of_machine()));
        // A font of the machine that cannot be embedded leaves the document without it.
        let written = better.and_then(|pages| Some((print::pdf(&pages, meta).ok()?, pages)));
        let (pdf, pages) = match written {
            Some(written) => written,
            None => (print::pdf(&bundled, meta)?, bundled),
        };
        let count = u32::try_from(pages.pages.len()).unwrap_or(u32::MAX);
        let code_point = |c: &char| format!("U+{:04X}", u32::from(*c));
        let mut document = Document::file(pdf.bytes, suggested_name.to_owned());
        document.pages = count;
        document.unset = pdf.unset.iter().map(code_point).collect();
        Ok(document)
    }
}

impl Session {
    /// The clinic's paper and letterhead; another paper where one is named.
    pub(crate) fn stationery(&self, sheet: Option<Sheet>) -> Stationery {
        of_clinic(&self.clinic, sheet)
    }

    /// The letterhead as it is set.
    #[must_use]
    pub fn open_letterhead(&self) -> LetterheadView {
        let LetterheadBody { address, phone, licences, footer, logo } =
            self.clinic.letterhead.clone();
        LetterheadView {
            name: self.clinic.name.clone(),
            paper: self.clinic.paper,
            address,
            phone,
            licences,
            footer,
            logo: logo.map(|it| it.name).unwrap_or_default(),
            may_change: self.admin(),
        }
    }

    /// Changes paper and letterhead; the logo stays.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; [`Code::TooLong`] for more than a page's head has room for.
    pub fn change_letterhead(
        &mut self,
        request: &request::ChangeLetterhead,
    ) -> Result<LetterheadView> {
        self.require_admin()?;
        let clinic = changed(&self.clinic, request)?;
        self.keep_clinic(clinic)
    }

    /// Sets a page under the letterhead as it is being written, to be looked at.
    ///
    /// # Errors
    /// As [`Session::change_letterhead`].
    pub fn letterhead_sample(&self, request: &request::ChangeLetterhead) -> Result<Document> {
        self.require_admin()?;
        let clinic = changed(&self.clinic, request)?;
        let (title, name) = ("A page under the letterhead", clinic.name.clone());
        let head = RunningHead {
            clinic: name.clone(),
            document: title.to_owned(),
            version: "Sample".to_owned(),
            ..RunningHead::default()
        };
        let meta = Meta {
            title: title.to_owned(),
            author: name,
            language: "en-US".to_owned(),
            date: Some(self.clock().today()),
        };
        let blocks = [
            Block::Title {
                kicker: "Sample".to_owned(),
                text: title.to_owned(),
                below: "Nothing on it is about anybody".to_owned(),
            },
            Block::Paragraph(Text::plain(SAMPLE)),
        ];
        of_clinic(&clinic, None).set(&blocks, head, &meta, "Letterhead.pdf")
    }

    pub(crate) fn keep_clinic(&mut self, clinic: ClinicBody) -> Result<LetterheadView> {
        let change = self.clinic_change(&clinic)?;
        self.ledger.commit(vec![change], vec![Event::of(What::SettingsChanged)])?;
        self.clinic = clinic;
        Ok(self.open_letterhead())
    }
}

fn of_clinic(clinic: &ClinicBody, sheet: Option<Sheet>) -> Stationery {
    let paper = match sheet.unwrap_or(clinic.paper) {
        Sheet::Letter => Paper::Letter,
        Sheet::A4 => Paper::A4,
    };
    let body = &clinic.letterhead;
    let letterhead = (*body != LetterheadBody::default()).then(|| Letterhead {
        name: clinic.name.clone(),
        address: lines(&body.address),
        phone: body.phone.clone(),
        licences: lines(&body.licences),
        footer: body.footer.clone(),
        logo: body.logo.as_ref().and_then(logo::drawn),
    });
    Stationery { paper, letterhead }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The clinic with what was written, tidied.
fn changed(clinic: &ClinicBody, request: &request::ChangeLetterhead) -> Result<ClinicBody> {
    let within = |text: &str, most: usize| text.chars().count() <= most;
    let several = |text: &str| -> Result<String> {
        let lines = lines(text);
        let fits = lines.len() <= MOST_LINES && lines.iter().all(|it| within(it, LONGEST_LINE));
        if fits { Ok(lines.join("\n")) } else { Err(Code::TooLong.into()) }
    };
    let one = |text: &str, most: usize| -> Result<String> {
        let text = lines(text).join(" ");
        if within(&text, most) { Ok(text) } else { Err(Code::TooLong.into()) }
    };
    let letterhead = LetterheadBody {
        address: several(&request.address)?,
        phone: one(&request.phone, LONGEST_PHONE)?,
        licences: several(&request.licences)?,
        footer: one(&request.footer, LONGEST_FOOTER)?,
        logo: clinic.letterhead.logo.clone(),
    };
    Ok(ClinicBody { paper: request.paper, letterhead, ..clinic.clone() })
}
