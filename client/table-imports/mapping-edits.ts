import type {
  ConsentCode,
  ImportField,
  ImportMapping,
  ImportPreview,
} from '#server/contract/point-import.ts';

/** Fields that say where a row lies. */
const POSITION_FIELDS: readonly ImportField[] = [
  'longitude',
  'latitude',
  'coordinates',
  'wkt',
  'address',
];

/** Divides the fields into those shown at once and those behind a button because nothing is mapped to them. */
export function fieldsOf(
  mapping: ImportMapping,
  { main, other }: Record<'main' | 'other', readonly ImportField[]>,
): { shown: ImportField[]; hidden: ImportField[] } {
  const isMapped = (field: ImportField) => mapping.columns[field] !== undefined;
  return {
    shown: [...main, ...other.filter(isMapped)],
    hidden: other.filter((field) => !isMapped(field)),
  };
}

/**
 * The mapping with a field read from another column (null: from none). What was agreed to about
 * positions was said of the old columns, so it is asked again when one of those changes.
 */
export function assignColumn(
  mapping: ImportMapping,
  field: ImportField,
  column: number | null,
): ImportMapping {
  const { [field]: _, ...others } = mapping.columns;
  const columns = column === null ? others : { ...others, [field]: column };
  return POSITION_FIELDS.includes(field)
    ? { ...mapping, columns, consents: [], grid: null }
    : { ...mapping, columns };
}

export function setDefault<K extends keyof ImportMapping['defaults']>(
  mapping: ImportMapping,
  key: K,
  value: ImportMapping['defaults'][K],
): ImportMapping {
  return { ...mapping, defaults: { ...mapping.defaults, [key]: value } };
}

export function setConsent(
  mapping: ImportMapping,
  code: ConsentCode,
  agreed: boolean,
): ImportMapping {
  const others = mapping.consents.filter((consent) => consent !== code);
  return { ...mapping, consents: agreed ? [...others, code] : others };
}

/** The first telling cells of a column, each once; empty when the first rows have none. */
export function samplesOf(preview: ImportPreview, column: number): string[] {
  const cells = preview.cells.map(({ cells: row }) => row[column]?.trim() ?? '');
  return [...new Set(cells.filter((cell) => cell !== ''))].slice(0, 3);
}

/** True when something to be written needs a document number that neither a column nor the form gives. */
export function lacksDocument(preview: ImportPreview, mapping: ImportMapping): boolean {
  const given =
    mapping.columns.documentNumber !== undefined || mapping.defaults.documentNumber !== null;
  return !given && preview.rows.some((row) => row.status !== 'proposed');
}
