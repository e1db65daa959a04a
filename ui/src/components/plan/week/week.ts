/** The sessions of a plan as blocks of a drawn week. It knows no conflict: the core says them. */
import type { JsonValue, PlannedSession, PlanPage } from '../../../ipc/bindings';
import { t } from '../../../lib/messages';
import type { FieldEditing } from '../../../lib/entry-editing';
import { clock, DAYS, minuteOf, shownTime, type Block } from '../../timetable/layout';

/** A session with what was typed and is not saved yet. */
export function standing(draft: FieldEditing, session: PlannedSession): PlannedSession {
  const path = `schedule/${session.id}`;
  const shown = <T extends JsonValue>(field: string, saved: T): T => {
    const value = draft.shown(`${path}/${field}`);
    return (value === '' ? saved : value) as T;
  };
  return {
    ...session,
    title: shown('title', session.title),
    day: shown('day', session.day),
    start: shown('start', session.start),
    minutes: shown('minutes', session.minutes)
  };
}

/** What the core says against a session. */
export function against(page: PlanPage, session: PlannedSession): string[] {
  const of = page.week.conflicts.filter((one) => one.session === session.id);
  return of.map((one) => one.message);
}

/** "Mon 9:00 AM, 60 min"; what is missing is left out. */
export function when(session: PlannedSession): string {
  const day = DAYS.find((one) => one === session.day);
  const minutes = session.minutes === '' ? '' : t('plan.week.minutes', { n: session.minutes });
  const time = [day ? t(`timetable.day.${day}`) : '', shownTime(session.start)].filter(Boolean);
  return [time.join(' '), minutes].filter(Boolean).join(', ') || t('plan.week.noTime');
}

/** A session as a block; nothing while it has no day, start and length. */
export function blockOf(session: PlannedSession, conflicts: string[], open: boolean): Block | null {
  const start = minuteOf(session.start);
  const minutes = Number(session.minutes);
  if (!session.day || start === null || !Number.isFinite(minutes) || minutes <= 0) return null;
  const title = session.title || t('plan.week.untitled');
  const note = conflicts.length > 0 ? t('plan.week.inTheWay') : '';
  return {
    id: session.id ?? '',
    day: session.day,
    start,
    minutes,
    title,
    note,
    tone: conflicts.length > 0 ? 'warn' : open ? 'chosen' : 'plain',
    more: [when(session), ...conflicts].join('. ')
  };
}

/** When the person can come on a day, in words; nothing on a day they cannot. */
export function freeOn(page: PlanPage, day: Block['day']): string {
  const spans = page.week.free.filter((span) => span.day === day);
  return spans.map((span) => `${clock(span.from)} – ${clock(span.until)}`).join(', ');
}
