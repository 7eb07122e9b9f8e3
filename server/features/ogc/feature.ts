import type { Feature } from '#server/feature.ts';

export const ogc = {
  uses: ['ground', 'points'],
} as const satisfies Feature;
