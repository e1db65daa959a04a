// Which codes a value set or a code system holds, as far as that can be known without a server.
import { codeSystem, valueSet } from './definitions.mjs';

/** Value sets that nobody can list: what their codes look like. */
const SHAPES = new Map([
  ['http://hl7.org/fhir/ValueSet/mimetypes', /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+(\s*;.*)?$/],
  ['http://hl7.org/fhir/ValueSet/currencies', /^[A-Z]{3}$/]
]);

const systems = new Map();
const sets = new Map();

/** The codes of a code system, or nothing when it is not here in full. */
export function codesOf(system) {
  if (!systems.has(system)) {
    const found = codeSystem(system);
    systems.set(system, found && new Set(flat(found.concept)));
  }
  return systems.get(system);
}

function flat(concepts = []) {
  return concepts.flatMap((concept) => [concept.code, ...flat(concept.concept)]);
}

/** The members of a value set as `system|code`, or nothing when it cannot be listed. */
export function membersOf(canonical) {
  const url = canonical.split('|')[0];
  if (!sets.has(url)) {
    const found = valueSet(url);
    sets.set(url, found && listed(found));
  }
  return sets.get(url);
}

/** The members that a value set itself lists; used for those inside a bundle too. */
export function listed(set) {
  const included = set.compose?.include.map(part);
  const excluded = (set.compose?.exclude ?? []).map(part);
  if (!included || [...included, ...excluded].some((it) => !it)) {
    return undefined;
  }
  const gone = new Set(excluded.flatMap((it) => [...it]));
  return new Set(included.flatMap((it) => [...it]).filter((member) => !gone.has(member)));
}

/** One include: what its system gives, and only what each value set named beside it has too. */
function part(include) {
  const limits = (include.valueSet ?? []).map(membersOf);
  const codes = include.concept?.map((it) => it.code) ?? codesOf(include.system);
  const own = codes && [...codes].map((code) => `${include.system}|${code}`);
  const lists = include.system ? [own, ...limits] : limits;
  if (include.filter || lists.length === 0 || lists.some((it) => !it)) {
    return undefined;
  }
  const [first, ...others] = lists;
  return new Set([...first].filter((member) => others.every((it) => it.has(member))));
}

/** Whether a bare code is in a value set; one that cannot be listed takes every code. */
export function hasCode(canonical, code) {
  const shape = SHAPES.get(canonical.split('|')[0]);
  if (shape) {
    return shape.test(code);
  }
  const members = membersOf(canonical);
  return !members || [...members].some((member) => member.endsWith(`|${code}`));
}

/** Whether a coding is in a value set. */
export function hasCoding(members, coding) {
  return !members || members.has(`${coding.system}|${coding.code}`);
}
