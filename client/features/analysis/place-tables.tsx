import { Button } from '@mantine/core';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import classes from './analysis.module.css';
import { pValue } from './p-value.ts';

/** More rows than this help nobody; the strongest come first. */
const MOST_ROWS = 40;
const FEW_ROWS = 10;

type Shown = { result: PlaceAnalysis; onShow: (ring: readonly LonLat[]) => void };

/** The figures behind the map. */
export function PlaceTables(shown: Shown) {
  const { result } = shown;
  if (result.hotSpots.length > 0) return <HotTable {...shown} />;
  if (result.emerging.length > 0) return <EmergingTable {...shown} />;
  if (result.repeats.length > 0) return <RepeatTable result={result} />;
  if (result.density.length > 0) return <DensityTable {...shown} />;
  return result.clusters.length > 0 ? <ScanTable {...shown} /> : null;
}

function ShowButton({ ring, onShow }: { ring: readonly LonLat[]; onShow: Shown['onShow'] }) {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const [corner = [0, 0], , opposite = [0, 0]] = ring;
  const middle: LonLat = [(corner[0] + opposite[0]) / 2, (corner[1] + opposite[1]) / 2];
  const at = format.coordinates(middle);
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-label={`${own.show}: ${at}`}
      onClick={() => onShow(ring)}
    >
      {at}
    </Button>
  );
}

function HotTable({ result, onShow }: Shown) {
  const { placeAnalysis: own } = useText();
  const columns = own.cellColumns;
  const format = useFormat();
  const rows = result.hotSpots
    .toSorted((a, b) => a.adjustedP - b.adjustedP || Math.abs(b.z) - Math.abs(a.z))
    .slice(0, MOST_ROWS);
  return (
    <DataTable
      label={own.method.hot_spots}
      head={[columns.place, columns.events, columns.checks, columns.z, columns.p, columns.adjusted]}
    >
      {rows.map((cell) => (
        <tr key={cell.ring.join()}>
          <td>
            <ShowButton ring={cell.ring} onShow={onShow} />
          </td>
          <td className={classes.number}>{format.number(cell.events)}</td>
          <td className={classes.number}>{format.number(cell.checks)}</td>
          <td className={classes.number}>{format.number(cell.z, 2)}</td>
          <td className={classes.number}>{pValue(cell.p, format)}</td>
          <td className={classes.number}>{pValue(cell.adjustedP, format)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function EmergingTable({ result, onShow }: Shown) {
  const { placeAnalysis: own } = useText();
  const columns = own.cellColumns;
  const format = useFormat();
  return (
    <DataTable
      label={own.method.emerging}
      head={[columns.place, columns.pattern, columns.events, columns.checks, columns.trend]}
    >
      {result.emerging.slice(0, MOST_ROWS).map((cell) => (
        <tr key={cell.ring.join()}>
          <td>
            <ShowButton ring={cell.ring} onShow={onShow} />
          </td>
          <td>
            {own.pattern[cell.pattern]} ({own.temperature[cell.temperature]})
          </td>
          <td className={classes.number}>{format.number(cell.events)}</td>
          <td className={classes.number}>{format.number(cell.checks)}</td>
          <td className={classes.number}>{format.number(cell.trendZ, 2)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function RepeatTable({ result }: { result: PlaceAnalysis }) {
  const { placeAnalysis: own } = useText();
  const columns = own.repeatColumns;
  const format = useFormat();
  return (
    <DataTable
      label={own.method.near_repeat}
      head={[
        columns.metres,
        columns.days,
        columns.observed,
        columns.expected,
        columns.ratio,
        columns.adjusted,
      ]}
    >
      {result.repeats.map((cell) => (
        <tr key={`${cell.metres} ${cell.days}`}>
          <td>
            {cell.metres === 0 ? own.samePlace : own.upTo({ value: format.distance(cell.metres) })}
          </td>
          <td>{own.upTo({ value: format.days(cell.days) })}</td>
          <td className={classes.number}>{format.number(cell.observed)}</td>
          <td className={classes.number}>{format.number(cell.expected)}</td>
          <td className={classes.number}>
            {cell.ratio === null ? '–' : format.number(cell.ratio, 2)}
          </td>
          <td className={classes.number}>{pValue(cell.adjustedP, format)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function DensityTable({ result, onShow }: Shown) {
  const { placeAnalysis: own } = useText();
  const columns = own.cellColumns;
  const format = useFormat();
  const densest = result.density.toSorted((a, b) => b.density - a.density).slice(0, FEW_ROWS);
  return (
    <DataTable label={own.method.density} head={[columns.place, columns.density]}>
      {densest.map((cell) => (
        <tr key={cell.ring.join()}>
          <td>
            <ShowButton ring={cell.ring} onShow={onShow} />
          </td>
          <td className={classes.number}>{format.number(cell.density, 2)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function ScanTable({ result, onShow }: Shown) {
  const { placeAnalysis: own } = useText();
  const columns = own.scanColumns;
  const format = useFormat();
  return (
    <DataTable
      label={own.method.scan}
      head={[
        columns.cluster,
        columns.from,
        columns.radius,
        columns.places,
        columns.cases,
        columns.expected,
        columns.p,
        columns.every,
      ]}
    >
      {result.clusters.map((cluster, i) => (
        <tr key={cluster.ring.join()}>
          <td>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`${own.show}: ${own.cluster({ number: String(i + 1) })}`}
              onClick={() => onShow(cluster.ring)}
            >
              {own.cluster({ number: String(i + 1) })}
            </Button>
          </td>
          <td>{format.date(cluster.from)}</td>
          <td className={classes.number}>{format.distance(cluster.radius)}</td>
          <td className={classes.number}>{format.number(cluster.places)}</td>
          <td className={classes.number}>{format.number(cluster.cases)}</td>
          <td className={classes.number}>{format.number(cluster.expected)}</td>
          <td className={classes.number}>{pValue(cluster.p, format)}</td>
          <td className={classes.number}>
            {own.everyDays({ days: format.days(Math.round(cluster.recurrenceDays)) })}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
