/** Whose record the pretended core opens. */
import type { BandView } from '../bindings';

export const mari: BandView = {
  client: 'c1',
  number: 'RB-0048',
  name: 'Mari Núñez-Ibáñez',
  legal_name: 'Marisol Núñez-Ibáñez',
  pronouns: 'she/her',
  birth_date: 'Mar 14, 1992',
  age: 34,
  minor: false,
  alerts: [],
  flags: []
};
