/** The fake staff, passphrases, recovery code, settings and audit. */
import type { AuditPage, AuditRow, FindAudit, StaffRow, WorkView } from '../bindings';
import { refuse, type Handlers } from '../fake';
import { isRecovery, PASSPHRASE, RECOVERY, session } from './clinic';
import { staff } from './people';

const EVENTS: [what: string, said: string, client: string, detail: string][] = [
  ['view', 'Opened a client', 'RB-0048', ''],
  ['amend', 'Changed an intake section', 'RB-0051', 'Contact'],
  ['export', 'Exported a plan', 'RB-0048', 'To: Harbor Light IOP. Purpose: step-down'],
  ['failure', 'A sign-in failed', '', 'Wrong passphrase'],
  ['unlock', 'Signed in', '', '']
];
const WHO = ['M. Okafor', 'Dana Reyes', 'Jo Park', 'Dr. Anneliese Bartholomew-Fitzgerald'];
const LAST = Date.parse('2026-11-25T14:20:00Z');

function entry(index: number): AuditRow {
  const [what, said, client, detail] = EVENTS[index % EVENTS.length]!;
  return {
    chain: 37 - Math.floor(index / 12),
    n: 11 - (index % 12),
    at: new Date(LAST - index * 1_260_000).toISOString(),
    who: WHO[Math.floor(index / 12) % WHO.length]!,
    what,
    said,
    client,
    record: '',
    detail
  };
}

const entries = Array.from({ length: 440 }, (_, index) => entry(index));

/** A page of the audit as the core gives it. */
export function auditPage(asked: FindAudit, change: Partial<AuditPage> = {}): AuditPage {
  const who = staff.find((one) => one.user === asked.who)?.name;
  const rows = entries.filter(
    (one) =>
      (!who || one.who === who) &&
      (!asked.what || one.what === asked.what) &&
      (!asked.client || one.client === asked.client)
  );
  return {
    rows: rows.slice(asked.skip, asked.skip + asked.limit),
    matching: rows.length,
    total: entries.length,
    chains: 37,
    fault: null,
    people: staff.map(({ user, name }) => [user, name]),
    whats: EVENTS.map(([what, said]) => ({ what, said })),
    ...change
  };
}

/** What is being done at length, for as long as it takes here. */
let work: WorkView | null = null;
const STEPS = 12;

async function atLength(): Promise<void> {
  for (let done = 0; done < STEPS; done += 1) {
    work = {
      kind: done < 9 ? 'resealing' : 'verifying',
      done,
      total: STEPS,
      seconds_left: (STEPS - done) * 3,
      can_stop: false
    };
    await new Promise((soon) => setTimeout(soon, 400));
  }
  work = null;
}

const gone: StaffRow = {
  user: 'u0',
  name: 'Theo Lindqvist',
  credential: 'LPC',
  role: 'therapist',
  active: false,
  left: 'Sep 30, 2026',
  recovery: false
};

/** The commands of the staff, over a list of their own. */
export function staffHandlers(start: StaffRow[] = [...staff, gone]): Handlers {
  let people = structuredClone(start);
  const view = () => ({
    people: people.toSorted((a, b) => Number(b.active) - Number(a.active))
  });
  const find = (user: string) =>
    people.find((one) => one.user === user && one.active) ?? refuse('no-such-user');
  const taken = (name: string, but = '') =>
    people.some((one) => one.name === name && one.user !== but);
  const own = (user: string) => user === session.user;
  return {
    open_staff: view,
    add_user: ({ name, credential, role }) => {
      if (taken(name)) return refuse('bad-name');
      const user = `u${people.length + 1}`;
      people.push({ user, name, credential, role, active: true, left: '', recovery: false });
      return view();
    },
    change_user: async ({ user, name, credential, role }) => {
      const person = find(user);
      if (taken(name, user)) return refuse('bad-name');
      if (own(user) && role !== person.role) return refuse('last-admin');
      if (role === 'front_desk' && person.role !== role) await atLength();
      Object.assign(person, { name, credential, role });
      return view();
    },
    reset_passphrase: ({ user }) => (find(user), view()),
    remove_user: async ({ user }) => {
      const person = find(user);
      if (own(user)) return refuse('last-admin');
      if (person.recovery) return refuse('recovery-first');
      await atLength();
      Object.assign(person, { active: false, left: 'Nov 25, 2026' });
      return view();
    },
    prepare_recovery: () => ({ recovery_code: RECOVERY }),
    renew_recovery: ({ code }) => {
      if (!isRecovery(code)) return refuse('wrong-recovery-code');
      people = people.map((one) => ({ ...one, recovery: own(one.user) }));
      return view();
    }
  };
}

const DONE = { at: '2026-11-25T14:20:00Z' };
let settings = { idle_minutes: 5, removal_days: 30, part2: true, may_change: true };

export const handlers: Handlers = {
  ...staffHandlers(),
  change_passphrase: ({ current }) => {
    if (current === 'too often') return refuse('throttled', 12);
    return current === PASSPHRASE ? DONE : refuse('wrong-passphrase');
  },
  open_settings: () => settings,
  change_settings: ({ idle_minutes, removal_days, part2 }) => {
    if (idle_minutes < 2 || idle_minutes > 15) return refuse('bad-value');
    if (removal_days < 7 || removal_days > 365) return refuse('bad-value');
    settings = { ...settings, idle_minutes, removal_days, part2 };
    return settings;
  },
  open_audit: (asked) => {
    const dates = [asked.from, asked.to].filter(Boolean);
    if (dates.some((one) => !/\d/.test(one))) return refuse('bad-value');
    const fault = { chain: 36, n: 4, why: 'it was changed after it was written.' };
    return auditPage(asked, location.search.includes('fault') ? { fault } : {});
  },
  export_audit: ({ format }) => ({
    file: `audit.${format}`,
    pages: 5,
    unset: [],
    notice: '',
    locked: false
  }),
  open_work: () => work,
  stop_work: () => DONE
};
