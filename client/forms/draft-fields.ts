import type { Draft, DraftField } from '#client/offline/drafts.ts';

type Values = Readonly<Record<string, unknown>>;
type Fields = Draft['fields'];

/** Gives what was changed since a form opened, by the paths of its fields; files are never among it. */
export function changedFields(opened: Values, values: Values, below = ''): Fields {
  const fields: Record<string, DraftField> = {};
  for (const [name, value] of Object.entries(values)) {
    const from = opened[name];
    const path = below + name;
    if (holdsFile(value) || isSame(from, value)) continue;
    if (isGroup(from) && isGroup(value)) {
      Object.assign(fields, changedFields(from, value, `${path}.`));
    } else fields[path] = { from, to: value, label: '', text: wordsIn(value) };
  }
  return fields;
}

/**
 * Parts a draft into values that go back into a form, by their paths, and text that has no place there: its field is gone,
 * or starts with another value than it did for the writer.
 */
export function fitDraft(draft: Draft, values: Values): { back: Values; left: Draft['left'] } {
  const back: Record<string, unknown> = {};
  const left = [...draft.left];
  for (const [path, { from, to, label, text }] of Object.entries(draft.fields)) {
    const now = valueAt(values, path);
    if (now !== undefined && isSame(now, to)) continue;
    if (now !== undefined && isSame(now, from)) back[path] = to;
    else if (text !== '') left.push({ label, text });
  }
  return { back, left };
}

/** Takes the words beside each field, and what stands in it, from the form on the page. */
export function asShown(fields: Fields, form: HTMLElement | null): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !inputsOf(form, name).some(isSecret))
      .map(([name, field]) => {
        const inputs = inputsOf(form, name);
        const [first] = inputs;
        if (first === undefined) return [name, field];
        const label = first.labels?.[0]?.textContent.replace(/ \*$/, '') ?? '';
        const shown = inputs.filter(({ type }) => type !== 'checkbox' && type !== 'radio');
        const text = shown.map(({ value }) => value).join(' ');
        return [name, { ...field, label, text: text === '' ? field.text : text }];
      }),
  );
}

/** The inputs of a field: `place` has those of `place.name` too. */
function inputsOf(form: HTMLElement | null, name: string) {
  const all = form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input[data-path], textarea[data-path]',
  );
  return [...(all ?? [])].filter(({ dataset: { path = '' } }) => `${path}.`.startsWith(`${name}.`));
}

/** Passwords and codes stay out of a draft, whatever their form says. */
function isSecret({ type, autocomplete }: HTMLInputElement | HTMLTextAreaElement): boolean {
  return type === 'password' || /password|one-time-code/.test(autocomplete);
}

/** The value of a path; undefined where the form has no such field. */
function valueAt(values: Values, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (isGroup(at) ? at[name] : undefined), values);
}

/** Fields below a name, in distinction to a list or a single value. */
function isGroup(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holdsFile(value: unknown): boolean {
  if (value instanceof Blob) return true;
  return Array.isArray(value) && value.some(holdsFile);
}

/** Compares values of a field, which may be lists or groups. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** An instant is set by a press; one that a person types is taken from its field, see `asShown`. */
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** All words and numbers in a value. */
function wordsIn(value: unknown): string {
  if (typeof value === 'string' && INSTANT.test(value)) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(wordsIn).filter(Boolean).join(', ');
}
