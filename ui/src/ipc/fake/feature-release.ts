/** Who may be chosen when a copy leaves, in the pretended core. */
import type { Basis, ReleaseView } from '../bindings';
import type { Handlers } from '../fake';

const exception = (basis: Basis, label: string, text: string, purpose: string) => ({
  basis,
  label,
  text,
  purpose
});

const view: ReleaseView = {
  part2: true,
  part2_why: 'This clinic is a Part 2 program.',
  client: 'Riley Bennett',
  discloser: 'M. Okafor, LCSW',
  consents: [
    {
      basis: { kind: 'consent', row: 'harbor' },
      label: 'Release of information',
      recipient: 'Harbor Health',
      class: false,
      purpose: 'Verification of coverage',
      disclosed: 'Treatment plan and attendance',
      until: 'Mar 1, 2027',
      event: false
    },
    {
      basis: { kind: 'consent', row: 'tpo' },
      label: 'Consent for treatment, payment and operations',
      recipient: 'My treating providers and health plans',
      class: true,
      purpose: 'Treatment, payment and health care operations',
      disclosed: 'All my records',
      until: 'no end',
      event: false
    }
  ],
  closed: [
    {
      label: 'Release of information',
      recipient: 'Lakeside Family Medicine',
      why: 'The consent was revoked on Nov 9, 2026.',
      remedy: 'A new consent would let it leave.'
    }
  ],
  exceptions: [
    exception(
      { kind: 'client_copy' },
      'The client’s own copy',
      'It goes to the client and to nobody else.',
      'Own copy'
    ),
    exception(
      { kind: 'medical_emergency', facility: '', discloser: '', on: '', time: '', nature: '' },
      'Medical emergency',
      'To medical staff, as far as an emergency needs it, when consent cannot be had.',
      'Treatment of a medical emergency'
    ),
    exception(
      { kind: 'court_order', reference: '' },
      'Court order',
      'A court has ordered it. A subpoena alone is not enough.',
      'As the court has ordered'
    ),
    exception(
      { kind: 'audit' },
      'Audit or evaluation',
      'For those who audit or evaluate the program, under written agreement.',
      'Audit or evaluation'
    )
  ]
};

export const handlers: Handlers = { release_choices: () => view };
