/** What stage the application is at, and who is in it. */
import type { AppView, SessionView } from '../ipc/bindings';
import { asRefused, call, type Refused } from '../ipc/call';
import { session } from '../lib/session.svelte';
import { t } from '../lib/messages';
import { show, toasts } from '../lib/toasts.svelte';
import { newClient } from '../features/clients/new-client.svelte';
import { stageFilter } from '../features/clients/stages.svelte';
import { place } from './where.svelte';

class Clinic {
  /** Null until the core has answered once. */
  view = $state.raw<AppView | null>(null);
  /** Why the core did not answer. */
  silent = $state.raw<Refused | null>(null);
  /** Said on the sign-in screen when the window locked by itself. */
  closedBySelf = $state(false);
  /** The window is about to lock: nothing of the records is shown any more. */
  locking = $state(false);

  load = async (): Promise<void> => {
    this.silent = null;
    try {
      this.#arrive(await call('app_state', {}));
    } catch (thrown) {
      this.silent = asRefused(thrown);
    }
  };

  /** Somebody signed in or has just set up the clinic. */
  enter = (who: SessionView): void => this.#open(who, {});

  /** Somebody looks around in the sample clinic. */
  enterSample = (who: SessionView): void => this.#open(who, { sample: true });

  /** The clinic has just been written. */
  founded = (who: SessionView): void => this.#open(who, { sample: false, has_clinic: true });

  /** Locks. What is unsaved has been sent before. */
  lock = async (): Promise<void> => {
    this.#arrive(await call('lock', { token: session.token }));
  };

  /** Locks so that somebody else can sign in. */
  switchUser = async (): Promise<void> => {
    this.#arrive(await call('switch_user', { token: session.token }));
  };

  /** A backup has taken the place of the records; whoever opened it is signed in. */
  restored = (view: AppView): void => {
    place.reset();
    this.silent = null;
    this.closedBySelf = false;
    this.#arrive(view);
  };

  leaveSample = async (): Promise<void> => {
    this.#arrive(await call('leave_sample', { token: session.token }));
  };

  /** A command found that nobody is signed in: the window locked by itself. */
  wasLocked = (): void => {
    if (!session.current && !this.view?.self_entry) return;
    this.#forget();
    this.closedBySelf = true;
    void this.load();
  };

  /** Takes the window out of a client's hands; what they answered has been sent before. */
  leaveEntry = async (): Promise<void> => {
    const token = this.view?.self_entry?.token ?? '';
    this.#arrive(await call('leave_self_entry', { token }));
  };

  #open(who: SessionView, change: Partial<AppView>): void {
    if (!this.view) return;
    place.reset();
    this.closedBySelf = false;
    session.current = who;
    this.view = { ...this.view, ...change, stage: 'open', trouble: null, session: who };
  }

  #arrive(view: AppView): void {
    const begins = this.view === null || this.view.self_entry !== null;
    this.view = view;
    if (view.session) session.current = view.session;
    else this.#forget();
    // A client has given the window back: the staff go on where they were.
    const client = view.handed_back;
    if (client && begins) place.where = { at: 'client', client, tab: 'screening' };
    // Told by the reply, and once more to the page that has been made anew since.
    const { restored } = view;
    if (restored)
      show(t(restored.kept ? 'restore.doneKept' : 'restore.done', { file: restored.file }));
  }

  #forget(): void {
    newClient.clear();
    stageFilter.clear();
    session.current = null;
    toasts.clear();
    place.reset();
  }
}

export const clinic = new Clinic();
