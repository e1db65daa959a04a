// Bundles that each have one thing wrong: what is done to the sample, where it has to be found,
// and what has to be said of it.

/** Places in the sample. */
const PATIENT = 0;
const OBSERVATION = 1;
const CONDITION = 2;
const PLAN = 3;
const FORM = 4;
const ANSWERS = 5;

const EXTENSION = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** Changes one resource of the sample. */
function change(at, work) {
  return { at, work: (bundle) => work(bundle.entry[at].resource, bundle) };
}

/** Changes the answers: the group, the choice, the date, the number, the note. */
function answer(work) {
  return change(ANSWERS, (it) => work(...it.item[0].item, it.item[1], it.item[2], it));
}

export const BROKEN = [
  // Structure, as medplum knows it.
  ['a required element is missing', change(OBSERVATION, (it) => delete it.status), /status/],
  ['a property that is not there', change(PATIENT, (it) => (it.nickname = 'A')), /nickname/],
  ['a property of another type', change(PATIENT, (it) => (it.active = 'yes')), /active.*boolean/],
  ['a number where text belongs', change(PATIENT, (it) => (it.name[0].family = 7)), /family/],
  ['one where several belong', change(PATIENT, (it) => (it.name = it.name[0])), /name.*array/],
  ['several where one belongs', change(PATIENT, (it) => (it.gender = ['male'])), /gender.*single/],
  ['a text where an object belongs', change(CONDITION, (it) => (it.subject = 'Ana')), /subject/],
  ['a number where an object belongs', change(CONDITION, (it) => (it.code = 7)), /CodeableConcept/],
  ['two values of one choice', change(OBSERVATION, (it) => (it.valueString = 'x')), /value/],
  ['an invariant', change(OBSERVATION, (it) => (it.dataAbsentReason = { text: 'x' })), /obs-6/],
  [
    'a resource that does not exist',
    change(PATIENT, (it) => (it.resourceType = 'Person2')),
    /Person2/
  ],
  [
    'a reference of a wrong type',
    change(PLAN, (it) => (it.subject.reference = 'Condition/c1')),
    /subj/
  ],
  [
    'an error in what is contained',
    change(PLAN, (it) => delete it.contained[0].subject),
    /contained/
  ],

  // Codes.
  [
    'a code outside a required binding',
    change(PATIENT, (it) => (it.gender = 'f')),
    /gender.*required/
  ],
  [
    'a coding outside a required binding',
    change(CONDITION, (it) => (it.clinicalStatus.coding[0].code = 'final')),
    /clinicalStatus/
  ],
  [
    'words alone where a code is required',
    change(CONDITION, (it) => (it.clinicalStatus = { text: 'active' })),
    /clinicalStatus.*required/
  ],
  [
    'a code that its system does not have',
    change(OBSERVATION, (it) => (it.category[0].coding[0].code = 'questions')),
    /category.*no code "questions"/
  ],
  [
    'an unknown extension of HL7',
    change(PATIENT, (it) => (it._gender.extension[0].url = `${EXTENSION}s`)),
    /no extension/
  ],
  [
    'an extension with another type',
    change(PATIENT, (it) => (it._gender.extension[0] = { url: EXTENSION, valueString: 'x' })),
    /does not hold valueString/
  ],
  [
    'an extension with a wrong code',
    change(PATIENT, (it) => (it._gender.extension[0].valueCode = 'no')),
    /required/
  ],

  // Nothing that says nothing.
  ['null', change(PATIENT, (it) => (it.deceasedBoolean = null)), /null/],
  ['null in an array', change(PATIENT, (it) => it.name[0].given.push(null)), /null/],
  ['an empty array', change(PATIENT, (it) => (it.photo = [])), /photo.*empty/],
  ['an empty object', change(PATIENT, (it) => (it.maritalStatus = {})), /maritalStatus.*empty/],
  ['an empty text', change(PATIENT, (it) => (it.name[0].family = '')), /family.*empty/],
  ['a text of blanks', change(PATIENT, (it) => (it.name[0].family = ' ')), /family/],
  ['a control character', change(PATIENT, (it) => (it.language = 'e\u0000')), /control/],

  // Days and moments.
  ['a day as people write it', change(PATIENT, (it) => (it.birthDate = '2/28/85')), /birthDate/],
  [
    'a day that no calendar has',
    change(PATIENT, (it) => (it.birthDate = '1985-02-30')),
    /calendar/
  ],
  [
    '29 February in another year',
    change(PATIENT, (it) => (it.birthDate = '1985-02-29')),
    /calendar/
  ],
  [
    'a moment without a time zone',
    change(OBSERVATION, (it) => (it.effectiveDateTime = '2026-03-04T10:20:30')),
    /effective.*moment/
  ],
  [
    'a moment without seconds',
    change(OBSERVATION, (it) => (it.effectiveDateTime = '2026-03-04T10:20Z')),
    /effective/
  ],
  ['an instant that is a day', change(OBSERVATION, (it) => (it.issued = '2026-03-04')), /issued/],
  [
    'a bundle from no calendar',
    { work: (bundle) => (bundle.timestamp = '2026-06-31T08:00:00Z') },
    /timestamp/
  ],

  // Names and references.
  [
    'a bad id',
    change(CONDITION, (it, bundle) => {
      it.id = 'c_1';
      bundle.entry[CONDITION].fullUrl += '_1';
    }),
    /id/
  ],
  ['an id that is too long', change(PATIENT, (it) => (it.id = 'p'.repeat(65))), /id/],
  ['no id', change(CONDITION, (it) => delete it.id), /id: is missing/],
  [
    'an id that is there twice',
    change(ANSWERS, (it, bundle) => bundle.entry.push(structuredClone(bundle.entry[ANSWERS]))),
    /entry\[5\] too/,
    6
  ],
  [
    'no full URL',
    { at: PATIENT, work: (it) => delete it.entry[PATIENT].fullUrl },
    /fullUrl: is mis/
  ],
  ['a full URL of another', { at: FORM, work: (it) => (it.entry[FORM].fullUrl += '2') }, /fullUrl/],
  [
    'no resource',
    { at: FORM, work: (it) => delete it.entry[FORM].resource },
    /resource: is missing/
  ],
  ['a dangling reference', change(PLAN, (it) => (it.subject.reference = 'Patient/p2')), /nowhere/],
  [
    'a dangling absolute reference',
    change(OBSERVATION, (it) => (it.derivedFrom[0].reference += 'x')),
    /nowhere/
  ],
  [
    'an absolute reference of a wrong type',
    change(
      OBSERVATION,
      (it, bundle) => (it.derivedFrom[0].reference = bundle.entry[PATIENT].fullUrl)
    ),
    /may not be a Patient/
  ],
  [
    'a reference that says another type',
    change(CONDITION, (it) => (it.subject.type = 'Group')),
    /may not be a Patient/
  ],
  ['a reference to nothing', change(CONDITION, (it) => delete it.subject.reference), /at nothing/],
  [
    'a dangling fragment',
    change(PLAN, (it) => (it.goal[0].reference = '#g2')),
    /#g2 leads nowhere/
  ],
  [
    'a reference out of what is contained',
    change(PLAN, (it) => (it.contained[0].addresses[0].reference = 'Condition/c2')),
    /contained.*nowhere/
  ],
  ['something contained in vain', change(PLAN, (it) => delete it.goal), /points at it/],
  [
    'two of one name contained',
    change(PLAN, (it) => it.contained.push({ ...it.contained[0] })),
    /contained\[1\].id: is there twice/
  ],

  // The frame.
  ['a bundle without a type', { work: (bundle) => delete bundle.type }, /type/],
  ['a bundle of no known type', { work: (bundle) => (bundle.type = 'pile') }, /type.*required/],
  ['an unknown property of a bundle', { work: (it) => (it.author = 'x') }, /author/],
  ['an entry with more in it', { work: (it) => (it.entry[0].note = 'x') }, /entry.*note/],

  // Answers.
  [
    'a questionnaire that is not there',
    change(FORM, (it) => (it.version = '3')),
    /not in the bundle/,
    5
  ],
  ['a question nobody asks', answer((_, since) => (since.linkId = 'mood.til')), /not asked here/],
  [
    'a question of another level',
    answer((often, _s, _c, _n, it) => it.item.push(often)),
    /not asked/
  ],
  ['questions out of order', answer((_o, _s, _c, _n, it) => it.item.reverse()), /out of order/],
  ['a question twice', answer((_o, _s, count, _n, it) => it.item.splice(1, 0, count)), /again/],
  [
    'two answers to one question',
    answer((_o, _s, it) => it.answer.push({ valueInteger: 4 })),
    /one ans/
  ],
  [
    'an answer of another type',
    answer((_o, _s, it) => (it.answer = [{ valueBoolean: true }])),
    /integer and has valueBoolean/
  ],
  [
    'words for a choice',
    answer((it) => (it.answer = [{ valueString: 'never' }])),
    /has valueString/
  ],
  [
    'a date as text that is a date',
    answer((_, it) => (it.answer[0].valueString = '2026-01')),
    /could have been read/
  ],
  [
    'a number as text that is a number',
    answer((_o, _s, it) => (it.answer = [{ valueString: '12' }])),
    /could have been read/
  ],
  ['an answer nobody offers', answer((it) => (it.answer[0].valueCoding.code = '9')), /options/],
  [
    'an answer to a hint',
    answer((_o, _s, _c, _n, it) => it.item.unshift({ linkId: 'hint', text: 'x' })),
    /asks nothing/
  ],
  [
    'a group with an answer',
    answer((_o, _s, _c, _n, it) => (it.item[0].answer = [{ valueString: 'x' }])),
    /group has no answer/
  ]
];
