// What holds between the resources of a bundle: names that are there once, references that lead
// somewhere.

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** Errors of the names: ids, and full URLs that end with them. `entries` are those of a bundle. */
export function names(entries) {
  const seen = new Map();
  return entries.flatMap(({ fullUrl, resource }, at) => {
    const errors = [];
    const say = (path, message) => errors.push({ entry: at, path, message });
    const name = `${resource?.resourceType}/${resource?.id}`;
    if (!resource) {
      say('resource', 'is missing');
      return errors;
    }
    if (resource.id !== undefined && seen.has(name)) {
      say('id', `is that of entry[${seen.get(name)}] too`);
    }
    seen.set(name, seen.get(name) ?? at);
    if (resource.id === undefined) {
      say('id', 'is missing');
    }
    if (typeof fullUrl !== 'string') {
      say('fullUrl', 'is missing');
    } else if (!fullUrl.endsWith(`/${name}`)) {
      say('fullUrl', `${fullUrl} does not end with ${name}`);
    }
    return errors;
  });
}

/** Errors of the ids inside one resource, its own and those of what it contains. */
export function ids(resource) {
  const contained = resource.contained ?? [];
  const all = contained.map((it) => it?.id);
  const inside = all.map((id, at) => ({
    path: `${resource.resourceType}.contained[${at}].id`,
    message: all.indexOf(id) < at ? 'is there twice' : idFault(id ?? '')
  }));
  const own = { path: `${resource.resourceType}.id`, message: idFault(resource.id ?? 'none') };
  return [own, ...inside].filter(({ message }) => message);
}

function idFault(id) {
  return ID.test(id) ? undefined : `"${id}" is no id`;
}

/** Errors of the references that were gathered in one resource. */
export function references(gathered, { resource, fullUrl }, entries) {
  const errors = gathered.flatMap(({ path, reference, targets }) => {
    if (typeof reference?.reference !== 'string') {
      const isSaid = ['identifier', 'display', 'extension'].some((it) => reference?.[it]);
      return isSaid ? [] : [{ path, message: 'points at nothing' }];
    }
    const target = resolve(reference.reference, { resource, fullUrl }, entries);
    if (target === UNKNOWABLE) {
      return [];
    }
    if (!target) {
      return [{ path, message: `${reference.reference} leads nowhere` }];
    }
    const type = target.resourceType;
    const fits = (!targets || targets.includes(type)) && [undefined, type].includes(reference.type);
    return fits ? [] : [{ path, message: `${reference.reference} may not be a ${type} here` }];
  });
  return [...errors, ...idle(gathered, resource)];
}

/** Beside a bundle nobody can tell where a reference leads. */
const UNKNOWABLE = Symbol('unknowable');

function resolve(reference, { resource, fullUrl }, entries) {
  if (reference.startsWith('#')) {
    const id = reference.slice(1);
    return id === '' ? resource : resource.contained?.find((it) => it?.id === id);
  }
  if (!entries) {
    return UNKNOWABLE;
  }
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/.test(reference);
  const own = `${resource.resourceType}/${resource.id}`;
  const base = fullUrl?.endsWith(own) ? fullUrl.slice(0, -own.length) : '';
  const url = isAbsolute ? reference : `${base}${reference}`;
  return entries.find((entry) => entry.fullUrl === url)?.resource;
}

/** What is contained has to be pointed at from the resource around it. */
function idle(gathered, resource) {
  const named = new Set(gathered.map(({ reference }) => reference?.reference));
  return (resource.contained ?? []).flatMap((it, at) => {
    const points = named.has(`#${it?.id}`) || JSON.stringify(resource).includes(`"#${it?.id}"`);
    const back = gathered.some(
      ({ path, reference }) => path.includes(`contained[${at}]`) && reference?.reference === '#'
    );
    return points || back
      ? []
      : [
          {
            path: `${resource.resourceType}.contained[${at}]`,
            message: 'nothing in the resource points at it'
          }
        ];
  });
}
