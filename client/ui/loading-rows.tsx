import { useFirstText } from '#client/i18n/use-text.ts';

import classes from './loading-rows.module.css';

/** Stands where a list will be, in its shape, so that nothing jumps when it comes. */
export function LoadingRows({ rows = 6, height = 20 }: { rows?: number; height?: number }) {
  const text = useFirstText();
  return (
    <output className={classes.rows}>
      <span className="visually-hidden">{text.common.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span
          key={row}
          className={classes.row}
          style={{ height, width: `${92 - ((row * 13) % 34)}%` }}
        />
      ))}
    </output>
  );
}
