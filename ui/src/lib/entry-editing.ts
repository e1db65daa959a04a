/** What the parts of a record need from whoever keeps it. They know neither commands nor saving. */
import type { JsonValue } from '../ipc/bindings';

/** Fields that are edited where they stand. Paths read `problems/<id>/goals/<id>/words`. */
export interface FieldEditing {
  /** What stands at a path: what was typed or chosen and is not saved yet, else what is saved. */
  shown(path: string): JsonValue;
  /** The cursor is in a field: no reply overwrites what stands there. */
  focus(path: string): void;
  /** Keeps what is being typed; it is sent soon. */
  type(path: string, value: JsonValue): void;
  /** Keeps a choice; it is sent at once. */
  choose(path: string, value: JsonValue): void;
  /** The cursor left the field: what was typed is sent now. */
  leave(path: string): void;
  /** Why the value at a path was not taken as it stands, in words; empty when it was. */
  trouble(path: string): string;
}

/** Entries in lists, and the few ways to change them. */
export interface EntryEditing extends FieldEditing {
  /** Adds an empty entry to a list, at its end or after another entry. */
  add(list: string, after?: string): void;
  remove(path: string): void;
  move(path: string, by: Step): void;
  /** Left out where a copy of an entry makes no sense. */
  duplicate?(path: string): void;
  /** Takes the cursor to a field or an entry. */
  goTo(path: string): void;
}

/** One place up or down. */
export type Step = -1 | 1;
