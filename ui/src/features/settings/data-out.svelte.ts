/** What leaves about many people: which of it, for whom, what for, on what basis, and what became
 *  of it. */
import { isSaid } from '../../components/release/SaidFields.svelte';
import type { BatchView, PeopleFileView, TableKind } from '../../ipc/bindings';
import { call } from '../../ipc/call';
import { t } from '../../lib/messages';
import { Opened } from '../../lib/opened.svelte';
import { NewPassphrase } from '../../lib/passphrase.svelte';
import { session } from '../../lib/session.svelte';
import { Work } from '../../lib/work.svelte';

/** A table, the records, or a folder with everything. */
export type Kind = TableKind | 'records' | 'everything';
export const KINDS: Kind[] = ['clients', 'scores', 'hours', 'due', 'records', 'everything'];
const BASES = [
  'consent',
  'treatment_payment_operations',
  'audit',
  'client_copy',
  'not_under_part_2'
] as const;
export type Basis = (typeof BASES)[number];

export class DataOut {
  readonly file = new Opened<PeopleFileView>();
  readonly folder = new Opened<BatchView>();
  readonly work = new Work();
  readonly passphrase = new NewPassphrase(() => []);
  kind = $state<Kind>('clients');
  basis = $state<Basis>('consent');
  said = $state({ recipient: '', purpose: '' });
  locked = $state(false);
  tried = $state(false);

  /** A table is plain text; the others can be put behind a passphrase. */
  readonly lockable = $derived(this.kind === 'records' || this.kind === 'everything');
  readonly busy = $derived(this.file.busy || this.folder.busy);
  readonly trouble = $derived(this.file.trouble ?? this.folder.trouble);
  readonly detail = $derived(this.file.detail || this.folder.detail);

  /** Everybody in one file is nobody's own copy: each has a folder of their own in "everything". */
  readonly bases = $derived(
    BASES.filter((basis) => basis !== 'client_copy' || this.kind === 'everything')
  );

  show(kind: Kind): void {
    this.kind = kind;
    if (!this.bases.includes(this.basis)) this.basis = 'consent';
  }

  /** The person's own copy is for the person and those who treat them: nobody has to type that. */
  choose(basis: Basis): void {
    this.basis = basis;
    if (basis === 'client_copy' && this.said.recipient.trim() === '') {
      this.said.recipient = t('disclosure.recipientDraft');
    }
  }

  async go(): Promise<void> {
    this.tried = true;
    if (!isSaid(this.said)) return;
    const secret = this.lockable && this.locked;
    if (secret && !(await this.passphrase.judge())) return;
    this.file.view = this.folder.view = null;
    this.file.trouble = this.folder.trouble = null;
    if (!(await this.#write(secret ? this.passphrase.value : ''))) return;
    this.passphrase.forget();
    this.locked = false;
  }

  #write(passphrase: string): Promise<boolean> {
    // A consent is each person's own: the core looks for the one that names the recipient.
    const basis = this.basis === 'consent' ? null : { kind: this.basis };
    const to = { basis, ...this.said, passphrase, paper: null };
    const { token } = session;
    const { kind } = this;
    if (kind === 'everything') {
      const ask = () => call('export_all', { token, to });
      return this.folder.take(() => this.work.during(ask));
    }
    return this.file.take(() =>
      kind === 'records'
        ? call('export_fhir', { token, clients: [], to })
        : call('export_table', { token, table: kind, to })
    );
  }
}
