import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { categoriesQuery } from '#client/api/points.ts';
import { useFormat } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type { ImportPreview } from '#server/contract/point-import.ts';

import { useImportTarget, useImportText } from './import-target.ts';
import classes from './table-imports.module.css';

const SHOWN_AT_ONCE = 10;

/** The first rows as they would stand in the register. */
export function PreviewRows({ preview }: { preview: ImportPreview }) {
  const text = useImportText();
  const format = useFormat();
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const hasStatus = useImportTarget() === 'points';
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const rows = preview.rows.slice(0, shown);
  const nameOf = (code: string) =>
    categories.find((category) => category.code === code)?.name ?? code;
  return (
    <div>
      <h3>{text.imports.rowsReady}</h3>
      <div className={classes.framed}>
        <DataTable
          label={text.imports.rowsReady}
          head={[
            text.imports.line,
            text.imports.name,
            text.imports.category,
            ...(hasStatus ? [text.imports.status] : []),
            text.imports.position,
          ]}
        >
          {rows.map((row) => (
            <tr key={row.line}>
              <td className={classes.numeric}>{format.number(row.line, 0)}</td>
              <td className={classes.rowName}>{row.officialName}</td>
              <td>{nameOf(row.category)}</td>
              {hasStatus && (
                <td className={classes.numeric}>
                  <StatusBadge status={row.status} />
                </td>
              )}
              <td className={classes.numeric}>{format.coordinates(row.position)}</td>
            </tr>
          ))}
        </DataTable>
      </div>
      <div className={classes.more}>
        <span className={classes.muted}>
          {text.imports.rowsShown({
            shown: format.number(rows.length, 0),
            total: format.number(preview.counts.ready, 0),
          })}
        </span>
        {preview.rows.length > shown && (
          <Button variant="default" size="xs" onClick={() => setShown(shown + 5 * SHOWN_AT_ONCE)}>
            {text.imports.showMore}
          </Button>
        )}
      </div>
    </div>
  );
}
