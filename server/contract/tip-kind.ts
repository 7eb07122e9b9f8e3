import * as z from 'zod';

/** The six kinds of tin phản ánh; the law gives them four clocks. */
export const TIP_KINDS = [
  'crime_denunciation',
  'crime_information',
  'prosecution_proposal',
  'denunciation',
  'complaint',
  'feedback',
] as const;
export const TipKind = z.enum(TIP_KINDS).meta({ id: 'TipKind' });
export type TipKind = z.infer<typeof TipKind>;
