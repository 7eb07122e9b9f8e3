import type { CSSProperties, ReactNode } from 'react';

import classes from './count-tiles.module.css';

export type CountTile = {
  name: string;
  value: ReactNode;
  tone: 'plain' | 'good' | 'waits' | 'bad';
};

/** Figures side by side, each with its name; as many in a row as fit at `width` pixels each. */
export function CountTiles({ tiles, width }: { tiles: readonly CountTile[]; width: number }) {
  const style: CSSProperties & Record<'--tile-width', string> = { '--tile-width': `${width}px` };
  return (
    <dl className={classes.tiles} style={style}>
      {tiles.map(({ name, value, tone }) => (
        <div key={name} data-tone={tone}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
