import { Box } from '@mantine/core';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import type { ShownSheet } from './shown-sheet.ts';
import classes from './weekly-sheets.module.css';

/** Length of the part of the hash that is shown: enough to distinguish two versions; the log has all of it. */
const SHOWN_HASH = 16;

/** Facts of a sheet: the day of the figures, the signer, the reason for this version, and the remark. */
export function SheetFacts({ sheet, shown }: { sheet: WeeklySheetView; shown: ShownSheet }) {
  const { weeklySheets: own } = useText();
  const format = useFormat();
  const { version, asOf, remark } = shown;
  const running = version === null && asOf < sheet.week.lastOn;
  return (
    <div className={classes.facts}>
      <Box component="p" fw={600}>
        {own.asOf({ date: format.date(asOf) })}
      </Box>
      {running && <p>{own.running}</p>}
      {version !== null && (
        <p>
          {own.signedBy({ name: version.signedBy, time: format.dateTime(version.signedAt) })}
          {version.preparedBy !== null && ` · ${own.preparedBy({ name: version.preparedBy })}`}
        </p>
      )}
      {version === null && sheet.draft !== null && (
        <p>
          {own.preparedAt({
            name: sheet.draft.preparedBy,
            time: format.dateTime(sheet.draft.preparedAt),
          })}
        </p>
      )}
      {version !== null && version.reason !== null && (
        <p className={classes.reason}>{own.reasonIs({ reason: version.reason })}</p>
      )}
      {remark !== null && (
        <p>
          <strong>{own.remark}:</strong> {remark}
        </p>
      )}
      <p className={`${classes.small} screen-only`}>
        {own.weekOrigin({ origin: sheet.weekOrigin.replace(/\.$/, '') })}
        {version !== null && (
          <>
            {' '}
            {own.hash}: <code title={version.hash}>{version.hash.slice(0, SHOWN_HASH)}</code>
          </>
        )}
      </p>
    </div>
  );
}
