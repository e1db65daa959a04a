// What says nothing is not written: FHIR knows no null, no empty array, object or text, and no
// control characters.

/** Every place below `path` that holds nothing. */
export function empties(value, path) {
  if (value === null) {
    return [{ path, message: 'is null' }];
  }
  if (typeof value === 'string') {
    const message = unwritten(value);
    return message ? [{ path, message }] : [];
  }
  if (Array.isArray(value)) {
    const inside = value.flatMap((it, at) => empties(it, `${path}[${at}]`));
    return value.length === 0 ? [{ path, message: 'is an empty array' }] : inside;
  }
  if (typeof value === 'object') {
    const members = Object.entries(value);
    const inside = members.flatMap(([name, it]) => empties(it, `${path}.${name}`));
    return members.length === 0 ? [{ path, message: 'is an empty object' }] : inside;
  }
  return [];
}

function unwritten(text) {
  if (text.trim() === '') {
    return 'is an empty text';
  }
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)
    ? 'has a control character'
    : undefined;
}
