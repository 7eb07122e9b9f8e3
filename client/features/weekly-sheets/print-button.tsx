import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { IconPrinter } from '@tabler/icons-react';

import { logExport } from '#client/api/log-export.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { ExportReceipt } from '#server/contract/export.ts';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import { SheetPaper } from './sheet-paper.tsx';
import type { ShownSheet } from './shown-sheet.ts';
import { useWeekName } from './week-choice.tsx';

/** Prints the sheet that is shown. What it is for is known, so one press is enough; the log has it first. */
export function PrintButton({ sheet, shown }: { sheet: WeeklySheetView; shown: ShownSheet }) {
  const text = useText();
  const own = text.weeklySheets;
  const name = useWeekName();
  const [receipt, setReceipt] = useState<ExportReceipt | null>(null);
  const forget = useCallback(() => setReceipt(null), []);
  const purpose = own.printPurpose({
    week: name(sheet.week).number,
    commune: communeName(sheet.commune, text),
  });
  const record = useMutation({
    mutationFn: () => {
      const { counts } = shown.figures;
      return logExport({
        kind: 'weekly_sheet_print',
        purpose,
        points:
          counts.points_active +
          counts.points_eliminated +
          counts.points_handed_over +
          counts.points_recurring,
        view: `commune=${sheet.commune.code}&week=${sheet.week.firstOn}&version=${shown.version?.version ?? 0}`,
      });
    },
    onSuccess: setReceipt,
  });
  return (
    <>
      <Button
        variant="default"
        loading={record.isPending}
        leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden="true" />}
        onClick={() => record.mutate()}
      >
        {own.print}
      </Button>
      <ErrorNotice error={record.error} />
      {receipt !== null && (
        <SheetPaper
          key={receipt.entry}
          sheet={sheet}
          shown={shown}
          purpose={purpose}
          receipt={receipt}
          onPrinted={forget}
        />
      )}
    </>
  );
}
