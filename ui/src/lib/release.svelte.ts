/** For whom a copy is, what for, and on what basis it may leave: as it is being said. */
import type {
  Basis,
  ConsentChoice,
  ExceptionChoice,
  ExportAsk,
  ReleaseView
} from '../ipc/bindings';
import { call } from '../ipc/call';
import { t } from './messages';
import { Opened } from './opened.svelte';
import { NewPassphrase } from './passphrase.svelte';
import { session } from './session.svelte';

/** What stands in the fields until somebody writes something else. */
export interface Usual {
  recipient: string;
  purpose: string;
  /** On what basis, where it is not the client's own copy. */
  kind?: Basis['kind'];
}

/** What has to be written down about an exception. */
export interface Facts {
  facility: string;
  nature: string;
  discloser: string;
  on: string;
  time: string;
  reference: string;
}

type Chosen = ConsentChoice | ExceptionChoice;

const OWN: ExceptionChoice = {
  basis: { kind: 'client_copy' },
  label: t('release.own'),
  text: t('release.ownText'),
  purpose: ''
};

/** What an emergency and a court order ask for before anything leaves. */
const ASKED: Partial<Record<Basis['kind'], (keyof Facts)[]>> = {
  medical_emergency: ['facility', 'nature'],
  court_order: ['reference']
};

const keyOf = (basis: Basis) =>
  basis.kind === 'consent' ? `consent:${basis.row}` : (basis.kind as string);
const isConsent = (one: Chosen): one is ConsentChoice => 'until' in one;

export class Releasing {
  readonly opened = new Opened<ReleaseView>();
  recipient = $state('');
  purpose = $state('');
  facts = $state<Facts>({
    facility: '',
    nature: '',
    discloser: '',
    on: '',
    time: '',
    reference: ''
  });
  tried = $state(false);
  /** Whether the file opens with a passphrase only. */
  locked = $state(false);
  readonly passphrase = new NewPassphrase(() => []);
  #key = $state('client_copy');

  constructor(
    private readonly client: string,
    private readonly usual: Usual
  ) {
    this.choose(usual.kind ?? 'client_copy');
  }

  /** What may be chosen: consents in force first, unless only the own copy is known yet. */
  readonly all = $derived.by<Chosen[]>(() => {
    const view = this.opened.view;
    if (!view) return [OWN];
    const [own = OWN, ...rest] = view.exceptions;
    return [own, ...view.consents, ...rest];
  });
  readonly choices = $derived(
    this.all.map((one): [string, string] => [
      keyOf(one.basis),
      isConsent(one)
        ? t('release.consent', { label: one.label, recipient: one.recipient })
        : one.label
    ])
  );
  readonly chosen = $derived(this.all.find((one) => keyOf(one.basis) === this.#key) ?? OWN);
  readonly consent = $derived(isConsent(this.chosen) ? this.chosen : null);
  /** The recipient is settled: a consent names one, and no other. */
  readonly settled = $derived(this.consent !== null && !this.consent.class);
  /** What the chosen basis asks for beside recipient and purpose. */
  readonly asked = $derived(ASKED[this.chosen.basis.kind] ?? []);
  readonly words = $derived(
    this.consent
      ? t(this.consent.event ? 'release.consentEvent' : 'release.consentText', {
          disclosed: this.consent.disclosed,
          until: this.consent.until
        })
      : (this.chosen as ExceptionChoice).text
  );

  get key(): string {
    return keyOf(this.chosen.basis);
  }

  /** Asks who may be chosen; until then, and when it cannot be asked, the client's own copy can. */
  async open(): Promise<void> {
    this.tried = false;
    const request = { token: session.token, client: this.client };
    if (!(await this.opened.take(() => call('release_choices', request)))) return;
    this.facts.discloser ||= this.opened.view?.discloser ?? '';
    if (this.key !== this.#key) this.choose('client_copy');
  }

  /** The passphrase stays no longer than the dialog. */
  forget(): void {
    this.locked = false;
    this.passphrase.forget();
  }

  /** Takes a basis, with the recipient and purpose that it brings. */
  choose(key: string): void {
    const before = this.#key;
    this.#key = key;
    const usual = key === (this.usual.kind ?? 'client_copy');
    if (usual) ({ recipient: this.recipient, purpose: this.purpose } = this.usual);
    else if (key !== before) this.#bring(this.chosen);
  }

  #bring(chosen: Chosen): void {
    this.recipient = isConsent(chosen) && !chosen.class ? chosen.recipient : '';
    if (chosen.basis.kind === 'client_copy') this.recipient = t('release.client');
    this.purpose = chosen.purpose;
  }

  /** What is asked of the core; nothing while something is missing, which is then marked. */
  async ask(): Promise<ExportAsk | null> {
    this.tried = true;
    if (this.locked && !(await this.passphrase.judge())) return null;
    const said = [this.recipient, this.purpose, ...this.asked.map((fact) => this.facts[fact])];
    if (said.some((words) => words.trim() === '')) return null;
    const { recipient, purpose } = this;
    const passphrase = this.locked ? this.passphrase.value : '';
    return { basis: this.#basis(), recipient, purpose, passphrase, paper: null };
  }

  #basis(): Basis {
    const { reference, ...emergency } = this.facts;
    const basis = this.chosen.basis;
    if (basis.kind === 'medical_emergency') return { kind: basis.kind, ...emergency };
    if (basis.kind === 'court_order') return { kind: basis.kind, reference };
    return basis;
  }

  /** The words for a field that has to be said, once it was tried without. */
  missing = (words: string, said: string): string =>
    this.tried && words.trim() === '' ? said : '';
}
