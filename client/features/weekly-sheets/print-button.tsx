import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { IconPrinter } from '@tabler/icons-react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PaperMark } from '#client/api/paper-mark.tsx';
import { useExport, type LoggedExport } from '#client/forms/use-export.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { PrintedSheet } from '#client/ui/printed-sheet.tsx';
import { civilDate } from '#server/contract/civil-day.ts';
import type { ExportReceipt } from '#server/contract/export.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { WeeklySheetView, SheetCommune, WeeklySheet } from '#server/contract/weekly-sheet.ts';

import { SheetFacts } from './sheet-facts.tsx';
import { SheetFigures } from './sheet-figures.tsx';
import { PrintedSheetMap } from './sheet-map.tsx';
import classes from './sheet-paper.module.css';
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

/** The sheet on one page of A4: stands beside the screen, unseen, and is printed instead of it. */
function SheetPaper({
  sheet,
  shown,
  purpose,
  receipt,
  onPrinted,
}: {
  sheet: WeeklySheetView;
  shown: ShownSheet;
  purpose: string;
  receipt: ExportReceipt;
  onPrinted: () => void;
}) {
  return (
    <PrintedSheet sheet="weekly" className={classes.paper} onPrinted={onPrinted}>
      <Paper sheet={sheet} shown={shown} />
      <PaperMark purpose={purpose} receipt={receipt} />
    </PrintedSheet>
  );
}

function Paper({ sheet, shown }: { sheet: WeeklySheetView; shown: ShownSheet }) {
  const text = useText();
  const own = text.weeklySheets;
  const format = useFormat();
  const name = useWeekName();
  const { version } = shown;
  return (
    <>
      <PaperHead
        commune={sheet.commune}
        on={version === null ? today() : civilDate(version.signedAt)}
      />
      <div className={classes.title}>
        <h1>{own.printHead}</h1>
        <p>{own.printSub}</p>
        <p>
          <strong>{name(sheet.week).number}</strong> ({name(sheet.week).days}) ·{' '}
          {version === null
            ? own.printUnsigned
            : own.versionNumber({ number: format.number(version.version, 0) })}
        </p>
      </div>
      <SheetFacts sheet={sheet} shown={shown} />
      <SheetFigures figures={shown.figures} before={shown.before} />
      <PrintedSheetMap sheet={sheet} figures={shown.figures} />
      <PaperSignature version={version} />
      <footer>
        <p>{version === null ? own.printUnsigned : `${own.hash}: ${version.hash}`}</p>
      </footer>
    </>
  );
}

/**
 * The head of an official paper: the issuing body and the national title side by side, below them number, place and
 * day (Nghị định 30/2020/NĐ-CP, phụ lục I). The number is written by hand.
 */
function PaperHead({ commune, on }: { commune: SheetCommune; on: IsoDate }) {
  const text = useText();
  const own = text.sheetPaper;
  const [year = '', month = '', day = ''] = on.split('-');
  return (
    <header className={classes.head}>
      <div>
        <p>{own.committee}</p>
        <p className={classes.issuer}>{communeName(commune, text)}</p>
        <p className={classes.numberLine}>{own.number}</p>
      </div>
      <div>
        <p className={classes.issuer}>{own.nation}</p>
        <p className={classes.motto}>{own.motto}</p>
        <p className={classes.placeLine}>
          {own.placeAndDay({ place: commune.name, day, month, year })}
        </p>
      </div>
    </header>
  );
}

/** The end of an official paper: who gets it, and the room for signature and seal with the signer's name. */
function PaperSignature({ version }: { version: WeeklySheet | null }) {
  const { sheetPaper: own } = useText();
  const format = useFormat();
  return (
    <div className={classes.signature}>
      <div className={classes.recipients}>
        <p>
          <strong>{own.recipients}</strong>
        </p>
        <p>{own.toPolice}</p>
        <p>{own.toFile}</p>
      </div>
      <div className={classes.signer}>
        <p className={classes.issuer}>{own.onBehalf}</p>
        <p className={classes.quiet}>{own.signHere}</p>
        {version !== null && (
          <p className={classes.signerName}>
            <strong>{version.signedBy}</strong>
            <br />
            {own.signedInSystem({ time: format.dateTime(version.signedAt) })}
          </p>
        )}
      </div>
    </div>
  );
}
