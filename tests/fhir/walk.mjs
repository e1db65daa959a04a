// One walk over a resource by its types, for what medplum's validator leaves out: codes of
// required bindings, codes that their system does not have, days that no calendar has, extensions
// of HL7's own that do not exist or hold another type. References are gathered for the bundle.
import { crawlTypedValue, isPrimitiveType } from '@medplum/core';
import { codesOf, hasCode, hasCoding, membersOf } from './codes.mjs';
import { fault } from './dates.mjs';
import { extension } from './definitions.mjs';

/** Extensions below this address are HL7's own, and all of them are known. */
const OWN = 'http://hl7.org/fhir/StructureDefinition/';

/** The errors of one resource, and the references in it. */
export function walk(resource) {
  const errors = [];
  const references = [];
  const visit = (value, element) => {
    if (value.type === 'Reference') {
      references.push({ path: value.path, reference: value.value, targets: targets(element) });
    }
    const found = [
      shape(value),
      date(value),
      coding(value),
      binding(value, element.binding),
      extended(value)
    ];
    const messages = found.filter((message) => message);
    errors.push(...messages.map((message) => ({ path: value.path, message })));
  };
  const visitProperty = (_parent, key, _path, values, schema) => {
    for (const value of values.flat().filter((it) => it?.value !== undefined)) {
      visit(value, schema.elements[key]);
      if (isPrimitiveType(value.type) && value.value.extension) {
        // The crawl does not go below a primitive by itself.
        const below = { type: 'Element', value: { extension: value.value.extension } };
        crawlTypedValue(below, { visitProperty }, { initialPath: value.path });
      }
    }
  };
  crawlTypedValue({ type: resource.resourceType, value: resource }, { visitProperty });
  return { errors, references };
}

/** medplum takes a bare number for an object in which nothing is unknown. */
function shape({ type, value }) {
  return isPrimitiveType(type) || typeof value === 'object' ? undefined : `is no ${type}`;
}

/** The types of resource that an element may point at; nothing when it may be any. */
function targets(element) {
  const profiles = element.type.flatMap((type) => type.targetProfile ?? []);
  const names = profiles.map((profile) => profile.slice(profile.lastIndexOf('/') + 1));
  return names.length === 0 || names.includes('Resource') ? undefined : names;
}

/** A primitive with an extension comes as an object around its text. */
function text(value) {
  const plain = value.value?.valueOf();
  return typeof plain === 'string' ? plain : undefined;
}

function date(value) {
  const written = text(value);
  const wrong = written !== undefined && fault(value.type, written);
  return wrong ? `"${written}" ${wrong}` : undefined;
}

function coding({ type, value }) {
  if (type !== 'Coding' || !value.system || !value.code) {
    return undefined;
  }
  const codes = codesOf(value.system);
  return !codes || codes.has(value.code)
    ? undefined
    : `${value.system} has no code "${value.code}"`;
}

/** A required binding; a concept needs one coding of the set, and words alone are not enough. */
function binding(value, bound) {
  if (bound?.strength !== 'required' || !bound.valueSet) {
    return undefined;
  }
  const written = text(value);
  const codings = { Coding: [value.value], CodeableConcept: value.value.coding ?? [] };
  const members = membersOf(bound.valueSet);
  const fits =
    written === undefined
      ? (codings[value.type]?.some((it) => hasCoding(members, it)) ?? true)
      : hasCode(bound.valueSet, written);
  return fits ? undefined : `has no code of ${bound.valueSet}, which is required`;
}

function extended({ type: of, value }) {
  if (of !== 'Extension' || !value.url?.startsWith(OWN)) {
    return undefined;
  }
  const elements = extension(value.url)?.snapshot.element;
  if (!elements) {
    return `there is no extension ${value.url}`;
  }
  const key = Object.keys(value).find((name) => /^value[A-Z]/.test(name));
  const held = elements.find((it) => it.id === 'Extension.value[x]');
  const isHeld = (type) => key.slice(5).toLowerCase() === type.code.toLowerCase();
  const type = key && held?.type?.find(isHeld);
  if (key && (held?.max === '0' || !type)) {
    return `${value.url} does not hold ${key}`;
  }
  return key && binding({ type: type.code, value: value[key] }, held.binding);
}
