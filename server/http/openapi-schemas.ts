/** A part of the document as JSON; its form is that of OpenAPI 3.1. */
export type Part = { [name: string]: unknown };

export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Says the same in words that generators of clients understand: what may be null is one of two, not all of two that
 * contradict each other; a tuple says what its items are and how many there are.
 */
export function tidySchemas(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidySchemas);
  if (!isPart(value)) return value;
  const tidy = Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, tidySchemas(part)]),
  );
  return closedTuple(nullable(tidy));
}

/** `{allOf: [{$ref}, {type: [T, 'null']}]}` is never null, since the first part is not. */
function nullable(schema: Part): Part {
  const { allOf, ...rest } = schema;
  if (!Array.isArray(allOf) || allOf.length !== 2) return schema;
  const [named, other] = allOf.map((part: unknown) => (isPart(part) ? part : {}));
  if (typeof named?.['$ref'] !== 'string' || other === undefined) return schema;
  const { type, ...more } = other;
  if (!Array.isArray(type) || !type.includes('null')) return schema;
  return { ...rest, ...more, anyOf: [named, { type: 'null' }] };
}

function closedTuple(schema: Part): Part {
  const { prefixItems: parts, items } = schema;
  if (!Array.isArray(parts) || items !== undefined) return schema;
  const kinds = new Map(parts.map((part: unknown) => [JSON.stringify(part), part]));
  const only = kinds.size === 1 ? [...kinds.values()][0] : { anyOf: [...kinds.values()] };
  return { ...schema, items: only, minItems: parts.length, maxItems: parts.length };
}

/** Lists the names of all schemas, each after those that it refers to. */
export function leavesFirst(schemas: Readonly<Part>): string[] {
  const listed = new Set<string>();
  const seen = new Set<string>();
  function visit(name: string): void {
    if (seen.has(name)) return;
    seen.add(name);
    const told = JSON.stringify(schemas[name] ?? null);
    for (const [, other = ''] of told.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) visit(other);
    listed.add(name);
  }
  for (const name of Object.keys(schemas)) visit(name);
  return [...listed];
}

/** Adds to each named enumeration what its values mean. */
export function explainEnumerations(
  schemas: Readonly<Part>,
  words: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Part {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const meanings = words[name];
      if (meanings === undefined || !isPart(schema)) return [name, schema];
      const lines = Object.entries(meanings).map(
        ([value, meaning]) => `- \`${value}\`: ${meaning}`,
      );
      return [name, { ...schema, description: lines.join('\n') }];
    }),
  );
}
