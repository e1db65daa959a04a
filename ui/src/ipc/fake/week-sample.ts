/** A plan whose week has two sessions of a group, one in the way of the person's days. */
import type { OfferedMeeting, PlannedSession, PlanPage } from '../bindings';

const session = (id: string, day: PlannedSession['day'], start: string): PlannedSession => ({
  id,
  offering: 'g1',
  meeting: `${id}-meeting`,
  title: 'Skills group',
  service: 'group',
  day,
  start,
  minutes: 60,
  place: 'on_site',
  staff: 'D. Reyes, LMFT',
  interventions: []
});

const offered = (meeting: string, day: PlannedSession['day'], name: string): OfferedMeeting => ({
  label: `Skills group, ${name} 9:00 AM, 60 min`,
  places: '2 of 8 places taken',
  full: false,
  fits: true,
  service: 'group',
  planned: { ...session('', day, '09:00'), id: null, meeting }
});

/** The page with a week on it. */
export function withWeek(page: PlanPage): PlanPage {
  const objective = page.plan.problems[0]?.goals[0]?.objectives[0];
  const carried = objective?.interventions[0]?.id ?? '';
  const schedule = [
    { ...session('s1', 'mon', '09:00'), interventions: [carried] },
    session('s2', 'tue', '09:30')
  ];
  const free: PlanPage['week']['free'] = [
    { day: 'mon', from: 540, until: 750 },
    { day: 'wed', from: 480, until: 1050 }
  ];
  const week = {
    ...page.week,
    free,
    conflicts: [{ session: 's2', message: 'The person cannot come then.' }],
    offered: [offered('m3', 'wed', 'Wed'), offered('m4', 'fri', 'Fri')],
    days: page.week.days.map((one) =>
      ['mon', 'tue'].includes(one.day) ? { ...one, minutes: 60, sessions: 1 } : one
    ),
    total: '2.0 h a week'
  };
  return { ...page, plan: { ...page.plan, schedule }, week };
}
