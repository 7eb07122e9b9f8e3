import { useQuery } from '@tanstack/react-query';

import { useCan, useMe } from '#client/api/me.ts';
import { today } from '#client/i18n/today.ts';
import { addDays } from '#server/contract/time.ts';
import type { SheetCommune, SheetWeek, WeeklySignatures } from '#server/contract/weekly-sheet.ts';

import { signaturesQuery } from './queries.ts';

const WEEK_DAYS = 7;
/** Days before the end of a week from which its sheet may be signed without waiting: from Friday to Sunday. */
const LAST_DAYS = 2;

/** A sheet that waits for its signature. */
export type DueSheet = { commune: SheetCommune; week: SheetWeek };

/** The sheet of a week that nobody has signed for a commune; null where it is signed. */
export function unsignedOf(
  signatures: WeeklySignatures | undefined,
  code: string,
): DueSheet | null {
  const item = signatures?.items.find(({ commune }) => commune.code === code);
  if (signatures === undefined || item === undefined || item.signed !== null) return null;
  return { commune: item.commune, week: signatures.week };
}

/** True on the last days of a week, on which its sheet is signed. */
export function isEnding(week: SheetWeek, on: string): boolean {
  return on >= addDays(week.lastOn, -LAST_DAYS);
}

/** The sheet that the reader should sign now: that of the week before, else this week's on its last days. */
export function useDueSheet(): DueSheet | null {
  const signs = useCan('weekly_sheets:sign');
  const { communes } = useMe();
  const code = communes[0]?.code ?? '';
  const before = useQuery({
    ...signaturesQuery(addDays(today(), -WEEK_DAYS)),
    enabled: signs,
  }).data;
  const late = unsignedOf(before, code);
  const present = useQuery({
    ...signaturesQuery(undefined),
    enabled: signs && before !== undefined && late === null,
  }).data;
  if (!signs) return null;
  if (late !== null) return late;
  const due = unsignedOf(present, code);
  return due !== null && isEnding(due.week, today()) ? due : null;
}
