/** One signature being given. What makes it whole is the core's to say. */
import type { Code, PlanPage, SignedHow, SignerRow } from '../../../ipc/bindings';
import { asRefused, call } from '../../../ipc/call';
import { session } from '../../../lib/session.svelte';

export type Way = SignedHow['way'];

export class Signing {
  way = $state<Way>('drawn');
  name = $state('');
  credential = $state('');
  interpreter = $state('');
  passphrase = $state('');
  strokes = $state('');
  date = $state('');
  witness = $state('');
  scan = $state('');
  reason = $state('');
  busy = $state(false);
  trouble = $state<Code | null>(null);
  /** Why it was not taken, in words; empty where the code says it. */
  words = $state('');

  constructor(
    private readonly row: SignerRow,
    private readonly record: string,
    private readonly client: string
  ) {
    const staff = ['therapist', 'supervisor', 'physician'].includes(row.role);
    this.way = staff ? 'typed' : 'drawn';
    this.name = row.suggested;
  }

  /** Sends it; the page as it stands then, or nothing when it was not taken. */
  async sign(): Promise<PlanPage | null> {
    if (this.busy) return null;
    this.busy = true;
    this.trouble = null;
    try {
      const { client, record, name, credential, interpreter, passphrase } = this;
      const { role } = this.row;
      const token = session.token;
      const how = this.#how();
      return await call('sign_plan', {
        token,
        client,
        record,
        role,
        name,
        credential,
        how,
        interpreter,
        passphrase
      });
    } catch (thrown) {
      const { code, detail } = asRefused(thrown);
      this.trouble = code;
      this.words = detail === '' ? '' : `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`;
      return null;
    } finally {
      this.passphrase = '';
      this.busy = false;
    }
  }

  #how(): SignedHow {
    const { date, witness, reason, strokes } = this;
    if (this.way === 'on_paper') {
      return { way: 'on_paper', date, witness, scan: this.scan === '' ? null : this.scan };
    }
    if (this.way === 'declined') return { way: 'declined', reason };
    return this.way === 'drawn' ? { way: 'drawn', strokes } : { way: 'typed' };
  }
}
