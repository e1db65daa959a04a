/** The fictional people of the fake clinic. */
import type { ClientList, ClientRow, FindClients, StaffRow } from '../bindings';

type Short = [
  client: string,
  number: string,
  name: string,
  legal: string,
  pronouns: string,
  born: string,
  age: number,
  phone: string,
  stage: string,
  changed: string
];

const SHORT: Short[] = [
  [
    'c1',
    'RB-0048',
    'Mari Núñez-Ibáñez',
    'Marisol Núñez-Ibáñez',
    'she/her',
    'Mar 14, 1992',
    34,
    '(555) 010-4471',
    'Plan in draft',
    '2026-11-23T15:42:07Z'
  ],
  [
    'c2',
    'RB-0051',
    'Tuấn Đặng',
    'Tuan Dang',
    'he/him',
    'Apr 7, 2010',
    16,
    '(555) 010-8820',
    'Intake, 3 of 6 sections',
    '2026-11-23T10:31:00Z'
  ],
  [
    'c3',
    'RB-0052',
    'Ana Belén Ortiz',
    '',
    'she/her',
    'Aug 21, 1988',
    38,
    '(555) 010-1193 ext. 12',
    'Intake done',
    '2026-11-22T17:05:00Z'
  ],
  [
    'c4',
    'RB-0047',
    'Devon Achterberg-Montgomery van der Linden-Castellanos',
    'Devonshire Achterberg-Montgomery van der Linden-Castellanos',
    'they/them',
    'Dec 1, 1979',
    46,
    '(555) 010-2200',
    'Discharged Nov 20, 2026',
    '2026-11-20T09:12:00Z'
  ],
  [
    'c5',
    'RB-0053',
    'Sam Okoro',
    '',
    '',
    '',
    0,
    '',
    'Waitlist, urgent, since Nov 12, 2026',
    '2026-11-19T12:00:00Z'
  ]
];

/** The names of the stages, in the order in which people come to them. */
const STAGES = ['Waitlist', 'Intake', 'Intake done', 'Plan in draft', 'Discharged'];
const named = (words: string) => STAGES.findLast((name) => words.startsWith(name)) ?? words;

export const clients: ClientRow[] = SHORT.map(
  ([client, number, name, legal_name, pronouns, birth_date, age, phone, stage, changed_at]) => ({
    client,
    number,
    name,
    legal_name,
    pronouns,
    birth_date,
    age: birth_date ? age : null,
    phones: phone ? [phone] : [],
    stage_name: named(stage),
    stage,
    changed_at
  })
);

export const staff: StaffRow[] = (
  [
    { user: 'u1', name: 'M. Okafor', credential: 'LCSW', role: 'admin' },
    { user: 'u2', name: 'Dana Reyes', credential: 'LMFT', role: 'therapist' },
    { user: 'u3', name: 'Jo Park', credential: '', role: 'front_desk' },
    {
      user: 'u4',
      name: 'Dr. Anneliese Bartholomew-Fitzgerald',
      credential: 'MD',
      role: 'physician'
    }
  ] as const
).map((one) => ({ ...one, active: true, left: '', recovery: one.user === 'u1' }));

/** Finds as the core does, only more simply. */
export function matching(rows: ClientRow[], find: string): ClientRow[] {
  const fold = (text: string) =>
    text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
  const words = fold(find).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const hay = fold(
      [row.name, row.legal_name, row.number, row.birth_date, ...row.phones].join(' ')
    );
    return words.every((word) => hay.includes(word));
  });
}

/** Who matches at a stage, as the core gives them. */
export function clientList(rows: ClientRow[], asked: FindClients): ClientList {
  const found = matching(rows, asked.find);
  const there = found.filter((row) => asked.stage === '' || row.stage_name === asked.stage);
  return {
    rows: there.slice(asked.offset, asked.offset + asked.limit),
    matching: there.length,
    found: found.length,
    total: rows.length,
    stages: STAGES.filter(
      (stage) => found.length > asked.limit || found.some((row) => row.stage_name === stage)
    )
  };
}
