import { IconHelpCircle } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';

import { CheckDue } from '#client/features/checks/check-due.tsx';
import { RepliedSign } from '#client/features/replies/replied-sign.tsx';
import { LateDays } from '#client/forms/late-entry.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FlagBadge } from '#client/ui/status-badge.tsx';
import { StatusShape } from '#client/ui/status-shape.tsx';
import type { PointSummary } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

import classes from './point-list.module.css';

/** One point of the list: everything that its mark on the map says, in words. */
export function PointRow({
  point,
  category,
  on,
  chosen,
  tabbable,
  onOpen,
  onPointed,
  onKeyDown,
}: {
  point: PointSummary;
  /** Name of its category. */
  category: string;
  /** The day that the list shows. */
  on: IsoDate;
  chosen: boolean;
  /** Only one row is in the tab order; arrows move between rows. */
  tabbable: boolean;
  onOpen: () => void;
  onPointed: (point: PointSummary | null) => void;
  onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void;
}) {
  const suspected = point.flags.includes('suspected');
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes.row}
        data-point={point.id}
        data-status={point.status}
        aria-current={chosen ? 'true' : undefined}
        tabIndex={tabbable ? 0 : -1}
        onClick={onOpen}
        onKeyDown={onKeyDown}
        onFocus={() => onPointed(point)}
        onBlur={() => onPointed(null)}
        onPointerEnter={() => onPointed(point)}
        onPointerLeave={() => onPointed(null)}
      >
        <span className={classes.sign}>
          <StatusShape status={point.status} suspected={suspected} size={suspected ? 26 : 22} />
        </span>
        <RowBody point={point} category={category} on={on} />
      </button>
    </li>
  );
}

function RowBody({ point, category, on }: { point: PointSummary; category: string; on: IsoDate }) {
  const text = useText();
  const format = useFormat();
  return (
    <span className={classes.body}>
      <span className={classes.name}>{point.officialName}</span>
      <span className={classes.state}>
        <strong>{text.register.status[point.status]}</strong>{' '}
        {text.pointsList.since({ date: format.date(point.statusSince) })}
        {point.recurrences > 0 && (
          <> · {text.pointsList.recurrences({ count: format.number(point.recurrences, 0) })}</>
        )}
      </span>
      {point.reply === 'filed' && <RepliedSign />}
      <CheckDue point={point} on={on} />
      {point.lateDays > 0 && <LateDays days={point.lateDays} />}
      <span className={classes.where}>
        {point.code} · {category} · <Communes point={point} />
      </span>
      {point.flags.length > 0 && (
        <span className={classes.flags}>
          {point.flags.map((flag) => (
            <FlagBadge key={flag} flag={flag} />
          ))}
        </span>
      )}
    </span>
  );
}

function Communes({ point }: { point: PointSummary }) {
  const text = useText();
  const format = useFormat();
  const lead = point.communes.find((commune) => commune.lead) ?? point.communes[0];
  const others = point.communes.length - 1;
  if (lead === undefined) return null;
  return (
    <span className={classes.communes}>
      {communeName(lead, text)}
      {others > 0 && ` ${text.pointsList.otherCommunes({ count: format.number(others, 0) })}`}
      {point.communeUncertain && (
        <span className={classes.uncertain} title={text.pointsList.uncertain}>
          <IconHelpCircle size={14} stroke={1.6} aria-hidden="true" />
          <span className="visually-hidden">{text.pointsList.uncertain}</span>
        </span>
      )}
    </span>
  );
}
