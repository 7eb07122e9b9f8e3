import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { IconPrinter } from '@tabler/icons-react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useExport, type LoggedExport } from '#client/forms/use-export.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import { SheetPaper } from './sheet-paper.tsx';
import { shownSheet, type ShownSheet } from './shown-sheet.ts';
import { useWeekName } from './week-name.ts';

/**
 * Prints a sheet: `press` writes the export to the log, then the paper stands beside the screen and the browser prints
 * it. What it is for is known, so nothing is asked.
 */
function usePrinting(sheet: WeeklySheetView, shown: ShownSheet, onPrinted?: () => void) {
  const text = useText();
  const own = text.weeklySheets;
  const name = useWeekName();
  const [logged, setLogged] = useState<LoggedExport | null>(null);
  const done = useCallback(() => {
    setLogged(null);
    onPrinted?.();
  }, [onPrinted]);
  const purpose = own.printPurpose({
    week: name(sheet.week).number,
    commune: communeName(sheet.commune, text),
  });
  const { counts } = shown.figures;
  const order = {
    kind: 'weekly_sheet_print' as const,
    points:
      counts.points_active +
      counts.points_eliminated +
      counts.points_handed_over +
      counts.points_recurring,
    view: `commune=${sheet.commune.code}&week=${sheet.week.firstOn}&version=${shown.version?.version ?? 0}`,
  };
  const write = useExport(order, setLogged, purpose);
  const paper = logged !== null && (
    <SheetPaper
      key={logged.receipt.entry}
      sheet={sheet}
      shown={shown}
      {...logged}
      onPrinted={done}
    />
  );
  return { write, paper };
}

/** Prints the sheet that is shown, by one press; the log has it first. */
export function PrintButton({ sheet, shown }: { sheet: WeeklySheetView; shown: ShownSheet }) {
  const { weeklySheets: own } = useText();
  const { write, paper } = usePrinting(sheet, shown);
  return (
    <>
      <Button
        variant="default"
        loading={write.pending}
        leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden="true" />}
        onClick={write.press}
      >
        {own.print}
      </Button>
      <ErrorNotice error={write.error} />
      {paper}
    </>
  );
}

/** Prints a sheet as soon as it stands here: the press that signed it asked for that too. */
export function PrintAtOnce({
  sheet,
  onPrinted,
}: {
  sheet: WeeklySheetView;
  onPrinted: () => void;
}) {
  const { write, paper } = usePrinting(sheet, shownSheet(sheet, null), onPrinted);
  const begun = useRef(false);
  const { press } = write;
  useEffect(
    function printOnce() {
      if (begun.current) return;
      begun.current = true;
      press();
    },
    [press],
  );
  return (
    <>
      <ErrorNotice error={write.error} onRetry={press} />
      {paper}
    </>
  );
}
