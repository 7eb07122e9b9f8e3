import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan, useMe } from '#client/api/me.ts';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { addDays } from '#server/contract/time.ts';
import type {
  SheetCommune,
  SheetWeek,
  WeeklySheetView,
  WeeklySignatures,
} from '#server/contract/weekly-sheet.ts';

import classes from './due-sheet-card.module.css';
import { sheetQuery, signaturesQuery } from './queries.ts';
import { useWeekName } from './week-name.ts';

const WEEK_DAYS = 7;

/** Days before the end of a week from which its sheet may be signed without waiting: from Friday to Sunday. */
const LAST_DAYS = 2;

const PrintAtOnce = lazy(async () => ({
  default: (await import('./print-button.tsx')).PrintAtOnce,
}));

const SignDialog = lazy(async () => ({ default: (await import('./sign-dialog.tsx')).SignDialog }));

/** The weekly sheet on the days on which it is due: signed and printed by two presses. */
export default function DueSheetCard() {
  const { sheetPaper: own, weeklySheets } = useText();
  const name = useWeekName();
  const due = useDueSheet();
  const [signing, setSigning] = useState<DueSheet | null>(null);
  const [signed, setSigned] = useState<WeeklySheetView | null>(null);
  const printed = useCallback(() => setSigned(null), []);
  return (
    <>
      {due !== null && (
        <section className={classes.due} aria-label={weeklySheets.title}>
          <p>{own.notSigned({ week: name(due.week).number })}</p>
          <Button variant="default" onClick={() => setSigning(due)}>
            {own.signAndPrint}
          </Button>
        </section>
      )}
      <Suspense fallback={null}>
        {signing !== null && (
          <Signing due={signing} onSigned={setSigned} onClose={() => setSigning(null)} />
        )}
        {signed !== null && <PrintAtOnce sheet={signed} onPrinted={printed} />}
      </Suspense>
    </>
  );
}

/** The dialog of the signature, once the figures of the week are here. */
function Signing({
  due: { commune, week },
  onSigned,
  onClose,
}: {
  due: DueSheet;
  onSigned: (signed: WeeklySheetView) => void;
  onClose: () => void;
}) {
  const { sheetPaper: own } = useText();
  const sheet = useQuery(sheetQuery(commune.code, week.firstOn));
  if (sheet.data === undefined) {
    return <ErrorNotice error={sheet.error} onRetry={() => void sheet.refetch()} />;
  }
  return (
    <SignDialog
      sheet={sheet.data}
      confirm={own.signAndPrint}
      onSigned={onSigned}
      onClose={onClose}
    />
  );
}

/** A sheet that waits for its signature. */
type DueSheet = { commune: SheetCommune; week: SheetWeek };

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
function useDueSheet(): DueSheet | null {
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
