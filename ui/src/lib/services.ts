/** Kinds of service in the order of every list, with their words. */
import { t } from './messages';

const SERVICES = [
  'individual',
  'group',
  'family',
  'psychoeducation',
  'medication',
  'peer_support',
  'case_management',
  'wellness'
] as const;

/** Value and words of each. */
export const services = (): [string, string][] =>
  SERVICES.map((one) => [one, t(`plan.modality.${one}`)]);

/** Where a session is held. */
export const places = (): [string, string][] =>
  (['on_site', 'remote'] as const).map((one) => [one, t(`plan.week.${one}`)]);
