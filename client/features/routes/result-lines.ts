import type { Text } from '#client/i18n/use-text.ts';

import type { ResultContext, ResultValues } from './result-entry.ts';

/** Lines that preview the record. */
export function resultLines(
  { stop }: Pick<ResultContext, 'stop'>,
  values: ResultValues,
  text: Text,
): { label: string; value: string }[] {
  const { field, sheet } = text.routes;
  const { result, obstacle, inspection } = values;
  const hindered = result === 'could_not_check';
  return [
    {
      label: sheet.place,
      value: stop.code === null ? stop.name : `${stop.code}, ${stop.name}`,
    },
    { label: text.routes.result, value: result === null ? '…' : field.results[result] },
    ...(hindered
      ? [
          {
            label: field.obstacle,
            value: obstacle === null ? '…' : text.checks.obstacles[obstacle],
          },
        ]
      : []),
    ...(!hindered && inspection !== null
      ? [{ label: field.inspection, value: field.inspections[inspection] }]
      : []),
  ];
}
