import { createHash } from 'node:crypto';

import type { IsoDate } from '#server/contract/time.ts';
import type { WeeklyFigures } from '#server/contract/weekly-sheet.ts';

import { canonicalText } from './rules.ts';

/** SHA-256 of what is signed: whose figures, of which week, of which evening, and the figures. Hexadecimal. */
export function figuresHash(signed: {
  communeCode: string;
  firstOn: IsoDate;
  asOf: IsoDate;
  figures: WeeklyFigures;
}): string {
  const { communeCode, firstOn, asOf, figures } = signed;
  const text = canonicalText({ communeCode, firstOn, asOf, figures });
  return createHash('sha256').update(text).digest('hex');
}
