import * as z from 'zod';

import { sentenceFor } from '#client/api/describe-error.ts';
import type { Language, Text } from '#client/i18n/use-text.ts';

/** The body of a write that says nothing but that it is done. */
export const NO_BODY = z.object({});

/** Limits that the contract sets to one input, as its props. */
export type Limits = { withAsterisk: boolean; maxLength?: number };

/**
 * Reads the limits of a field from the schema of the body; `path` is the body's: `point.aliases.0.name`. Null where
 * the body has no such field.
 */
export function limitsOf(schema: z.core.$ZodType, path: string): Limits | null {
  const found = schemaAt(schema, path.split('.'));
  if (found === null) return null;
  const inner = unwrapped(found);
  const text = inner instanceof z.ZodArray ? unwrapped(inner.element) : inner;
  // A mail address or a link is text of a format.
  const isText = text instanceof z.ZodString || text instanceof z.ZodStringFormat;
  const maxLength = isText ? text.maxLength : null;
  return {
    withAsterisk: !accepts(found, undefined) && !accepts(found, null),
    ...(maxLength === null ? {} : { maxLength }),
  };
}

function accepts(schema: z.core.$ZodType, value: null | undefined): boolean {
  return z.safeParse(schema, value).success;
}

function schemaAt(schema: z.core.$ZodType, path: readonly string[]): z.core.$ZodType | null {
  const [name, ...rest] = path;
  if (name === undefined) return schema;
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray) return schemaAt(inner.element, rest);
  if (inner instanceof z.ZodUnion) {
    const found = inner.options.map((option: z.core.$ZodType) => schemaAt(option, path));
    return found.find((one) => one !== null) ?? null;
  }
  const child = inner instanceof z.ZodObject ? inner.shape[name] : undefined;
  return child === undefined ? null : schemaAt(child, rest);
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return unwrapped(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema;
}

/** Puts null in the place of empty text wherever the schema takes null: an empty field says nothing. */
export function withoutBlanks(schema: z.core.$ZodType, value: unknown): unknown {
  if (typeof value === 'string' && value.trim() === '') return accepts(schema, null) ? null : value;
  const inner = unwrapped(schema);
  if (Array.isArray(value)) {
    return inner instanceof z.ZodArray
      ? value.map((item) => withoutBlanks(inner.element, item))
      : value;
  }
  if (!(inner instanceof z.ZodObject) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const child: z.core.$ZodType | undefined = inner.shape[name];
      return [name, child === undefined ? item : withoutBlanks(child, item)];
    }),
  );
}

/** Gives the sentence for every fault of a refused body, by the body's path. */
export function faultSentences(
  error: z.ZodError,
  body: unknown,
  { text, language }: { text: Text; language: Language },
): Record<string, string> {
  const sentences: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.');
    sentences[path] ??= sentenceOf(issue, valueAt(body, issue.path), { text, language });
  }
  return sentences;
}

function sentenceOf(
  issue: z.core.$ZodIssue,
  value: unknown,
  { text, language }: { text: Text; language: Language },
): string {
  const { problems } = text;
  // Our own refinements carry their code as the message.
  const code = issue.code === 'custom' ? issue.message : issue.code;
  const tooLong = issue.code === 'too_big' && issue.origin === 'string';
  if (tooLong) return problems.tooLong({ count: String(issue.maximum) });
  const problem = sentenceFor(code, language);
  if (problem !== null) return problem;
  const own = sentenceOfField(String(issue.path.at(-1)), text);
  if (own !== null) return own;
  const empty = value === undefined || value === null || value === '';
  if (empty) return problems.field['required'] ?? problems.fieldOther;
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return problems.tooShort({ count: String(issue.minimum) });
  }
  return problems.field[code] ?? problems.fieldOther;
}

/** Names what is asked for in the fields that every act knows, whatever is wrong with them. */
function sentenceOfField(name: string, { pointActs }: Text): string | null {
  switch (name) {
    case 'effectiveOn':
      return pointActs.effectiveOnMissing;
    case 'documentNumber':
      return pointActs.documentNumberMissing;
    case 'reason':
      return pointActs.reasonMissing;
    case 'grounds':
      return pointActs.groundsMissing;
    case 'officialName':
      return pointActs.nameMissing;
    case 'category':
      return pointActs.categoryMissing;
    default:
      return null;
  }
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined,
    given,
  );
}
