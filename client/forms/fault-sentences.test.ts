import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { vi as text } from '#client/i18n/vi.ts';
import { REQUEST } from '#server/contract/features/request.ts';

import { faultSentences, limitsOf, withoutBlanks } from './schema-fields.ts';

/** Gives the sentences for the faults of a body. */
function said(schema: z.ZodType, body: unknown): Record<string, string> {
  const { error } = schema.safeParse(body);
  return error === undefined ? {} : faultSentences(error, body, { text, language: 'vi' });
}
const { problems, pointActs } = text;

describe('the sentence for a fault of a form', () => {
  it('names the most or the least number of letters', () => {
    expect(said(z.object({ a: z.string().max(3) }), { a: 'xxxx' })).toEqual({
      a: problems.tooLong({ count: '3' }),
    });
    expect(said(z.object({ a: z.string().min(3) }), { a: 'x' })).toEqual({
      a: problems.tooShort({ count: '3' }),
    });
  });

  it('says that something is missing where the field is empty', () => {
    const schema = z.object({ a: z.string().min(3) });
    for (const body of [{}, { a: null }, { a: '' }]) {
      expect([body, said(schema, body)]).toEqual([body, { a: problems.field['required'] }]);
    }
  });

  it('names what is asked for in the fields that every act knows', () => {
    const schema = z.object({
      effectiveOn: z.string(),
      documentNumber: z.string(),
      reason: z.string().min(3),
      grounds: z.string(),
      officialName: z.string(),
      category: z.string(),
    });
    expect(said(schema, { reason: 'x' })).toEqual({
      effectiveOn: pointActs.effectiveOnMissing,
      documentNumber: pointActs.documentNumberMissing,
      reason: pointActs.reasonMissing,
      grounds: pointActs.groundsMissing,
      officialName: pointActs.nameMissing,
      category: pointActs.categoryMissing,
    });
    const long = z.object({ reason: z.string().max(2) });
    expect(said(long, { reason: 'xxx' })).toEqual({ reason: problems.tooLong({ count: '2' }) });
  });

  it('is that of a rule of ours where that has one, and a general one for any other', () => {
    const own = z.object({
      a: z.string().refine(() => false, { error: 'request.timeout' }),
      b: z.string().refine(() => false, { error: 'code.of_tomorrow' }),
    });
    expect(said(own, { a: 'x', b: 'x' })).toEqual({
      a: REQUEST.problems['request.timeout'].vi,
      b: problems.fieldOther,
    });
  });

  it('is the first of a field, by its path', () => {
    const schema = z.object({
      list: z.array(z.object({ n: z.string().min(3).regex(/^\d+$/) })),
    });
    expect(said(schema, { list: [{ n: '123' }, { n: 'x' }] })).toEqual({
      'list.1.n': problems.tooShort({ count: '3' }),
    });
  });
});

describe('the limits of an input', () => {
  const schema = z.object({
    name: z.string().max(80),
    note: z.string().max(500).nullable(),
    word: z.string().default('x'),
    aliases: z.array(z.object({ name: z.string().max(40) })),
    tags: z.array(z.string().max(9)).optional(),
  });

  it('are a mark where it must be filled in, and the most letters', () => {
    expect(limitsOf(schema, 'name')).toEqual({ withAsterisk: true, maxLength: 80 });
    expect(limitsOf(schema, 'note')).toEqual({ withAsterisk: false, maxLength: 500 });
    expect(limitsOf(schema, 'word')).toEqual({ withAsterisk: false });
    expect(limitsOf(schema, 'aliases.0.name')).toEqual({ withAsterisk: true, maxLength: 40 });
    expect(limitsOf(schema, 'tags')).toEqual({ withAsterisk: false, maxLength: 9 });
  });

  it('are unknown where the body has no such field', () => {
    expect(limitsOf(schema, 'other')).toBeNull();
    expect(limitsOf(schema, 'name.first')).toBeNull();
    expect(
      limitsOf(
        schema.transform((body) => body.name),
        'name',
      ),
    ).toMatchObject({ maxLength: 80 });
  });
});

it('empty text says nothing wherever the schema takes nothing, and stays elsewhere', () => {
  const schema = z.object({
    note: z.string().nullable(),
    name: z.string(),
    rows: z.array(z.object({ note: z.string().nullable() })),
  });
  const body = { note: ' ', name: '', rows: [{ note: '' }, { note: 'x' }], more: '' };
  expect(withoutBlanks(schema, body)).toEqual({
    note: null,
    name: '',
    rows: [{ note: null }, { note: 'x' }],
    more: '',
  });
});
