import { PaperMark } from '#client/api/paper-mark.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { PrintedSheet } from '#client/ui/printed-sheet.tsx';
import type { ExportReceipt } from '#server/contract/export.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import { PaperHead, PaperSignature } from './paper-frame.tsx';
import { SheetFacts } from './sheet-facts.tsx';
import { SheetFigures } from './sheet-figures.tsx';
import { PrintedSheetMap } from './sheet-map.tsx';
import type { ShownSheet } from './shown-sheet.ts';
import { useWeekName } from './week-name.ts';
import classes from './sheet-paper.module.css';

/** The sheet on one page of A4: stands beside the screen, unseen, and is printed instead of it. */
export function SheetPaper({
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
