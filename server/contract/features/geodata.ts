import type { FeatureDeclaration } from './declaration.ts';

/** Addresses and roads. */
export const GEODATA = {
  screens: {
    geodata: { vi: 'Địa chỉ, đường', en: 'Addresses, roads' },
  },
} as const satisfies FeatureDeclaration;
