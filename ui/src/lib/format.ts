/** How times are shown. Dates of the record come already shown from the core. */

/** "10:42:07" of an RFC 3339 time, in this machine's time zone. */
export function clockTime(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return '';
  return time.toLocaleTimeString('en-US', {
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit'
  });
}

/** "Today, 5:30 PM", "Yesterday, 9:05 AM" or "Apr 7, 2026". */
export function moment(at: string, now: Date = new Date()): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return '';
  const clock = time.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
  const days = Math.round((midnight(now) - midnight(time)) / 86_400_000);
  if (days === 0) return `Today, ${clock}`;
  if (days === 1) return `Yesterday, ${clock}`;
  return time.toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric' });
}

function midnight(of: Date): number {
  return new Date(of.getFullYear(), of.getMonth(), of.getDate()).getTime();
}

/** "MN" of "Marisol Núñez": two letters for a tile. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.match(/\p{L}/u)?.[0] ?? '')
    .join('');
  return letters.toLocaleUpperCase('en-US');
}

/** "Apr 7, 2026, 5:30 PM" of an RFC 3339 time, in this machine's time zone. */
export function dayAndTime(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return '';
  return time.toLocaleString('en-US', {
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit'
  });
}

/** "Wednesday, November 25". */
export function weekday(of: Date): string {
  return of.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' });
}
