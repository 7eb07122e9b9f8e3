import { Button } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';

import type { ExportReceipt } from '#server/contract/export.ts';

import { PrintSheet } from './print-sheet.tsx';
import { PurposeForm } from './purpose-form.tsx';
import { readFilter } from '#client/register/filter.ts';
import classes from './print-view.module.css';

/** The view of the address on one sheet of paper, A4 across; its purpose is asked for and logged first. */
export default function PrintView() {
  const text = useText();
  const search = useSearch({ from: '/print' });
  const [made, setMade] = useState<{ purpose: string; receipt: ExportReceipt } | null>(null);
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
        <div className={classes.ask}>
          <p>{text.map.exportLead}</p>
          <PurposeForm
            kind="map_print"
            filter={readFilter(search)}
            action={text.map.printPrepare}
            onRecorded={(purpose, receipt) => setMade({ purpose, receipt })}
          />
        </div>
      ) : (
        <Suspense fallback={null}>
          <PrintSheet search={search} purpose={made.purpose} receipt={made.receipt} />
        </Suspense>
      )}
    </main>
  );
}
