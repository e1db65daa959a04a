/** What a question on screen needs from whoever keeps its answers. */
import type {
  AnswerState,
  AttachmentPageView,
  AttachmentRow,
  ItemView,
  JsonValue
} from '../ipc/bindings';

/** What is attached to the person a form is about. */
export interface Papers {
  /** What is there of a type. */
  list(type: string): Promise<AttachmentRow[]>;
  /** Asks for files and attaches them; the first one's id, or nothing. */
  add(type: string): Promise<string | null>;
  /** A page, drawn. */
  page(attachment: string, page: number): Promise<AttachmentPageView>;
}

export interface Answering {
  /** What was answered and is not confirmed yet; `undefined` when everything is. */
  pending(path: string): JsonValue | undefined;
  /** The cursor came into a field: no reply may change what it shows until it is left. */
  focus(path: string): void;
  /** Text is being typed: it may wait a moment before it is sent. */
  type(path: string, value: JsonValue): void;
  /** A choice was made: it is sent at once. */
  choose(path: string, value: JsonValue): void;
  /** The field was left: what waits is sent at once. */
  leave(path: string): void;
  /** Adds a row to a group; gives the new row's key once it is there. */
  addRow(path: string): Promise<string | null>;
  /** Takes a row out; it can be brought back. */
  removeRow(path: string, row: string): void;
  /** Moves a row behind another, or to the head when `after` is empty. */
  moveRow(path: string, row: string, after: string): void;
  /** What is wrong with the answer, once it may be said; empty when nothing. */
  problem(path: string): string;
  /** What the row of a question is about: "Consent to treatment". Empty when nothing is said yet. */
  beside?(path: string): string;
  /** Attachments, where they can be reached: not in a client's hands. */
  readonly papers?: Papers | undefined;
}

/** Ties a question to its field: the id of the element that takes focus. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('/', '-')}`;
}

/** A state as it is sent in place of a value. */
export function asState(state: AnswerState): JsonValue {
  return { state };
}

const STATES: readonly string[] = ['unknown', 'declined', 'not_asked'];

/** The state a value stands for, if it is one. An address with only a U.S. state is none. */
export function stateOf(value: JsonValue | undefined): AnswerState | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const keys = Object.keys(value);
  const state = value['state'];
  if (keys.length !== 1 || typeof state !== 'string' || !STATES.includes(state)) return null;
  return state as AnswerState;
}

/** The state that stands in place of an answer, the unconfirmed one first. */
export function stateNow(item: ItemView, on: Answering): AnswerState | null {
  const waiting = on.pending(item.path);
  return waiting === undefined ? item.state : stateOf(waiting);
}

/** The answer on screen, the unconfirmed one first; null when it is blank or a state. */
export function valueNow(item: ItemView, on: Answering): JsonValue {
  const waiting = on.pending(item.path);
  if (waiting === undefined) return item.state ? null : item.value;
  return stateOf(waiting) ? null : waiting;
}

/** The answer as a line of text, the way it is read. */
export function textOf(item: ItemView): string {
  if (item.state) return '';
  const raw = typeof item.value === 'string' || typeof item.value === 'number' ? item.value : '';
  if (item.kind === 'text' || item.kind === 'long_text') return String(raw);
  return item.shown || String(raw);
}

/** What a line of text shows: what was typed and is not confirmed yet, else the answer. */
export function textNow(item: ItemView, on: Answering): string {
  const waiting = on.pending(item.path);
  if (waiting === undefined) return textOf(item);
  return stateOf(waiting) || waiting === null ? '' : String(waiting);
}
