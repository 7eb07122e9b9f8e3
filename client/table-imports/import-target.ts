import { createContext, useContext } from 'react';

import { useText, type Text } from '#client/i18n/use-text.ts';
import { IMPORT_FIELDS, type ImportField } from '#server/contract/point-import.ts';

/** Target of an import: the register of points, or that of businesses to inspect. */
export type ImportTarget = 'points' | 'businesses';

/** Fields of a list of points that nearly every list has. */
const MAIN: readonly ImportField[] = [
  'officialName',
  'category',
  'longitude',
  'latitude',
  'coordinates',
  'address',
  'status',
  'listedOn',
  'documentNumber',
];

/** Fields that nearly every list has, in the order of the form, and those that wait behind a button. */
export const FIELDS: Record<ImportTarget, Record<'main' | 'other', readonly ImportField[]>> = {
  points: { main: MAIN, other: IMPORT_FIELDS.filter((field) => !MAIN.includes(field)) },
  // Of a business the note is its address.
  businesses: {
    main: ['officialName', 'category', 'note', 'longitude', 'latitude', 'coordinates'],
    other: ['externalId', 'wkt'],
  },
};

const Target = createContext<ImportTarget>('points');
export const ImportTargetProvider = Target.Provider;

export function useImportTarget(): ImportTarget {
  return useContext(Target);
}

/** The words of an import, which speak of businesses where these are imported. */
export function useImportText(): Text {
  const text = useText();
  const target = useImportTarget();
  if (target === 'points') return text;
  const { problem, field, ...words } = text.businessImports;
  const { imports } = text;
  return {
    ...text,
    imports: {
      ...imports,
      ...words,
      field: { ...imports.field, ...field },
      problem: { ...imports.problem, ...problem },
    },
  };
}
