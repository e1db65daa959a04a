/** The due board in the pretended core. `?due=empty` has nothing on it. */
import type { BoardKind, BoardRow, DueBoard } from '../bindings';
import type { Handlers } from '../fake';
import { clients } from './people';

const LABELS: { [kind in BoardKind]?: string } = {
  signature: 'Signatures',
  review: 'Reviews',
  consent: 'Consents',
  contact: 'Contacts'
};

function row(index: number, kind: BoardKind, what: string, rest: Partial<BoardRow>): BoardRow[] {
  const found = clients[index];
  if (!found) return [];
  const { client, number, name } = found;
  return [{ client, number, name, kind, what, on: '', late_days: 0, mine: false, ...rest }];
}

const board = (): BoardRow[] => [
  ...row(0, 'signature', 'Waits for: Supervisor', { on: 'Nov 20, 2026', mine: true }),
  ...row(0, 'review', 'Review of the plan', { on: 'Nov 25, 2026', late_days: 1 }),
  ...row(2, 'review', 'Review of the plan', { on: 'Dec 2, 2026' }),
  ...row(2, 'consent', 'Release of information', { on: 'Dec 4, 2026' }),
  ...row(4, 'contact', 'Waitlist, urgent', { on: 'Nov 19, 2026', late_days: 7, mine: true })
];

export function dueHandlers(scene = ''): Handlers {
  const rows = scene === 'empty' ? [] : board();
  const kinds = [...new Set(rows.map(({ kind }) => kind))].map((kind) => ({
    kind,
    label: LABELS[kind] ?? kind,
    count: rows.filter((one) => one.kind === kind).length
  }));
  const view: DueBoard = { rows, kinds };
  return { open_due_board: () => view };
}

export const handlers: Handlers = dueHandlers(
  new URLSearchParams(location.search).get('due') ?? ''
);
