import { Button } from '@mantine/core';
import { useState } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import type { BoundaryReport } from '#server/contract/boundary.ts';

import { compareAreas } from './area-measures.ts';
import classes from './boundaries.module.css';

const SHOWN_AT_ONCE = 8;

/** The area of each commune beside the one before, the greatest differences first. */
export function AreaTable({ report }: { report: BoundaryReport }) {
  const text = useText();
  const format = useFormat();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const { boundaries } = text;
  const km2 = (area: number | null) =>
    area === null ? '—' : boundaries.squareKilometres({ area: format.number(area, 2) });
  const signed = (share: number | null) =>
    share === null ? '—' : `${share > 0 ? '+' : ''}${format.percent(share)}`;
  if (report.areas.length === 0) return null;
  return (
    <div>
      <h3>{boundaries.areas}</h3>
      <div className={classes.framed}>
        <DataTable
          label={boundaries.areas}
          head={[
            boundaries.commune,
            boundaries.code,
            boundaries.area,
            boundaries.areaBefore,
            boundaries.areaChange,
          ]}
        >
          {compareAreas(report.areas)
            .slice(0, shown)
            .map((area) => (
              <tr key={area.code}>
                <td>{communeName(area, text)}</td>
                <td className={classes.numeric}>{area.code}</td>
                <td className={classes.numeric}>{km2(area.areaKm2)}</td>
                <td className={classes.numeric}>{km2(area.previousAreaKm2)}</td>
                <td className={classes.numeric}>{signed(area.change)}</td>
              </tr>
            ))}
        </DataTable>
      </div>
      {report.areas.length > shown && (
        <Button variant="default" size="xs" mt={8} onClick={() => setShown(report.areas.length)}>
          {boundaries.showMore}{' '}
          {boundaries.count({ count: format.number(report.areas.length - shown, 0) })}
        </Button>
      )}
    </div>
  );
}
