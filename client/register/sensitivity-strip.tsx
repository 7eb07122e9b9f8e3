import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { sensitivityQuery, type SensitivityScope } from '#client/api/signals.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import type { PointKind } from '#server/contract/point.ts';
import type { Sensitivity } from '#server/contract/signal.ts';

import shared from '#client/ui/shared.module.css';
import classes from './sensitivity-strip.module.css';

/**
 * Figure of recurrences with half and double the radius and the window. Unverified signals are shown beside it,
 * those in the ring apart: possible displacement, never a recurrence.
 */
export function SensitivityStrip({
  scope,
  kind = null,
  about,
}: {
  scope: SensitivityScope;
  /** Null: places of both kinds, each by its own radius. */
  kind?: PointKind | null;
  /** Name of the figure, where the place of the strip does not give it. */
  about?: string;
}) {
  const { signals: own } = useText();
  const [open, setOpen] = useState(false);
  const answer = useQuery({ ...sensitivityQuery(scope), enabled: open });
  return (
    <section className={`${classes.strip} screen-only`} aria-label={own.sensitivity}>
      <button
        type="button"
        className={classes.disclosure}
        aria-expanded={open}
        data-sensitivity
        onClick={() => setOpen(!open)}
      >
        <IconChevronDown size={18} stroke={1.6} aria-hidden="true" data-open={open} />
        {own.sensitivity}
      </button>
      {open && (
        <>
          {answer.isPending && <LoadingRows rows={3} height={24} />}
          <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
          {about !== undefined && <p className={shared.aside}>{about}</p>}
          {answer.data !== undefined && <Figures figures={answer.data} kind={kind} />}
        </>
      )}
    </section>
  );
}

function Figures({ figures, kind }: { figures: Sensitivity; kind: PointKind | null }) {
  const { signals: own, signalMeasures } = useText();
  const format = useFormat();
  const { cells, radiusMetres, windowDays } = figures;
  const { business, public_area: area } = radiusMetres;
  const radii = kind === null ? [business, area] : [radiusMetres[kind]];
  const radiusTimes = (factor: number) =>
    radii.map((radius) => unbroken(format.distance(radius * factor))).join(' · ');
  const byRadius = cells
    .filter(({ windowFactor }) => windowFactor === 1)
    .toSorted((a, b) => a.radiusFactor - b.radiusFactor);
  const byWindow = cells
    .filter(({ radiusFactor }) => radiusFactor === 1)
    .toSorted((a, b) => a.windowFactor - b.windowFactor);
  return (
    <>
      <p className={shared.aside}>
        {own.sensitivityMore}
        {kind === null && ` ${own.bothKinds}`}
      </p>
      <table className={classes.table}>
        <caption className="visually-hidden">{own.sensitivity}</caption>
        <tbody>
          <tr>
            <th scope="row">{own.byRadius({ window: format.days(windowDays) })}</th>
            {byRadius.map((cell) => (
              <Count key={cell.radiusFactor} cell={cell} now={cell.radiusFactor === 1}>
                {radiusTimes(cell.radiusFactor)}
              </Count>
            ))}
          </tr>
          <tr>
            <th scope="row">{own.byWindow({ radius: radiusTimes(1) })}</th>
            {byWindow.map((cell) => (
              <Count key={cell.windowFactor} cell={cell} now={cell.windowFactor === 1}>
                {format.days(Math.round(windowDays * cell.windowFactor))}
              </Count>
            ))}
          </tr>
        </tbody>
      </table>
      <p className={shared.aside}>
        {own.displaced({ count: format.number(figures.displaced, 0) })}{' '}
        {own.sensitivityOrigin({ origin: figures.origin })}{' '}
        <Link to="/signal-measures">{signalMeasures.link}</Link>
      </p>
    </>
  );
}

/** A number and its unit stay on one line. */
function unbroken(words: string): string {
  return words.replaceAll(' ', '\u00a0');
}

function Count({
  cell,
  now,
  children,
}: {
  cell: Sensitivity['cells'][number];
  now: boolean;
  /** Name of the parameters. */
  children: ReactNode;
}) {
  const { signals: own } = useText();
  const format = useFormat();
  return (
    <td data-now={now}>
      <span className={shared.aside}>{children}</span>
      <br />
      <strong>{format.number(cell.confirmed, 0)}</strong>
      {cell.unverified > 0 && (
        <span className={shared.aside}>
          {' '}
          {own.unverifiedBeside({ count: format.number(cell.unverified, 0) })}
        </span>
      )}
    </td>
  );
}
