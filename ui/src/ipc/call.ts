/** The one door to the core: typed commands out, replies or a refusal back. */
import { invoke } from '@tauri-apps/api/core';
import type * as b from './bindings';

/** Every command: what it takes, what it gives. */
export interface Commands {
  app_state: [b.Nothing, b.AppView];
  check_passphrase: [b.CheckPassphrase, b.PassphraseView];
  prepare_clinic: [b.PrepareClinic, b.PreparedView];
  confirm_recovery: [b.ConfirmRecovery, b.SessionView];
  open_sample: [b.Nothing, b.SessionView];
  leave_sample: [b.Signed, b.AppView];
  unlock: [b.Unlock, b.SessionView];
  lock: [b.Signed, b.AppView];
  find_clients: [b.FindClients, b.ClientList];
  new_client: [b.NewClient, b.NewClientView];
  add_client: [b.NewClient, b.ClientPage];
  open_client: [b.OfClient, b.ClientPage];
  open_section: [b.OpenForm, b.SectionView];
  start_screening: [b.OpenForm, b.SectionView];
  open_response: [b.OpenResponse, b.SectionView];
  answer_item: [b.AnswerItem, b.SectionView];
  change_rows: [b.ChangeRows, b.SectionView];
  mark_section: [b.MarkSection, b.SectionView];
  open_plan: [b.OfClient, b.PlanPage];
  edit_plan: [b.EditPlan, b.PlanPage];
  export_plan: [b.OfClient, b.Exported | null];
  open_staff: [b.Signed, b.StaffView];
  add_user: [b.AddUser, b.StaffView];
}

export type Command = keyof Commands;

/** Why a command was refused: a code, and the incident under which the log has it. */
export class Refused extends Error {
  constructor(
    readonly code: b.Code,
    readonly incident: string
  ) {
    super(code);
    this.name = 'Refused';
  }
}

export type Backend = (name: Command, args: { request: unknown }) => Promise<unknown>;

let backend: Backend = (name, args) => invoke(name, args);
let onLocked: () => void = () => {};

/** Puts another core behind the door; for tests and for `?fake` in development. */
export function setBackend(other: Backend): void {
  backend = other;
}

/** What to do when any command finds that nobody is signed in any more. */
export function whenLocked(act: () => void): void {
  onLocked = act;
}

/** Asks the core. Throws {@link Refused} and nothing else. */
export async function call<K extends Command>(
  name: K,
  request: Commands[K][0]
): Promise<Commands[K][1]> {
  try {
    return (await backend(name, { request })) as Commands[K][1];
  } catch (thrown) {
    const refused = asRefused(thrown);
    if (refused.code === 'locked') onLocked();
    throw refused;
  }
}

/** Whatever was thrown, as a refusal. */
export function asRefused(thrown: unknown): Refused {
  if (thrown instanceof Refused) return thrown;
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) {
    const { code, incident } = thrown as { code: b.Code; incident?: string };
    return new Refused(code, incident ?? '');
  }
  return new Refused('internal', '');
}
