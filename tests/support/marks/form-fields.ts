import type { TestApp } from '#tests/support/test-app.ts';

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  prefixItems?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  pattern?: string;
  format?: string;
};
type Document = {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, Body> } }>>;
  components?: { schemas?: Record<string, Schema> };
};
type Body = { schema?: Schema };

const DEEPEST = 10;
/** Texts of these forms hold no word of a person's choice. */
const FIXED_FORMATS = ['date', 'date-time', 'uuid'];

/**
 * Names of all fields of all forms that can hold a word: `POST /api/points aliases.[].name`. A field can hold no word
 * where its values are listed, or have a form that a word has not.
 * @param word what would be written
 */
export async function fieldsForWords(test: TestApp, word: string): Promise<string[]> {
  const answer = await (await test.as('analyst')).get('/api/openapi.json');
  const document = (await answer.json()) as Document;
  const schemas = document.components?.schemas ?? {};
  const found = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody }]) =>
      Object.values(requestBody?.content ?? {}).flatMap(({ schema = {} }) =>
        textsIn(schema, schemas)
          .filter(({ at, schema: text }) => at.length > 0 && canHold(text, word))
          .map((one) => `${method.toUpperCase()} ${path} ${one.at.join('.')}`),
      ),
    ),
  );
  return [...new Set(found)].toSorted();
}

function canHold({ pattern, format }: Schema, word: string): boolean {
  if (format !== undefined && FIXED_FORMATS.includes(format)) return false;
  return pattern === undefined || new RegExp(pattern, 'u').test(word);
}

type Text = { at: readonly string[]; schema: Schema };

function textsIn(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  at: readonly string[] = [],
  depth = 0,
): Text[] {
  if (depth > DEEPEST) return [];
  const within = (part: Schema, ...name: string[]) =>
    textsIn(part, schemas, [...at, ...name], depth + 1);
  const name = schema.$ref?.replace('#/components/schemas/', '');
  if (name !== undefined) return within(schemas[name] ?? {});
  const { additionalProperties: others, enum: listed, const: only } = schema;
  const isText = [schema.type].flat().includes('string') && listed === undefined;
  return [
    ...(isText && only === undefined ? [{ at, schema }] : []),
    ...[schema.anyOf, schema.oneOf, schema.allOf].flatMap((parts) =>
      (parts ?? []).flatMap((part) => within(part)),
    ),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, part]) => within(part, key)),
    ...[schema.items ?? [], schema.prefixItems ?? []].flat().flatMap((part) => within(part, '[]')),
    ...(typeof others === 'object' ? within(others, '*') : []),
  ];
}
