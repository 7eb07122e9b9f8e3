import { Button } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PurposeField } from '#client/forms/export-dialog.tsx';
import { useExport, type LoggedExport } from '#client/forms/use-export.ts';
import { useText } from '#client/i18n/use-text.ts';
import { readFilter } from '#client/register/filter.ts';

import { PrintSheet } from './print-sheet.tsx';
import { useMapOrder } from './use-map-order.ts';
import classes from './print-view.module.css';

/** The view of the address on one sheet of paper, A4 across; its purpose is asked for and logged first. */
export default function PrintView() {
  const text = useText();
  const search = useSearch({ from: '/print' });
  const [made, setMade] = useState<LoggedExport | null>(null);
  const { order, counted } = useMapOrder('map_print', readFilter(search));
  const write = useExport(order, setMade);
  return (
    <main className={classes.page}>
      <div className={classes.tools}>
        <h1>{text.map.printTitle}</h1>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/" search={search} {...props} />}
        >
          {text.common.back}
        </Button>
        {made !== null && <Button onClick={() => window.print()}>{text.map.printNow}</Button>}
      </div>
      {made === null ? (
        <form className={classes.ask} {...write.formProps}>
          <p>{text.map.exportLead}</p>
          <PurposeField field={write.field} />
          <ErrorNotice error={write.error} />
          <Button type="submit" loading={write.pending} disabled={!counted}>
            {text.map.printPrepare}
          </Button>
        </form>
      ) : (
        <Suspense fallback={null}>
          <PrintSheet search={search} {...made} />
        </Suspense>
      )}
    </main>
  );
}
