import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import type { RoadReport } from '#server/contract/road-network.ts';
import counted from '#client/ui/counted-facts.module.css';
import { FactList } from '#client/ui/fact-list.tsx';

import classes from './roads.module.css';

/** Report of a road file: the length of road for each vehicle, and the parts cut off from the rest. */
export function RoadReportView({ report }: { report: RoadReport }) {
  const { geodata: text } = useText();
  const format = useFormat();
  const number = (count: number) => format.number(count, 0);
  const length = (kilometres: number) => text.kilometres({ km: format.number(kilometres, 1) });
  const facts: [string, string][] = [
    [text.length, length(report.kilometres)],
    [text.nodes, number(report.nodes)],
    [text.ways, number(report.ways)],
    [text.edges, number(report.edges)],
    [text.closedWays, number(report.closedWays)],
    [text.cutWays, number(report.cutWays)],
  ];
  return (
    <div className={classes.stack}>
      <h3>{text.found}</h3>
      <FactList className={counted.facts} facts={facts} />
      <DataTable
        label={text.perVehicle}
        head={[
          text.vehicleHead,
          text.length,
          text.oneWay,
          text.islands,
          text.islandLength,
          text.largestIslands,
        ]}
      >
        {report.vehicles.map((one) => (
          <tr key={one.vehicle}>
            <td>{text.vehicle[one.vehicle]}</td>
            <td className={classes.numeric}>{length(one.kilometres)}</td>
            <td className={classes.numeric}>{number(one.oneWay)}</td>
            <td className={classes.numeric}>{number(one.islands)}</td>
            <td className={classes.numeric}>{length(one.islandKilometres)}</td>
            <td className={classes.numeric}>
              {one.largestIslands.slice(0, 3).map(({ kilometres, at }) => (
                <span key={at.join()} className={classes.line}>
                  {`${length(kilometres)}: ${format.coordinates(at)}`}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </DataTable>
      <p className={classes.note}>{text.islandsMore}</p>
    </div>
  );
}
