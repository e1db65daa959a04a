// Days and moments that exist, written as FHIR writes them.

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?$/;
const ZONE = /(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** What is wrong with a value of a type that tells time; nothing when it is right. */
export function fault(type, text) {
  switch (type) {
    case 'date':
      return isDate(text) ? undefined : 'is no day of the calendar';
    case 'time':
      return TIME.test(text) ? undefined : 'is no time of day';
    case 'instant':
      return isMoment(text) ? undefined : 'is no moment with seconds and a time zone';
    case 'dateTime':
      return isDate(text) || isMoment(text) ? undefined : 'is neither a day nor a moment';
    default:
      return undefined;
  }
}

/** A year, a month or a day that exists. */
export function isDate(text) {
  const [, year, month = '01', day = '01'] = DATE.exec(text) ?? [];
  if (!year || year === '0000') {
    return false;
  }
  const back = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(back.getTime()) && back.toISOString().startsWith(`${year}-${month}-${day}`);
}

function isMoment(text) {
  const [day, rest = ''] = text.split('T');
  return day.length === 10 && isDate(day) && ZONE.test(rest) && TIME.test(rest.replace(ZONE, ''));
}
