import { Fragment } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import {
  codesOf,
  figuresOf,
  type WeeklyFigure,
  type WeeklyFigures,
} from '#server/contract/weekly-sheet.ts';

import { FIGURE_GROUPS, type FigureGroup } from './figure-groups.ts';
import shared from '#client/ui/shared.module.css';
import classes from './weekly-sheets.module.css';

/** On one page there is room for so many codes of a figure. */
const SHOWN_CODES = 8;

/**
 * Every figure with how it is counted; where an earlier version is given, what it said stands beside those
 * that differ.
 */
export function SheetFigures({
  figures,
  before,
}: {
  figures: WeeklyFigures;
  /** The version before, to compare with. */
  before: { version: number; figures: WeeklyFigures } | null;
}) {
  return (
    <div className={classes.groups}>
      {FIGURE_GROUPS.map((group) => (
        <Group key={group.name} group={group} figures={figures} before={before} />
      ))}
    </div>
  );
}

function Group({
  group,
  figures,
  before,
}: {
  group: FigureGroup;
  figures: WeeklyFigures;
  before: { version: number; figures: WeeklyFigures } | null;
}) {
  const { weeklySheets: own } = useText();
  const titleId = `weekly-${group.name}`;
  const known = figuresOf(figures).filter((figure) => group.figures.includes(figure));
  return (
    <section aria-labelledby={titleId} className={classes.group}>
      <h3 id={titleId}>{own.group[group.name]}</h3>
      <dl>
        {known.map((figure) => (
          <Figure
            key={figure}
            figure={figure}
            figures={figures}
            before={before?.figures.counts[figure] ?? null}
          />
        ))}
      </dl>
    </section>
  );
}

function Figure({
  figure,
  figures,
  before,
}: {
  figure: WeeklyFigure;
  figures: WeeklyFigures;
  before: number | null;
}) {
  const { weeklySheets: own } = useText();
  const format = useFormat();
  const count = figures.counts[figure];
  const codes = codesOf(figures, figure);
  const changed = before !== null && before !== count;
  return (
    <div data-changed={changed}>
      <dt>
        {own.figure[figure]}
        <span className={classes.definition}>{own.definition[figure]}</span>
        {codes.length > 0 && <Codes codes={codes} />}
      </dt>
      <dd>
        {format.number(count, 0)}
        {changed && (
          <span className={classes.was}>{own.was({ before: format.number(before, 0) })}</span>
        )}
      </dd>
    </div>
  );
}

function Codes({ codes }: { codes: readonly string[] }) {
  const { weeklySheets: own } = useText();
  const format = useFormat();
  const shown = codes.slice(0, SHOWN_CODES);
  const rest = codes.length - SHOWN_CODES;
  return (
    <span className={classes.codes}>
      {own.codes}{' '}
      {shown.map((code, place) => (
        <Fragment key={code}>
          <span className={shared.nowrap}>{place < shown.length - 1 ? `${code},` : code}</span>{' '}
        </Fragment>
      ))}
      {rest > 0 && own.moreCodes({ count: format.number(rest, 0) })}
    </span>
  );
}
