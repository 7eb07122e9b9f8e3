import * as z from 'zod';

export const PersonalDataKind = z.enum([
  'telephone',
  'identity_number',
  'plate',
  'email',
  'account',
  'person',
]);
export type PersonalDataKind = z.infer<typeof PersonalDataKind>;

/** A stretch of a text, in UTF-16 units as JavaScript counts, that looks like data about a person. */
export const PersonalDataMark = z
  .object({ start: z.number().int(), end: z.number().int(), kind: PersonalDataKind })
  .meta({ id: 'PersonalDataMark' });
export type PersonalDataMark = z.infer<typeof PersonalDataMark>;
