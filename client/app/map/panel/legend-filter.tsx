import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import type { View } from '#client/app/map/use-view.ts';
import { toggled, type Filter } from '#client/register/filter.ts';
import { pointCountsQuery } from '#client/register/queries.ts';
import type { ListRegion } from '#client/register/region.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FlagShape, StatusShape } from '#client/ui/status-shape.tsx';
import {
  POINT_FLAGS,
  REPORTED_STATUSES,
  type PointFlag,
  type PointStatus,
} from '#server/contract/point.ts';

import classes from './legend-filter.module.css';

const LOUDEST_FIRST: readonly PointStatus[] = [
  ...REPORTED_STATUSES.toReversed(),
  'proposed',
  'not_recognised',
  'delisted',
];
const SUSPECTED_FIRST: readonly PointFlag[] = [
  'suspected',
  ...POINT_FLAGS.filter((flag) => flag !== 'suspected'),
];

type LegendProps = {
  filter: Filter;
  region: ListRegion;
  onChange: View['setFilter'];
};

/** The legend of the map that is its filter as well: sign, word and how many there would be. */
export function StatusLegend({
  filter,
  region,
  onChange,
  brief,
}: LegendProps & { brief: boolean }) {
  const text = useText();
  // How many of each there are if this part of the filter did not narrow.
  const { data } = useQuery(pointCountsQuery({ ...filter, status: [] }, region));
  const shown = brief
    ? LOUDEST_FIRST.filter((status, place) => place < 4 || filter.status.includes(status))
    : LOUDEST_FIRST;
  return (
    <fieldset className={classes.grid} aria-label={text.pointsList.status}>
      {shown.map((status) => (
        <LegendToggle
          key={status}
          sign={<StatusShape status={status} size={20} />}
          word={text.register.status[status]}
          count={data === undefined ? undefined : (data.status[status] ?? 0)}
          pressed={filter.status.includes(status)}
          loud={status === 'recurring'}
          onToggle={() => onChange((newest) => ({ status: toggled(newest.status, status) }))}
        />
      ))}
    </fieldset>
  );
}

export function FlagLegend({ filter, region, onChange, brief }: LegendProps & { brief: boolean }) {
  const text = useText();
  const { data } = useQuery(pointCountsQuery({ ...filter, flag: [] }, region));
  const shown = brief
    ? SUSPECTED_FIRST.filter((flag, place) => place < 2 || filter.flag.includes(flag))
    : SUSPECTED_FIRST;
  return (
    <fieldset className={classes.grid} aria-label={text.pointsList.flag}>
      {shown.map((flag) => (
        <LegendToggle
          key={flag}
          sign={<FlagShape flag={flag} size={20} />}
          word={text.register.flag[flag]}
          meaning={text.register.flagMeaning[flag]}
          count={data === undefined ? undefined : (data.flag[flag] ?? 0)}
          pressed={filter.flag.includes(flag)}
          loud={flag === 'suspected'}
          onToggle={() => onChange((newest) => ({ flag: toggled(newest.flag, flag) }))}
        />
      ))}
    </fieldset>
  );
}

function LegendToggle({
  sign,
  word,
  meaning,
  count,
  pressed,
  loud,
  onToggle,
}: {
  sign: ReactNode;
  word: string;
  meaning?: string;
  count: number | undefined;
  pressed: boolean;
  loud: boolean;
  onToggle: () => void;
}) {
  const format = useFormat();
  return (
    <button
      type="button"
      className={classes.toggle}
      aria-pressed={pressed}
      data-empty={count === 0}
      data-loud={loud && (count ?? 0) > 0}
      title={meaning}
      onClick={onToggle}
    >
      {sign}
      <span className={classes.word}>{word}</span>
      <span className={classes.count}>{count === undefined ? '' : format.number(count, 0)}</span>
    </button>
  );
}
