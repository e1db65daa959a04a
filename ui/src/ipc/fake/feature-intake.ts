/**
 * Episodes, what was said before, the clinic's screenings and self-entry in the pretended core.
 * `?self=phq-9` opens the window in a client's hands; `?intake=over` has an episode that is over.
 */
import type {
  EpisodePage,
  FormRow,
  FormsView,
  SectionView,
  SelfEntryView,
  TrainedRow
} from '../bindings';
import { refuse, type Handlers } from '../fake';
import { appView, PASSPHRASE, session } from './clinic';
import { formHandlers, handlers as shared } from './feature-forms';
import { ask } from './form-sample';

const form = (
  id: string,
  short_title: string,
  title: string,
  change: Partial<FormRow> = {}
): FormRow => ({
  form: id,
  title,
  short_title,
  version: '1.0.0',
  population: 'Adults',
  licence: 'Free to use, reproduce and hand out; no permission is needed.',
  notice: '',
  on: true,
  pack: false,
  self_entry: true,
  needs_trained: false,
  one_of: '',
  ...change
});

const ALONE = { self_entry: false, needs_trained: true, one_of: 'suicide-screen' };
const FORMS: FormRow[] = [
  form('asq', 'ASQ', 'Ask Suicide-Screening Questions', {
    ...ALONE,
    population: 'People of 8 years and more'
  }),
  form('c-ssrs-screener', 'C-SSRS', 'Columbia-Suicide Severity Rating Scale, screener', {
    ...ALONE,
    on: false
  }),
  form('phq-9', 'PHQ-9', 'Patient Health Questionnaire-9'),
  form('gad-7', 'GAD-7', 'Generalized Anxiety Disorder-7'),
  form('hrqol-4', 'HRQOL-4', 'Healthy Days Core Module', { on: false }),
  form('mill-lane', 'Mill Lane', 'Mill Lane sleep questions', {
    pack: true,
    version: '2.1.0',
    licence: 'Used with the permission of the Mill Lane sleep group (made up).'
  })
];

export function screeningHandlers(): Handlers {
  let forms = FORMS.map((one) => ({ ...one }));
  let staff: TrainedRow[] = [
    { user: 'u3', name: 'Jo Park', trained: false },
    { user: 'u5', name: 'Sam Ferreira', trained: true }
  ];
  const view = (): FormsView => ({ forms, staff, may_change: true });
  return {
    open_forms: view,
    choose_form: ({ form: id, on }) => {
      const chosen = forms.find((one) => one.form === id) ?? refuse('no-such-form');
      if (chosen.one_of && !on) refuse('bad-value');
      const other = (one: FormRow) => chosen.one_of !== '' && one.one_of === chosen.one_of;
      forms = forms.map((one) => {
        if (one.form === id) return { ...one, on };
        return other(one) ? { ...one, on: false } : one;
      });
      return view();
    },
    train_staff: ({ user, trained }) => {
      staff = staff.map((one) => (one.user === user ? { ...one, trained } : one));
      return view();
    },
    add_form_pack: () => {
      const added = form('river', 'River', 'Riverbend check-in', { pack: true, on: false });
      if (!forms.some((one) => one.form === added.form)) forms = [...forms, added];
      return view();
    }
  };
}

/** The window in a client's hands, over the forms of the pretended core. */
export function selfEntryHandlers(scene = 'open', first: string | null = null): Handlers {
  const core = formHandlers('desk');
  let entry: SelfEntryView | null = null;
  const held = (token: string): SelfEntryView =>
    entry && entry.token === token ? entry : refuse('locked');
  const begin = async (client: string, id: string): Promise<SelfEntryView> => {
    const section = await core.start_screening!({ token: '', client, form: id });
    entry = { token: 'self', client, section };
    return entry;
  };
  const kept = (section: SectionView): SectionView => {
    if (entry) entry = { ...entry, section };
    return section;
  };
  return {
    app_state: async () => {
      if (first && !entry) await begin('c1', first);
      first = null;
      return entry ? { ...appView('open'), session: null, self_entry: entry } : appView(scene);
    },
    begin_self_entry: (asked) => begin(asked.client, asked.form),
    answer_self_entry: async (request) => {
      held(request.token);
      return kept(await core.answer_item!(request));
    },
    finish_self_entry: async (request) => {
      held(request.token);
      return kept(await core.mark_section!(request));
    },
    end_self_entry: ({ token, passphrase }) => {
      held(token);
      if (passphrase === 'too often') refuse('throttled', 12);
      if (passphrase !== PASSPHRASE) refuse('wrong-passphrase');
      entry = null;
      return session;
    },
    leave_self_entry: ({ token }) => {
      held(token);
      entry = null;
      return appView('locked');
    }
  };
}

const STATUS = ['Referred', 'Waitlist', 'Intake', 'In treatment', 'Discharged', 'Not admitted'];

