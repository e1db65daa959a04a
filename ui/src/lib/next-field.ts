/** The fields of a form in the order of the page, as Tab passes them. */
const FIELDS = 'input, textarea, [role="grid"] [tabindex="0"], .add';

/** The field after one; null behind the last. */
export function nextField(within: ParentNode, field: Element): HTMLElement | null {
  const all = [...within.querySelectorAll<HTMLElement>(FIELDS)].filter(
    (one) => one === field || isStop(one)
  );
  return all[all.indexOf(field as HTMLElement) + 1] ?? null;
}

/** Of the radio buttons of one question only one is a stop: the chosen one, else the first. */
function isStop(field: HTMLElement): boolean {
  if (!(field instanceof HTMLInputElement)) return true;
  if (field.disabled || field.type === 'hidden') return false;
  if (field.type !== 'radio') return true;
  const group = [
    ...document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(field.name)}"]`)
  ];
  return field === (group.find((one) => one.checked) ?? group[0]);
}
