/** What the parts of a plan need from whoever keeps it. They know neither commands nor saving. */
import type { JsonValue, PlanPage } from '../../ipc/bindings';
import type { EntryEditing } from '../../lib/entry-editing';

export type { EntryEditing, FieldEditing, Step } from '../../lib/entry-editing';

/** A plan on screen. */
export interface PlanEditing extends EntryEditing {
  readonly page: PlanPage;
  duplicate(path: string): void;
  /** Adds an entry that is written already. */
  insert(list: string, value: object): void;
}

/** The id of a field's element; a finding's path leads to it. */
export function fieldId(path: string): string {
  return `plan-${path.replaceAll('/', '-')}`;
}

/** A value as a field shows it. */
export function asText(value: JsonValue): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
