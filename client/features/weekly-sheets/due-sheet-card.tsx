import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import classes from './due-sheet-card.module.css';
import { useDueSheet, type DueSheet } from './due-sheet.ts';
import { sheetQuery } from './queries.ts';
import { useWeekName } from './week-name.ts';

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
