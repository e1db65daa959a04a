/** A small library for the pretended core: two shipped areas, one of the clinic's own. */
import type {
  CandidateView,
  LibraryAreaRow,
  LibraryHitRow,
  LibraryView,
  OpenLibrary,
  PlanOffer
} from '../bindings';

const area = (id: string, name: string, more: Partial<LibraryAreaRow> = {}): LibraryAreaRow => ({
  id,
  name,
  plain_name: name,
  version: '1.0.0',
  offered: false,
  own: false,
  fits: true,
  ...more
});

const hit = (
  of: LibraryAreaRow,
  part: LibraryHitRow['part'],
  entry: string | null,
  text: string,
  client: string
): LibraryHitRow => ({ area: of.id, area_name: of.name, part, entry, text, client });

const depression = area('depression', 'Depression', { offered: true, plain_name: 'Low mood' });
const river = area('river', 'River walks', { own: true });
const school = area('school', 'School avoidance', { fits: false });
const entries: LibraryHitRow[] = [
  hit(depression, 'area', null, 'Depression', 'Low mood'),
  hit(depression, 'problem', 'low', 'Low mood on most days', 'The days feel heavy.'),
  hit(depression, 'goal', 'rise', 'Return to a daily rhythm', 'I want my mornings back.'),
  hit(depression, 'objective', 'score', 'Brings the score below 10', 'Bring the score down'),
  hit(river, 'area', null, 'River walks', 'River walks')
];

/** What is found, opened, or offered. */
export function libraryView({ area: open, find }: Pick<OpenLibrary, 'area' | 'find'>): LibraryView {
  const words = find.trim().toLowerCase();
  const found = entries.filter(({ text }) => words && text.toLowerCase().includes(words));
  return {
    hits: open ? entries.filter((entry) => entry.area === open) : found,
    areas: [depression, river, school],
    retired: [],
    may_change: true
  };
}

/** Something intake says; with `before` it said something else when it was taken. */
export const offerOf = (key: string, value: string, before = ''): PlanOffer => ({
  key,
  field: 'strengths',
  value,
  before,
  source: 'Supports and strengths',
  on: '2026-11-20'
});

/** A need that assessment brought up. */
export const candidateOf = (key: string, text: string, required = false): CandidateView => ({
  key,
  text,
  source: 'PHQ-9',
  on: 'Jan 12, 2027',
  required,
  picked: false
});
