import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { limitsOf, withoutBlanks } from './schema-fields.ts';

describe('limits of an input', () => {
  it('are read from mail addresses and links as from plain text', () => {
    const schema = z.object({
      mail: z.email().max(254).nullable(),
      link: z.url().max(300),
    });
    expect(limitsOf(schema, 'mail')).toEqual({ withAsterisk: false, maxLength: 254 });
    expect(limitsOf(schema, 'link')).toEqual({ withAsterisk: true, maxLength: 300 });
  });

  it('are those of the first kind of body that has it', () => {
    const schema = z.discriminatedUnion('key', [
      z.object({ key: z.literal('radius'), origin: z.string().max(500) }),
      z.object({ key: z.literal('window'), origin: z.string().max(500), days: z.number() }),
    ]);
    expect(limitsOf(schema, 'origin')).toEqual({ withAsterisk: true, maxLength: 500 });
    expect(limitsOf(schema, 'days')).toEqual({ withAsterisk: true });
  });
});

describe('an empty field', () => {
  const schema = z.object({
    note: z.string().nullable(),
    name: z.string(),
    stops: z.array(z.object({ note: z.string().nullable() })),
  });

  it.each(['', '   ', '\u00A0\n'])('says nothing where nothing may be said (%j)', (blank) => {
    expect(withoutBlanks(schema, { note: blank, name: 'a', stops: [{ note: blank }] })).toEqual({
      note: null,
      name: 'a',
      stops: [{ note: null }],
    });
  });

  it('stays as it is where words are needed, so that the refusal names it', () => {
    expect(withoutBlanks(schema, { note: 'x', name: '  ', stops: [] })).toEqual({
      note: 'x',
      name: '  ',
      stops: [],
    });
  });
});
