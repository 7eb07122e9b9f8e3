import { Button } from '@mantine/core';
import { useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import type { BoundarySet } from '#server/contract/boundary.ts';

import classes from './boundaries.module.css';
import { ReportDialog } from './report-dialog.tsx';

/** Every set there has been; none is ever thrown away. */
export function SetHistory({ sets }: { sets: readonly BoundarySet[] }) {
  const text = useText();
  const [shown, setShown] = useState<BoundarySet | null>(null);
  const { boundaries } = text;
  return (
    <Section title={boundaries.history} flush>
      <DataTable
        label={boundaries.history}
        head={[
          boundaries.source,
          boundaries.validFrom,
          boundaries.importedAt,
          boundaries.importedBy,
          boundaries.matched,
          boundaries.state,
          <span key="report" className="visually-hidden">
            {boundaries.report}
          </span>,
        ]}
      >
        {sets.map((set) => (
          <SetRow key={set.id} set={set} onReport={() => setShown(set)} />
        ))}
      </DataTable>
      {shown !== null && <ReportDialog set={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}

function SetRow({ set, onReport }: { set: BoundarySet; onReport: () => void }) {
  const text = useText();
  const format = useFormat();
  const { report } = set;
  return (
    <tr>
      <td className={classes.source}>
        {set.source}
        <span className={classes.small}>{text.boundaries.kind[set.kind]}</span>
      </td>
      <td className={classes.numeric}>{format.date(set.validFrom)}</td>
      <td className={classes.numeric}>{format.dateTime(set.importedAt)}</td>
      <td>{set.importedBy ?? '—'}</td>
      <td className={classes.numeric}>
        {report === null
          ? '—'
          : text.common.total({
              shown: format.number(report.matched.total, 0),
              total: format.number(report.expected, 0),
            })}
      </td>
      <td>
        <span className={classes.state} data-on={set.active}>
          {set.active ? text.boundaries.now : text.boundaries.former}
        </span>
      </td>
      <td className={classes.act}>
        {report !== null && (
          <Button variant="subtle" size="compact-sm" onClick={onReport}>
            {text.boundaries.seeReport}
          </Button>
        )}
      </td>
    </tr>
  );
}
