import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { figuresIn, type ReportContent } from '#server/contract/report.ts';

import type { FigureDifference } from './differences.ts';

import classes from './reports.module.css';

/** Above figures, which end at the right. */
function right(title: string) {
  return <span className={classes.numberHead}>{title}</span>;
}

/** Every figure beside the period before; where a version before said something else, that too. */
export function ReportFiguresTable({
  content,
  differences,
}: {
  content: ReportContent;
  differences: readonly FigureDifference[];
}) {
  const { reports: own } = useText();
  const format = useFormat();
  return (
    <DataTable
      label={own.figures}
      head={[own.figureLabel, right(own.thisPeriod), right(own.periodBefore)]}
    >
      {figuresIn(content).map((figure) => {
        const changed = differences.find((one) => one.figure === figure);
        return (
          <tr key={figure} data-changed={changed !== undefined}>
            <td>{own.figure[figure]}</td>
            <td className={classes.number}>
              {format.number(content.figures[figure], 0)}
              {changed !== undefined && (
                <span className={classes.was}>
                  {own.was({ before: format.number(changed.before, 0) })}
                </span>
              )}
            </td>
            <td className={classes.number}>{format.number(content.before[figure], 0)}</td>
          </tr>
        );
      })}
    </DataTable>
  );
}

/** Progress of the indicators of the year's plan on the evening of the report. */
export function TargetTable({ content }: { content: ReportContent }) {
  const text = useText();
  const own = text.reports;
  const format = useFormat();
  const [first] = content.targets;
  if (first === undefined) return <p className={classes.small}>{own.noPlan}</p>;
  const amount = (shape: string, value: number | null) => {
    if (value === null) return '–';
    return shape === 'amount' ? format.number(value) : format.percent(value, 0);
  };
  return (
    <DataTable
      label={own.targets({ plan: first.plan })}
      head={[own.targets({ plan: first.plan }), right(own.asked), right(own.done), own.judged]}
    >
      {content.targets.map((target) => (
        <tr key={target.wording}>
          <td className={classes.wording}>{target.wording}</td>
          <td className={classes.number}>{amount(target.shape, target.target)}</td>
          <td className={classes.number}>
            {target.outOf === null
              ? amount('amount', target.amount)
              : `${format.number(target.amount ?? 0)}/${format.number(target.outOf)}`}
            {(target.own ?? 0) > 0 && (
              <small className={classes.small}>
                {' '}
                {text.tips.ownOf({ amount: format.number(target.own ?? 0, 0) })}
              </small>
            )}
          </td>
          <td className={classes.judged}>{text.plans.state[target.state]}</td>
        </tr>
      ))}
    </DataTable>
  );
}
