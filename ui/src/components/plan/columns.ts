/** The columns of short lists in a plan. */
import type { Option } from '../Combobox.svelte';

export interface Column {
  field: string;
  label: string;
  hint?: string;
  kind: 'text' | 'date' | 'select' | 'check' | 'suggest';
  /** Value and words, of a select. */
  choices?: [string, string][];
  /** The words for no choice. */
  none?: string;
  options?: Option[];
  width?: 'slim' | 'mid' | 'broad';
  /** A code or a number. */
  mono?: boolean;
}
