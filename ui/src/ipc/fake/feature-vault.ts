/**
 * Today, backups, the records check, deleted clients, locking and disclosures in the pretended
 * core. `?vault=empty` has none of it, `?vault=worry` everything that can be wrong,
 * `?vault=desk` shows a flag as the front desk sees it,
 * `?vault=soon` locks within a minute, `?vault=slow` works for some seconds.
 */
import type {
  BackupRow,
  BackupsView,
  DisclosureRow,
  FlagView,
  IntegrityView,
  LockState,
  QuarantineRow,
  RemovedRow,
  RemovedView,
  WorkKind,
  WorkView
} from '../bindings';
import { refuse, type Handlers } from '../fake';
import { appView } from './clinic';
import { handlers as forms } from './feature-forms';
import { afterActions, flagOf } from './flags';
import { dueToday } from './due';
import { clients, staff } from './people';

const DAY = 86_400_000;
const SLOW = 6000;
const WAITING = 30;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();

function backupAt(days: number): BackupRow {
  const at = daysAgo(days);
  return { file: `riverbend ${at.slice(0, 10)}.goldthread-backup`, at, size: '4.2 MB' };
}

function backupsView(rows: BackupRow[], folder: string): BackupsView {
  const last_at = rows[0]?.at ?? null;
  const days = last_at && Math.floor((Date.now() - Date.parse(last_at)) / DAY);
  const beside = folder.startsWith('/srv');
  return { folder, beside, backups: rows, last_at, days: days || 0, overdue: (days || 0) > 7 };
}

const QUARANTINED: QuarantineRow[] = [
  {
    record: '8f14e45fceea167a5a36dedd4bea2543',
    class: 'Clinical records',
    why: 'The seal does not fit what lies in it.'
  },
  {
    record: 'c9f0f895fb98ab9159f51fd0297e236d',
    class: 'Intake records',
    why: 'The row is shorter than its header says.'
  }
];
const REMOVED: RemovedRow[] = [
  {
    client: 'g1',
    number: 'RB-0031',
    name: 'Test Testerson',
    reason: 'Entered twice; the other record is RB-0032',
    at: daysAgo(41),
    by: 'M. Okafor',
    due: 'Nov 14, 2026',
    ready: true
  },
  {
    client: 'g2',
    number: 'RB-0044',
    name: 'Alexandria Featherstonehaugh-Montgomery de la Cruz',
    reason: 'Asked for by the client',
    at: daysAgo(3),
    by: 'Dr. Anneliese Bartholomew-Fitzgerald',
    due: 'Dec 22, 2026',
    ready: false
  }
];
const DISCLOSED: DisclosureRow[] = [
  {
    at: daysAgo(2),
    what: 'Treatment plan, PDF, 4 pages',
    recipient: 'The client and the treatment team',
    purpose: 'Draft for review and signature',
    by: 'M. Okafor, LCSW',
    basis: 'The client’s own copy',
    details: [],
    statement: false
  },
  {
    at: daysAgo(20),
    what: 'Treatment plan, PDF, 3 pages',
    recipient: 'Lakeside Family Medicine, Dr. R. Whitcombe',
    purpose: 'Coordination of care, consent of Nov 2',
    by: 'Dana Reyes, LMFT',
    basis: 'Consent',
    details: ['To: Lakeside Family Medicine', 'Until: Mar 1, 2027'],
    statement: true
  }
];

/** Long work that takes as long as it says, and stops when asked to. */
function workbench(slow: boolean) {
  let now: { kind: WorkKind; since: number; stopped: boolean } | null = null;
  async function run(kind: WorkKind): Promise<void> {
    const mine = { kind, since: Date.now(), stopped: false };
    now = mine;
    const until = mine.since + (slow ? SLOW : 0);
    while (!mine.stopped && Date.now() < until) await new Promise((go) => setTimeout(go, 100));
    now = null;
    if (mine.stopped) refuse('stopped');
  }
  function view(): WorkView | null {
    if (!now) return null;
    const done = Date.now() - now.since;
    const seconds_left = Math.ceil((SLOW - done) / 100);
    return { kind: now.kind, done, total: SLOW, seconds_left, can_stop: now.kind !== 'resealing' };
  }
  return { run, view, stop: () => now && (now.stopped = true) };
}

/** How long until the pretended window locks. */
function lockHandlers(scene: string): Handlers {
  const idle = scene === 'soon' ? 70 : 300;
  let moved = Date.now();
  const state = (): LockState => {
    const idle_left = Math.ceil(idle - (Date.now() - moved) / 1000);
    if (idle_left <= 0) refuse('locked');
    return { idle_left, session_left: 30_000, countdown: idle_left <= 60 };
  };
  return {
    lock_state: state,
    stay: () => {
      moved = Date.now();
      return state();
    },
    switch_user: () => appView('locked')
  };
}

