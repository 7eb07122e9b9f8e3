import type { ImportField, ImportMapping } from '#server/contract/point-import.ts';
import type { ObjectRow } from '#server/features/inspection-objects/import-queries.ts';
import { positionOf, type KeyedDraft } from '#server/features/point-imports/formats/read-drafts.ts';
import type { TableTaker } from '#server/features/point-imports/formats/read-point-table.ts';
import { foldHeading } from '#server/tables/fold-heading.ts';

/** Columns that the register of businesses takes; it knows no life-cycle and no papers. */
const TAKEN = new Set<ImportField>([
  'externalId',
  'officialName',
  'category',
  'longitude',
  'latitude',
  'coordinates',
  'wkt',
  // Here it is the address.
  'note',
]);
const ADDRESS_WORDS = new Set(['dia chi', 'dia chi co so', 'address', 'so nha', 'dia diem']);

/** Options for reading a table of businesses: only kinds of business, and every row open. */
export const OBJECT_TABLE: TableTaker = {
  accepts: ({ kind }) => kind === 'business',
  narrow(mapping, header) {
    const columns = Object.fromEntries(
      Object.entries(mapping.columns).filter(([field]) => TAKEN.has(field as ImportField)),
    ) as ImportMapping['columns'];
    const address = addressColumn(columns, header);
    return {
      ...mapping,
      columns: { ...columns, ...(address !== null && { note: address }) },
      defaults: { ...mapping.defaults, status: 'proposed', listedOn: null, documentNumber: null },
    };
  },
};

function addressColumn(
  columns: ImportMapping['columns'],
  header: readonly string[],
): number | null {
  if (columns.note !== undefined) return null;
  const at = header.findIndex((heading) => ADDRESS_WORDS.has(foldHeading(heading)));
  return at === -1 || Object.values(columns).includes(at) ? null : at;
}

export function objectRow({ key, draft }: KeyedDraft): ObjectRow {
  const [longitude, latitude] = positionOf(draft);
  return {
    importKey: key,
    name: draft.officialName,
    category: draft.category,
    address: draft.note?.slice(0, 300) ?? null,
    longitude,
    latitude,
  };
}
