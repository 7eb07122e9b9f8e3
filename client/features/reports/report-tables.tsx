import { Box } from '@mantine/core';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { figuresIn, type ReportContent } from '#server/contract/report.ts';

import type { FigureDifference } from './differences.ts';

import shared from '#client/ui/shared.module.css';

/** Above figures, which end at the right. */
function right(title: string) {
  return (
    <Box component="span" display="block" ta="right">
      {title}
    </Box>
  );
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
            <Box component="td" ta="right">
              {format.number(content.figures[figure], 0)}
              {changed !== undefined && (
                <Box
                  component="span"
                  className={shared.nowrap}
                  display="block"
                  fz="xs"
                  c="var(--db-warning)"
                >
                  {own.was({ before: format.number(changed.before, 0) })}
                </Box>
              )}
            </Box>
            <Box component="td" ta="right">
              {format.number(content.before[figure], 0)}
            </Box>
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
  if (first === undefined) return <p className={shared.note}>{own.noPlan}</p>;
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
          <Box component="td" miw={180}>
            {target.wording}
          </Box>
          <Box component="td" ta="right">
            {amount(target.shape, target.target)}
          </Box>
          <Box component="td" ta="right">
            {target.outOf === null
              ? amount('amount', target.amount)
              : `${format.number(target.amount ?? 0)}/${format.number(target.outOf)}`}
            {(target.own ?? 0) > 0 && (
              <small className={shared.note}>
                {' '}
                {text.tips.ownOf({ amount: format.number(target.own ?? 0, 0) })}
              </small>
            )}
          </Box>
          <td className={shared.nowrap}>{text.plans.state[target.state]}</td>
        </tr>
      ))}
    </DataTable>
  );
}
