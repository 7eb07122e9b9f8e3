import type { points as vi } from '#client/i18n/vi/points.ts';

export const points: typeof vi = {
  title: 'Complex points',
};
