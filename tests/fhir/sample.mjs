// A bundle in which nothing is wrong, about somebody who is made up. Every broken one of the
// self-test is this one with one thing changed.

const BASE = 'https://goldthread.invalid/fhir';
const SURVEY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
const FORM = 'https://goldthread.invalid/form/sample';

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ family: 'Sample', given: ['Ana'] }],
  gender: 'female',
  birthDate: '1985-02-28',
  _gender: { extension: [{ url: ABSENT, valueCode: 'asked-declined' }] },
  communication: [{ language: { text: 'Spanish' }, preferred: true }]
};

const observation = {
  resourceType: 'Observation',
  id: 'o-1.a',
  status: 'final',
  category: [{ coding: [{ system: SURVEY, code: 'survey' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2026-03-04T10:20:30.5-05:00',
  issued: '2026-03-04T15:20:31Z',
  valueQuantity: { value: 12, unit: 'points', system: 'http://unitsofmeasure.org', code: '1' },
  derivedFrom: [{ reference: `${BASE}/QuestionnaireResponse/r1` }]
};

const condition = {
  resourceType: 'Condition',
  id: 'c1',
  clinicalStatus: { coding: [{ system: CLINICAL, code: 'active' }] },
  code: { text: 'made up' },
  subject: { reference: 'Patient/p1', type: 'Patient' },
  recordedDate: '2026-03'
};

const carePlan = {
  resourceType: 'CarePlan',
  id: 'plan',
  contained: [
    {
      resourceType: 'Goal',
      id: 'g1',
      lifecycleStatus: 'active',
      description: { text: 'sleep' },
      subject: { reference: 'Patient/p1' },
      addresses: [{ reference: 'Condition/c1' }]
    }
  ],
  status: 'active',
  intent: 'plan',
  subject: { reference: 'Patient/p1' },
  goal: [{ reference: '#g1' }],
  created: '2026'
};

const questionnaire = {
  resourceType: 'Questionnaire',
  id: 'f1',
  url: FORM,
  version: '2',
  status: 'active',
  subjectType: ['Patient'],
  item: [
    { linkId: 'hint', type: 'display', text: 'Please answer.' },
    {
      linkId: 'mood',
      type: 'group',
      item: [
        {
          linkId: 'mood.often',
          type: 'choice',
          answerOption: [
            { valueCoding: { system: `${FORM}/often`, code: '0', display: 'never' } },
            { valueCoding: { system: `${FORM}/often`, code: '1', display: 'daily' } }
          ]
        },
        { linkId: 'mood.since', type: 'date' }
      ]
    },
    { linkId: 'count', type: 'integer' },
    { linkId: 'note', type: 'text', repeats: true }
  ]
};

const response = {
  resourceType: 'QuestionnaireResponse',
  id: 'r1',
  questionnaire: `${FORM}|2`,
  status: 'completed',
  subject: { reference: 'Patient/p1' },
  authored: '2026-03-04T10:20:30Z',
  item: [
    {
      linkId: 'mood',
      item: [
        {
          linkId: 'mood.often',
          answer: [{ valueCoding: { system: `${FORM}/often`, code: '1' } }]
        },
        { linkId: 'mood.since', answer: [{ valueString: 'last winter' }] }
      ]
    },
    { linkId: 'count', answer: [{ valueInteger: 3 }] },
    { linkId: 'note', answer: [{ valueString: 'one' }, { valueString: 'two' }] }
  ]
};

/** A new copy, to be changed at will. */
export function sample() {
  const resources = [patient, observation, condition, carePlan, questionnaire, response];
  const entry = resources.map((resource) => ({
    fullUrl: `${BASE}/${resource.resourceType}/${resource.id}`,
    resource
  }));
  const bundle = { resourceType: 'Bundle', type: 'collection', timestamp: '2026-03-05T08:00:00Z' };
  return structuredClone({ ...bundle, entry });
}
