import { createContext, useContext } from 'react';

import { useText, type Text } from '#client/i18n/use-text.ts';
import type { ImportField } from '#server/contract/point-import.ts';

/** Target of an import: the register of points, or that of businesses to inspect. */
export type ImportTarget = 'points' | 'businesses';

/** Fields that nearly every list has, in the order of the form, and those that wait behind a button. */
export const FIELDS: Record<ImportTarget, Record<'main' | 'other', readonly ImportField[]>> = {
  points: {
    main: [
      'officialName',
      'category',
      'longitude',
      'latitude',
      'coordinates',
      'address',
      'status',
      'listedOn',
      'documentNumber',
    ],
    other: [
      'externalId',
      'aliases',
      'kind',
      'wkt',
      'communeCode',
      'communeName',
      'eliminatedOn',
      'handedOverOn',
      'note',
      'locationErrorMetres',
    ],
  },
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
