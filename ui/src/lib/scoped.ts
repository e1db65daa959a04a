/**
 * The questions of one form among others on the same page: two forms may ask the same thing under
 * the same path, and each field needs a place of its own.
 */
import type { ItemView, JsonValue } from '../ipc/bindings';
import type { Answering } from './answering';

const mark = (scope: string): string => `${scope}:`;

/** The questions with their paths under a scope. */
export function scoped(scope: string, items: ItemView[]): ItemView[] {
  return items.map((item) => ({
    ...item,
    path: mark(scope) + item.path,
    rows: item.rows.map((row) => ({ ...row, items: scoped(scope, row.items) }))
  }));
}

/** Takes answers under a scope and hands them on without it. */
export function unscoped(scope: string, on: Answering): Answering {
  const own = (path: string) => path.slice(mark(scope).length);
  return {
    pending: (path) => on.pending(own(path)),
    focus: (path) => on.focus(own(path)),
    type: (path: string, value: JsonValue) => on.type(own(path), value),
    choose: (path: string, value: JsonValue) => on.choose(own(path), value),
    leave: (path) => on.leave(own(path)),
    addRow: (path) => on.addRow(own(path)),
    removeRow: (path, row) => on.removeRow(own(path), row),
    moveRow: (path, row, after) => on.moveRow(own(path), row, after),
    problem: (path) => on.problem(own(path))
  };
}
