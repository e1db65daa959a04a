/**
 * The program in the pretended core. `?program=empty` opens a catalog without groups,
 * `?program=in-use` keeps meetings from being removed.
 */
import type { RosterView, TickAttendance, WeekView } from '../bindings';
import { refuse, type Handlers } from '../fake';
import { applyEdit } from './plan-edits';
import { attendances, offeringOf, programOf, reasons, rosterOf, rowOf } from './program-sample';

const WEEK: WeekView = {
  client: 'c1',
  seats: [
    { name: 'Morning group A', when: 'Mon 9:00 AM, 60 min', room: 'Room 2', place: 'on_site' }
  ],
  since: 'since Nov 2, 2026',
  delivered: {
    planned: 240,
    delivered: 60,
    sessions: 1,
    no_shows: 0,
    excused: 0,
    unticked: 2,
    weeks: []
  },
  words: '1.0 h of 4.0 h planned; 2 not ticked yet',
  weeks: [{ week: 'Nov 23, 2026', planned: '1.0 h', delivered: '0.0 h' }],
  recent: [
    {
      date: '2026-11-23',
      when: 'Mon, Nov 23, 2026, 9:00 AM',
      name: 'Morning group A',
      planned: true,
      group: 'g1',
      session: 'm1',
      attendance: null,
      minutes: null,
      reason: null
    }
  ],
  attendances,
  reasons
};

/** The program's commands over a catalog that lives as long as they do. */
export function programHandlers(scene = ''): Handlers {
  let groups = [
    rowOf('g1', 1, offeringOf('Skills for mood and worry', 'Morning group A', '09:00')),
    rowOf('g2', 1, offeringOf('Process group', 'Morning group B', '10:00'))
  ];
  if (scene === 'empty') groups = [];
  const rosters = new Map<string, RosterView>();
  const opened = (date: string) => {
    const on = date || '2026-11-23';
    if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) refuse('bad-value');
    const known = rosters.get(on) ?? rosterOf(on);
    rosters.set(on, known);
    return known;
  };
  let week = WEEK;
  return {
    open_program: () => programOf(groups),
    start_program: () => {
      groups = [
        rowOf('g1', 1, offeringOf('Skills for mood and worry', 'Morning group A', '09:00'))
      ];
      return programOf(groups);
    },
    edit_offering: ({ group, rev, edits }) => {
      if (group === null) {
        const blank = { ...offeringOf('', '', ''), meetings: [], staff: '', room: '' };
        groups = [...groups, rowOf(`g${groups.length + 1}`, 1, { ...blank, capacity: '' })];
        return { ...programOf(groups), added: groups.at(-1)?.group ?? null };
      }
      const row = groups.find((one) => one.group === group);
      if (!row?.offering) refuse('no-such-record');
      if (rev !== row.rev) refuse('stale');
      if (scene === 'in-use' && edits.some((edit) => edit.op === 'remove')) refuse('in-use');
      const offering = structuredClone(row.offering);
      const entry = edits.map((edit) => applyEdit(offering, edit)).find((one) => one) ?? null;
      groups = groups.map((one) => (one === row ? rowOf(group, rev + 1, offering) : one));
      return { ...programOf(groups), entry };
    },
    open_roster: ({ date }) => opened(date),
    tick_attendance: (request: TickAttendance) => {
      const view = opened(request.date);
      const { client, attendance, reason } = request;
      const full = attendance === 'came' ? 60 : 0;
      const minutes = attendance === null ? null : (request.minutes ?? full);
      if ((minutes ?? 0) > 60) refuse('bad-value');
      const ticked = attendance === null ? '' : 'M. Okafor, Nov 23, 2026, 9:10 AM';
      const known = view.rows.some((row) => row.client === client);
      const rows = known
        ? view.rows
        : [...view.rows, { ...view.rows[0]!, client, name: 'Somebody', note: 'Not on the plan' }];
      const next = rows.map((row) =>
        row.client === client ? { ...row, attendance, minutes, reason, ticked } : row
      );
      rosters.set(view.date, { ...view, rows: next });
      return opened(view.date);
    },
    export_roster: () => ({
      file: 'Roster Morning group A.pdf',
      pages: 1,
      unset: [],
      notice: '',
      locked: false
    }),
    open_week: () => week,
    tick_session: ({ attendance, reason }) => {
      const minutes = attendance === null ? null : 60;
      week = {
        ...week,
        recent: week.recent.map((row) => ({ ...row, attendance, minutes, reason }))
      };
      return week;
    }
  };
}

export const handlers: Handlers = programHandlers(
  new URLSearchParams(location.search).get('program') ?? ''
);
