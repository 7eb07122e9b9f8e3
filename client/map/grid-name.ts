import type { Text } from '#client/i18n/use-text.ts';
import type { Vn2000Grid } from '#server/contract/point-import.ts';

/** The name of a grid of VN-2000 as surveyors say it: its width in degrees, and its zone or central meridian. */
export function gridName(grid: Vn2000Grid, { imports }: Pick<Text, 'imports'>): string {
  const [family, zone = ''] = grid.split('-');
  return family === 'utm' ? imports.gridUtm({ zone }) : imports.gridTm3({ meridian: zone });
}
