/** The fake clinic's program: two groups on a Monday, with a roster. */
import type {
  AbsenceReason,
  Attendance,
  AttendanceChoice,
  GroupRow,
  MeetingRow,
  Offering,
  OfferingMeeting,
  ProgramView,
  ReasonChoice,
  RosterRow,
  RosterView
} from '../bindings';
import { clock, minuteOf } from '../../components/timetable/layout';

const CHOICES: [Attendance, string][] = [
  ['came', 'Came'],
  ['late', 'Came late'],
  ['left_early', 'Left early'],
  ['no_show', 'No-show'],
  ['excused', 'Excused']
];
const REASONS: [AbsenceReason, string][] = [
  ['transport', 'Transport'],
  ['not_well', 'Not well']
];

export const attendances: AttendanceChoice[] = CHOICES.map(([attendance, label]) => ({
  attendance,
  label,
  partly: attendance === 'late' || attendance === 'left_early',
  reason: attendance !== 'came'
}));
export const reasons: ReasonChoice[] = REASONS.map(([reason, label]) => ({ reason, label }));

const meeting = (id: string, day: OfferingMeeting['day'], start: string): OfferingMeeting => ({
  id,
  day,
  start,
  minutes: 60,
  retired: false
});

export function offeringOf(name: string, neutral: string, start: string): Offering {
  return {
    name,
    neutral_name: neutral,
    service: 'group',
    meetings: [meeting(`${neutral}-mon`, 'mon', start), meeting(`${neutral}-wed`, 'wed', start)],
    capacity: 8,
    staff: 'D. Reyes, LMFT',
    room: 'Room 2',
    place: 'on_site',
    from: '',
    until: '',
    retired: false
  };
}

/** A group as the catalog shows it. */
export function rowOf(group: string, rev: number, offering: Offering): GroupRow {
  const shown = (one: OfferingMeeting): MeetingRow => {
    const start = minuteOf(one.start);
    const day = one.day ? one.day.charAt(0).toUpperCase() + one.day.slice(1) : 'No day';
    const minutes = typeof one.minutes === 'number' ? one.minutes : null;
    return {
      meeting: one.id ?? '',
      day: one.day,
      words: `${day}${start === null ? '' : ` ${clock(start)}`}, ${one.minutes} min`,
      start,
      minutes,
      taken: 2,
      next: '2026-11-30',
      retired: one.retired,
      clash: ''
    };
  };
  const name = offering.name || 'Group without a name';
  const lacks = offering.name ? [] : [{ path: 'name', message: 'A group needs a name.' }];
  return {
    group,
    rev,
    saved_at: '2026-11-23T15:42:07Z',
    name,
    offering,
    meetings: offering.meetings.map(shown),
    capacity: typeof offering.capacity === 'number' ? offering.capacity : null,
    staff: offering.staff,
    room: offering.room,
    place: offering.place,
    offered: !offering.retired,
    retired: offering.retired,
    lacks
  };
}

export function programOf(groups: GroupRow[]): ProgramView {
  const today = groups.flatMap((group) =>
    group.meetings
      .filter((one) => one.day === 'mon')
      .map((one) => ({
        group: group.group,
        meeting: one.meeting,
        name: group.name,
        when: `${clock(one.start ?? 0)}, 60 min`,
        room: group.room,
        start: one.start,
        ticked: 1,
        expected: 2
      }))
  );
  return {
    groups,
    today,
    today_words: 'Nov 23, 2026',
    templates: [{ id: 'adult-mornings', name: 'Adults, three mornings', about: 'Nine hours' }],
    may_edit: true,
    added: null,
    entry: null
  };
}

const person = (client: string, number: string, name: string): RosterRow => ({
  client,
  number,
  name,
  note: '',
  attendance: null,
  minutes: null,
  reason: null,
  ticked: ''
});

export function rosterOf(date: string): RosterView {
  return {
    group: 'g1',
    meeting: 'Morning group A-mon',
    name: 'Morning group A',
    when: `Monday, ${date}, 9:00 AM, 60 min`,
    date,
    date_words: date,
    before: '2026-11-16',
    after: '2026-11-30',
    ahead: date > '2026-11-23',
    capacity: 8,
    room: 'Room 2',
    staff: 'D. Reyes, LMFT',
    rows: [
      person('c1', 'RB-0048', 'Mari Núñez-Ibáñez'),
      person('c2', 'RB-0051', 'Tuấn Đặng'),
      person('c3', 'RB-0052', 'Ana Belén Ortiz')
    ],
    attendances,
    reasons
  };
}
