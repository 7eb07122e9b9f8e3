import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import classes from './analysis.module.css';
import { USED_PARAMETERS } from './method-parameters.ts';

/** The query of the answer that is shown; the form may have changed since. */
export function PlaceQueryLine({ result: { query, period } }: { result: PlaceAnalysis }) {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const used = USED_PARAMETERS[query.method];
  const number = (value: number) => format.number(value, 0);
  const parts = [
    own.method[query.method],
    own.subject[query.subject],
    query.origin === null ? null : own.origin[query.origin],
    `${format.date(period.from)} – ${format.date(period.to)}`,
    used.has('cell') ? `${own.cellLabel}: ${number(query.cell)}` : null,
    used.has('radius') ? `${own.radiusLabel}: ${number(query.radius)}` : null,
    used.has('days') ? `${own.daysLabel}: ${number(query.days)}` : null,
    used.has('per') ? own.per[query.per] : null,
  ];
  return <p className={classes.run}>{parts.filter((part) => part !== null).join(' · ')}</p>;
}
