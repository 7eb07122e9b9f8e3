import { useFormat, type Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import {
  ImportStatus,
  type ImportMapping,
  type ImportPreview,
} from '#server/contract/point-import.ts';

import { useImportTarget, useImportText } from './import-target.ts';

/** Lines that preview the records of an import. */
export function useRecordLines(preview: ImportPreview, mapping: ImportMapping): RecordLine[] {
  const text = useImportText();
  const format = useFormat();
  const target = useImportTarget();
  const { imports, register } = text;
  const { counts, rows } = preview;
  const number = (count: number) => format.number(count, 0);
  const byHand = preview.addresses.rows.filter((row) => row.byHand?.outsideCity === false).length;
  // Only the first rows are known one by one, and known points among them are not written.
  const countable = rows.length === counts.added;
  const statuses = ImportStatus.options.flatMap((status) => {
    const count = rows.filter((row) => row.status === status).length;
    if (count === 0) return [];
    const name = register.status[status];
    return [countable ? imports.recordStatusOf({ status: name, count: number(count) }) : name];
  });
  return [
    { label: imports.recordFile, value: preview.fileName },
    { label: imports.recordAdded, value: number(counts.added) },
    // A business has no status and no paper that lists it.
    ...(target === 'businesses'
      ? []
      : [
          { label: imports.recordStatus, value: statuses.join('; ') },
          ...(rows.some(({ status }) => status !== 'proposed')
            ? [{ label: imports.recordClaims, value: imports.recordClaimsMore }]
            : []),
          { label: imports.recordDocument, value: documentOf(preview, mapping, text) },
        ]),
    ...(byHand === 0
      ? []
      : [
          {
            label: imports.recordByHand,
            value: imports.recordByHandOf({ count: number(byHand) }),
          },
        ]),
    { label: imports.recordPlaces, value: imports.recordPlacesMore },
    {
      label: imports.recordLeft,
      value: imports.recordLeftOf({
        refused: number(counts.refused),
        waiting: number(counts.needsConsent),
        known: number(counts.unchanged + counts.changed),
      }),
    },
  ];
}

function documentOf(preview: ImportPreview, mapping: ImportMapping, { imports }: Text): string {
  const at = mapping.columns.documentNumber;
  const number = mapping.defaults.documentNumber;
  if (at === undefined) return number ?? imports.documentNone;
  const column = preview.header[at] ?? '';
  return number === null
    ? imports.documentByColumn({ column })
    : imports.documentBoth({ column, number });
}
