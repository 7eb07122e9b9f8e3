import { useText } from '#client/i18n/use-text.ts';

import classes from './analysis.module.css';

/** Legend of the marks and lines of the funnel. */
export function FunnelLegend() {
  const { analysis } = useText();
  return (
    <ul className={classes.legend}>
      <li>
        <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
          <circle r="4.5" fill="none" stroke="var(--db-text-muted)" strokeWidth="1.5" />
        </svg>
        {analysis.legendWithin}
      </li>
      <li>
        <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
          <path d="M0,-6 L6,5 L-6,5 Z" fill="var(--db-danger)" />
        </svg>
        {analysis.legendAbove}
      </li>
      <li>
        <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
          <path d="M-5,-5 H5 V5 H-5 Z" fill="var(--db-accent)" />
        </svg>
        {analysis.legendBelow}
      </li>
      <li>
        <svg width="28" height="16" viewBox="0 0 28 16" aria-hidden="true">
          <path d="M0,8 H28" stroke="var(--db-text)" strokeWidth="1.5" />
        </svg>
        {analysis.limitAction}
      </li>
      <li>
        <svg width="28" height="16" viewBox="0 0 28 16" aria-hidden="true">
          <path
            d="M0,8 H28"
            stroke="var(--db-text-muted)"
            strokeWidth="1.2"
            strokeDasharray="5 4"
          />
        </svg>
        {analysis.limitWarning}
      </li>
    </ul>
  );
}
