import type { Survival } from './survival.ts';

/** Closures and recurrences of the curves shown. The curve of the city holds those of its communes already. */
export function closuresOf({ curves }: Pick<Survival, 'curves'>): {
  closures: number;
  recurrences: number;
} {
  const city = curves.filter(({ key }) => key === 'all');
  const counted = city.length === 0 ? curves : city;
  return {
    closures: counted.reduce((sum, curve) => sum + curve.closures, 0),
    recurrences: counted.reduce((sum, curve) => sum + curve.recurrences, 0),
  };
}
