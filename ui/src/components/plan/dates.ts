/** Dates of the plan as they are shown. Reading what was typed is the core's business. */

const SHOWN = new Intl.DateTimeFormat('en-US', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC'
});

/** "Mar 10, 2027" of "2027-03-10"; any other text as it is. */
export function shownDate(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const time = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(time.getTime()) ? text : SHOWN.format(time);
}