/** The commands around the vault over a state that lives as long as they do. */
export function vaultHandlers(scene = ''): Handlers {
  const worry = scene === 'worry';
  const some = scene !== 'empty';
  const work = workbench(scene === 'slow');
  let folder = '/srv/front-desk/Goldthread backups';
  let backups = !some ? [] : [worry ? 9 : 0, 10, 11, 12].map(backupAt);
  let removed = some ? [...REMOVED] : [];
  const flags = new Map<string, FlagView[]>(some ? [['c2', [flagOf('f1', scene !== 'desk')]]] : []);
  const flagged = (client: string, flag: string, change: (one: FlagView) => FlagView | null) => {
    const standing = flags.get(client) ?? [];
    if (!standing.some((one) => one.flag === flag)) refuse('no-such-record');
    const next = standing.map((one) => (one.flag === flag ? change(one) : one));
    flags.set(
      client,
      next.filter((one) => one !== null)
    );
    return open(client);
  };
  let checked_at: string | null = !some ? null : daysAgo(worry ? 9 : 2);

  const backed = () => backupsView(backups, folder);
  const waiting = (): RemovedView => ({ rows: removed, days: WAITING });
  const without = (client: string) => {
    if (!removed.some((one) => one.client === client)) refuse('no-such-client');
    removed = removed.filter((one) => one.client !== client);
    return waiting();
  };
  const integrity = (): IntegrityView => ({
    checked_at,
    due: checked_at === null || Date.now() - Date.parse(checked_at) > 7 * DAY,
    records: 1284,
    quarantined: worry ? QUARANTINED : [],
    disagree: worry ? ['Clinical records'] : [],
    anchor: worry ? 'older' : some ? 'agrees' : 'none'
  });
  const open = async (client: string) => {
    const page = await forms.open_client!({ token: '', client });
    return { ...page, band: { ...page.band, flags: flags.get(client) ?? page.band.flags } };
  };

  return {
    ...lockHandlers(scene),
    open_client: ({ client }) => open(client),
    tell_of_flag: ({ client, flag, whom }) =>
      flagged(client, flag, (one) => {
        const told = { whom: whom.trim(), at: daysAgo(0), by: 'Jo Park' };
        return { ...one, told: [...one.told, told] };
      }),
    clear_flag: ({ client, flag, actions, disposition }) => {
      if (actions.length === 0) refuse('bad-value', 0, 'choose what was done');
      return flagged(client, flag, (one) => afterActions(one, actions, disposition.trim()));
    },
    open_work: () => work.view(),
    stop_work: () => {
      work.stop();
      return { at: daysAgo(0) };
    },
    open_today: () => {
      const met = clients.filter((one) => flags.get(one.client)?.length);
      const handed = some ? clients.slice(0, 1) : [];
      return {
        needed: met.map(({ client, number, name }) => ({ client, number, name, at: daysAgo(0) })),
        handed: handed.map((one) => ({ ...one, record: 'r1', title: 'PHQ-9', at: daysAgo(0) })),
        intakes: some ? clients.slice(1) : [],
        ...dueToday(some),
        backup: backed(),
        check_due: integrity().due,
        quarantined: worry ? QUARANTINED.length : 0,
        missing_key: worry,
        purge_due: worry ? 1 : 0
      };
    },
    open_backups: backed,
    back_up: async () => {
      await work.run('copying');
      backups = [backupAt(0), ...backups.filter((one) => one.file !== backupAt(0).file)];
      return backed();
    },
    choose_backup_folder: () => {
      folder = '/media/clinic-usb/Goldthread backups';
      return backed();
    },
    choose_backup: () => {
      const people = staff.map(({ user, name }) => ({ user, name }));
      return { file: backupAt(1).file, size: '4.2 MB', people, replaces: some };
    },
    restore_backup: async ({ passphrase, user }) => {
      if (passphrase === 'damaged') {
        refuse('bad-backup', 0, 'the head of the class Clinical records does not agree');
      }
      if (user === 'u3') refuse('not-allowed');
      if (user !== '' && passphrase !== 'warm paper boats drift') refuse('wrong-passphrase');
      await work.run('verifying');
      return appView('open', { restored: { file: backupAt(1).file, kept: some } });
    },
    open_integrity: integrity,
    check_everything: async () => {
      await work.run('checking');
      checked_at = daysAgo(0);
      return integrity();
    },
    open_settings: () => ({
      idle_minutes: 5,
      removal_days: WAITING,
      part2: true,
      may_change: true
    }),
    remove_client: ({ client, reason }) => {
      const { number, name } =
        clients.find((one) => one.client === client) ?? refuse('no-such-client');
      const row = {
        client,
        number,
        name,
        reason,
        at: daysAgo(0),
        by: 'M. Okafor',
        due: 'Dec 25, 2026'
      };
      removed = [...removed, { ...row, ready: false }];
      return waiting();
    },
    open_removed: waiting,
    restore_client: ({ client }) => without(client),
    purge_client: async ({ client, number }) => {
      if (removed.find((one) => one.client === client)?.number !== number.trim())
        refuse('bad-value');
      await work.run('resealing');
      return { records: 23, older_backups: backups, removed: without(client) };
    },
    open_disclosures: ({ client }) => ({ rows: some && client === 'c1' ? DISCLOSED : [] })
  };
}

export const handlers: Handlers = vaultHandlers(
  new URLSearchParams(location.search).get('vault') ?? ''
);