function episodeForm(client: string): SectionView {
  return {
    form: 'episode',
    record: `${client}-episode`,
    rev: 1,
    title: 'Episode of care',
    intro: '',
    licence: '',
    notice: '',
    advice: [],
    status: 'in_progress',
    source: null,
    items: [
      ask('status', 'Status', 'choice', 'required', {
        choices: STATUS,
        value: 'in-treatment',
        states: []
      }),
      ask('primary_therapist', 'Primary therapist', 'text', 'recommended', {
        value: 'Dana Reyes, LMFT',
        states: []
      }),
      ask('interim_contact', 'Next contact while waiting', 'date', 'optional', { visible: false }),
      ask('discharge_date', 'Discharge date', 'date', 'optional', { visible: false }),
      ask('transfers', 'Transfers', 'group', 'optional', { row_label: 'Transfer', table: true })
    ],
    issues: [],
    scores: [],
    alerts: [],
    progress: { answered: 2, total: 3, missing: 0 },
    last_field: null,
    saved_at: null,
    earlier: null
  };
}

/** Episodes over a state that lives as long as they do. */
export function episodeHandlers(over = false): Handlers {
  const core = formHandlers();
  const kept = new Map<string, SectionView>();
  const before = [{ began: 'Feb 3, 2025', stage: 'Discharged May 19, 2025' }];
  let nth = 0;
  let rows = 0;

  function section(client: string): SectionView {
    const known = kept.get(client) ?? episodeForm(client);
    const status = known.items[0]!;
    if (over && nth === 0) status.value = 'discharged';
    known.items[2]!.visible = status.value === 'waitlist';
    known.items[3]!.visible = status.value === 'discharged';
    kept.set(client, known);
    return known;
  }

  async function page(client: string): Promise<EpisodePage> {
    const { band } = await core.open_client!({ token: '', client });
    const now = section(client);
    const status = now.items[0]!;
    const stage = status.choices.find((one) => one.value === status.value)?.label ?? 'Intake';
    const under = { began: nth > 0 ? 'Nov 25, 2026' : 'Sep 14, 2026', stage };
    const may_readmit = status.value === 'discharged';
    return { band, section: now, episodes: [under, ...before], may_readmit };
  }

  const changed = (client: string, rev: number, act: (view: SectionView) => void) => {
    const view = structuredClone(section(client));
    if (view.rev !== rev) refuse('stale');
    act(view);
    kept.set(client, { ...view, rev: rev + 1, saved_at: new Date().toISOString() });
    return page(client);
  };

  return {
    open_episode: ({ client }) => page(client),
    answer_episode: ({ client, rev, path, value }) =>
      changed(client, rev, (view) => {
        const items = view.items.flatMap((one) => [one, ...one.rows.flatMap((row) => row.items)]);
        const item = items.find((one) => one.path === path) ?? refuse('bad-value');
        item.value = value;
        item.shown = typeof value === 'string' ? value : '';
      }),
    change_episode_rows: ({ client, rev, path, row }) =>
      changed(client, rev, (view) => {
        const group = view.items.find((one) => one.path === path) ?? refuse('bad-value');
        const id = `t${++rows}`;
        const cell = (name: string, label: string, kind: 'date' | 'text') =>
          ask(name, label, kind, 'required', { path: `${path}/${id}/${name}`, states: [] });
        const items = [
          cell('transfer_date', 'On', 'date'),
          cell('transfer_to', 'To whom', 'text'),
          cell('transfer_reason', 'Why', 'text')
        ];
        if (row) group.rows = group.rows.filter((one) => one.id !== row);
        else group.rows.push({ id, items });
      }),
    readmit_client: ({ client }) => {
      if (section(client).items[0]!.value !== 'discharged') refuse('episode-open');
      nth += 1;
      before.unshift({ began: 'Sep 14, 2026', stage: 'Discharged Nov 20, 2026' });
      kept.delete(client);
      section(client).items[0]!.value = 'intake';
      return core.open_client!({ token: '', client });
    }
  };
}

/** A section in which something was said before, in an earlier episode. */
export function earlierHandlers(core: Handlers, id: string): Handlers {
  const answers = [
    { name: 'Legal first name', shown: 'Marisol' },
    { name: 'Legal last name', shown: 'Núñez-Ibáñez' },
    { name: 'Name used', shown: 'Mari' },
    { name: 'Referred by', shown: 'Riverbend hospital: ward 3' }
  ];
  const open = core.open_section!;
  return {
    open_section: async (request) => {
      const view = await open(request);
      const blank = request.form === id && view.rev === 0;
      return blank ? { ...view, earlier: { on: 'Feb 3, 2025', answers } } : view;
    },
    take_earlier: async ({ client, form: which }) => {
      const token = '';
      let view = await open({ token, client, form: which });
      if (view.rev > 0) refuse('stale');
      const answers: [string, string][] = [
        ['legal_first', 'Marisol'],
        ['legal_last', 'Núñez-Ibáñez'],
        ['name_used', 'Mari']
      ];
      for (const [path, value] of answers) {
        const { record, rev } = view;
        view = await core.answer_item!({ token, client, form: which, record, rev, path, value });
      }
      return view;
    }
  };
}

const asked = new URLSearchParams(location.search);

export const handlers: Handlers = {
  ...screeningHandlers(),
  ...selfEntryHandlers(asked.get('fake') || 'open', asked.get('self')),
  ...episodeHandlers(asked.get('intake') === 'over'),
  ...earlierHandlers(shared, 'identity')
};
