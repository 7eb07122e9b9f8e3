import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { SURVIVAL_DAYS, type SurvivalCurve } from '#server/contract/survival.ts';

import classes from './analysis.module.css';

/** The figures behind the curves, with how many were still watched at each. */
export function SurvivalTable({
  curves,
}: {
  curves: readonly (SurvivalCurve & { name: string })[];
}) {
  const { analysis } = useText();
  const columns = analysis.survivalColumns;
  const format = useFormat();
  const standing = (curve: SurvivalCurve, days: number): string => {
    const at = curve.at.find((one) => one.days === days);
    if (at === undefined) return analysis.none;
    const bounds =
      at.interval === null
        ? ''
        : ` (${format.percent(at.interval[0], 0)}–${format.percent(at.interval[1], 0)})`;
    return `${format.percent(at.survival, 0)}${bounds}`;
  };
  return (
    <div style={{ marginTop: 16 }}>
      <DataTable
        label={analysis.survivalTitle}
        head={[
          columns.group,
          columns.closures,
          columns.recurrences,
          ...SURVIVAL_DAYS.flatMap((days) => [
            columns.at({ days: format.number(days) }),
            analysis.atRisk,
          ]),
          columns.median,
          columns.mean,
        ]}
      >
        {curves.map((curve) => (
          <tr key={curve.key} className={classes.riskTable}>
            <td>{curve.name}</td>
            <td className={classes.number}>{format.number(curve.closures)}</td>
            <td className={classes.number}>{format.number(curve.recurrences)}</td>
            {SURVIVAL_DAYS.flatMap((days) => [
              <td key={`${days} quiet`} className={classes.number}>
                {standing(curve, days)}
              </td>,
              <td key={`${days} risk`} className={classes.number}>
                {format.number(curve.at.find((one) => one.days === days)?.atRisk ?? 0)}
              </td>,
            ])}
            <td className={classes.number}>
              {curve.medianDays === null ? analysis.notReached : format.number(curve.medianDays)}
            </td>
            <td className={classes.number}>
              {curve.restrictedMean === null
                ? analysis.watchedFor({ days: format.number(curve.lastDays, 0) })
                : format.number(curve.restrictedMean, 0)}
            </td>
          </tr>
        ))}
      </DataTable>
    </div>
  );
}
