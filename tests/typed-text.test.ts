import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const USES = new Set(['useWrite', 'useKeptForm']);
const FIELDS = new Set([
  'Autocomplete',
  'NumberInput',
  'PlainField',
  'PlainInput',
  'TagsInput',
  'TextInput',
  'Textarea',
  'WordsField',
]);

type Node = { type: string; start: number; end: number } & Readonly<Record<string, unknown>>;
type File = { file: string; text: string; nodes: readonly Node[] };

/** All nodes below a node, and itself. */
function nodesBelow(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesBelow);
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(nodesBelow);
  return 'type' in value ? [value as Node, ...below] : below;
}

const files: File[] = readdirSync('client', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => {
    const text = readFileSync(`client/${file}`, 'utf8');
    return { file, text, nodes: nodesBelow(parseSync(file, text).program) };
  });

const textOf = ({ text }: File, node: unknown) => {
  const { start, end } = node as Node;
  return text.slice(start, end);
};

/** Object that a name stands for in a file. */
function objectOf(node: unknown, of: File): Node | null {
  const { type, name } = node as Node;
  if (type === 'ObjectExpression') return node as Node;
  const declared = of.nodes.find(
    (one) => one.type === 'VariableDeclarator' && (one['id'] as Node)['name'] === name,
  );
  const init = declared?.['init'] as Node | undefined;
  return type === 'Identifier' && init?.type === 'ObjectExpression' ? init : null;
}

/** Text of a property of a form, also of one that it takes over from an object with a name. */
function propertyOf(form: Node, names: readonly string[], of: File): string | null {
  for (const property of form['properties'] as Node[]) {
    if (property.type === 'SpreadElement') {
      const taken = objectOf(property['argument'], of);
      const found = taken === null ? null : propertyOf(taken, names, of);
      if (found !== null) return found;
    } else if (names.includes(textOf(of, property['key']))) {
      return textOf(of, property['value']);
    }
  }
  return null;
}

/** Every form of the product, with the name of its draft. */
const forms = files.flatMap((of) =>
  of.nodes
    .filter(({ type, callee }) => type === 'CallExpression' && USES.has(textOf(of, callee)))
    .filter(() => of.file !== 'forms/use-write.ts')
    .map((call) => {
      const form = objectOf((call['arguments'] as Node[])[0], of);
      if (form === null) throw new Error(`${of.file}: a form that nobody can read`);
      return {
        file: of.file,
        initial: propertyOf(form, ['initial', 'initialValues'], of),
        draft: propertyOf(form, ['draft'], of),
      };
    }),
);
const named = forms.filter(({ draft }) => /^['`]/.test(draft ?? ''));

describe('what is typed stays on the device', () => {
  it('in every form that has a value', () => {
    expect(named.length).toBeGreaterThan(60);
    const without = forms.filter(({ draft, initial }) => draft === null && initial !== '{}');
    expect(without.map(({ file, initial }) => `${file} ${initial}`)).toEqual([]);
  });

  it('under a name that no other form has', () => {
    const heads = named.map(({ draft }) => /^['`]([^'`$]*)/.exec(draft ?? '')?.[1] ?? '');
    const twice = heads.filter((head, at) => heads.indexOf(head) !== at);
    expect(twice).toEqual([]);
  });

  it('held by one hook, shown by one element', () => {
    const having = (pattern: RegExp) =>
      files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
    expect(having(/\buseForm\b/).toSorted()).toEqual([
      // Before the sign-in: names and passwords.
      'features/session/access-screen.tsx',
      'forms/use-kept-form.ts',
    ]);
    expect(having(/<form\b[^>]*formProps/)).toEqual([]);
    expect(having(/<form\b/).toSorted()).toEqual([
      // Choices of what is shown; nothing is sent.
      'features/analysis/hot-spots-screen.tsx',
      'features/audit/audit-screen.tsx',
      'features/session/access-screen.tsx',
      'features/session/locked-screen.tsx',
      'features/session/second-step-form.tsx',
      'features/session/sign-in-screen.tsx',
      'forms/form.tsx',
    ]);
  });

  it('from every field: only searches and choices of what is shown hold their text themselves', () => {
    const alone = files.filter((of) =>
      of.nodes
        .filter(({ type, name }) => type === 'JSXOpeningElement' && FIELDS.has(textOf(of, name)))
        .some(({ attributes }) => {
          const spread = (attributes as Node[]).some(({ type }) => type === 'JSXSpreadAttribute');
          return (
            !spread || (attributes as Node[]).some((one) => textOf(of, one).startsWith('value='))
          );
        }),
    );
    expect(alone.map(({ file }) => file).toSorted()).toEqual([
      'app/map/panel/filter-form.tsx',
      'app/map/select/select-pen.tsx',
      'features/accounts/accounts-screen.tsx',
      'features/analysis/hot-spots-screen.tsx',
      'features/audit/audit-screen.tsx',
      'features/checks/report-activity.tsx',
      'features/places/place-step.tsx',
      'features/reports/reports-screen.tsx',
      'features/routes/desk/candidate-panel.tsx',
      // Shows a value of the form that it stands in, as the next two with this remark.
      'features/routes/recurring/recurrence-fields.tsx',
      'features/services/directory.tsx',
      // Before the sign-in, as the next one.
      'features/session/second-step-form.tsx',
      'features/session/sign-in-screen.tsx',
      // A value of its form.
      'features/signals/measures/measure-fields.tsx',
      // A value of its form.
      'features/tips/clocks/rule-table.tsx',
      // The number of a file, which no draft keeps; so in the next but one.
      'features/tips/intake-attachment-fields.tsx',
      'search/search-box.tsx',
      'table-imports/mapping-step.tsx',
      'ui/words-filter.tsx',
    ]);
  });

  it('and never a password or a code', () => {
    const SECRETS = /PasswordInput|one-time-code|new-password/;
    const asking = files.filter(({ text }) => SECRETS.test(text)).map(({ file }) => file);
    const kept = named.filter(({ file }) => asking.includes(file));
    expect(kept.map(({ file, draft }) => `${file} ${draft}`)).toEqual([]);
  });
});

describe('Back closes the dialog and not the page', () => {
  it('in every dialog', () => {
    const raw = files.filter(({ text }) =>
      /import \{[^}]*\b(Modal|Drawer)\b[^}]*\} from '@mantine\/core'/.test(text),
    );
    expect(raw.map(({ file }) => file).toSorted()).toEqual([
      // Asks because of Back itself.
      'table-imports/import-screen.tsx',
      'ui/modal.tsx',
    ]);
  });
});
