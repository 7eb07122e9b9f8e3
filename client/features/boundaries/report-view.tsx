import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { CountTiles } from '#client/ui/count-tiles.tsx';
import { DataTable } from '#client/ui/data-table.tsx';
import type { BoundaryReport } from '#server/contract/boundary.ts';

import { isSpotless, compareAreas } from './area-measures.ts';
import classes from './boundaries.module.css';
import shared from '#client/ui/shared.module.css';
import { ReportFindings } from './report-findings.tsx';

const SHOWN_AT_ONCE = 8;

/** The area of each commune beside the one before, the greatest differences first. */
function AreaTable({ report }: { report: BoundaryReport }) {
  const text = useText();
  const format = useFormat();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const { boundaries } = text;
  const km2 = (area: number | null) =>
    area === null ? '—' : boundaries.squareKilometres({ area: format.number(area, 2) });
  const signed = (share: number | null) =>
    share === null ? '—' : `${share > 0 ? '+' : ''}${format.percent(share)}`;
  if (report.areas.length === 0) return null;
  return (
    <div>
      <h3>{boundaries.areas}</h3>
      <div className={classes.framed}>
        <DataTable
          label={boundaries.areas}
          head={[
            boundaries.commune,
            boundaries.code,
            boundaries.area,
            boundaries.areaBefore,
            boundaries.areaChange,
          ]}
        >
          {compareAreas(report.areas)
            .slice(0, shown)
            .map((area) => (
              <tr key={area.code}>
                <td>{communeName(area, text)}</td>
                <td className={shared.nowrap}>{area.code}</td>
                <td className={shared.nowrap}>{km2(area.areaKm2)}</td>
                <td className={shared.nowrap}>{km2(area.previousAreaKm2)}</td>
                <td className={shared.nowrap}>{signed(area.change)}</td>
              </tr>
            ))}
        </DataTable>
      </div>
      {report.areas.length > shown && (
        <Button variant="default" size="xs" mt={8} onClick={() => setShown(report.areas.length)}>
          {boundaries.showMore}{' '}
          {boundaries.count({ count: format.number(report.areas.length - shown, 0) })}
        </Button>
      )}
    </div>
  );
}

type Entry = { name: string; value: string; more?: string; waits?: boolean };

/** Report of a file: its fit with the communes, its warnings, and the effects on the points. */
export function ReportView({ report }: { report: BoundaryReport }) {
  const text = useText();
  return (
    <Stack className={classes.report} gap={20}>
      <Summary report={report} />
      <PointCounts report={report} />
      {isSpotless(report) ? (
        <p className={shared.muted}>{text.boundaries.noFindings}</p>
      ) : (
        <ReportFindings report={report} />
      )}
      <AreaTable report={report} />
    </Stack>
  );
}

function Summary({ report }: { report: BoundaryReport }) {
  const { boundaries } = useText();
  const format = useFormat();
  const { matched, expected, totalAreaKm2, previousTotalAreaKm2 } = report;
  const area = (km2: number) => boundaries.squareKilometres({ area: format.number(km2, 1) });
  return (
    <div>
      <p className={classes.matched} data-whole={matched.total === expected}>
        {boundaries.matchedOf({
          matched: format.number(matched.total, 0),
          expected: format.number(expected, 0),
        })}
      </p>
      <Entries
        entries={[
          { name: boundaries.byCode, value: format.number(matched.byCode, 0) },
          { name: boundaries.byName, value: format.number(matched.byName, 0) },
          {
            name: boundaries.totalArea,
            value: area(totalAreaKm2),
            ...(previousTotalAreaKm2 === null
              ? {}
              : { more: boundaries.previousArea({ area: area(previousTotalAreaKm2) }) }),
          },
        ]}
      />
    </div>
  );
}

function PointCounts({ report: { points } }: { report: BoundaryReport }) {
  const { boundaries } = useText();
  const format = useFormat();
  const entry = (name: string, count: number, waits = false): Entry => ({
    name,
    value: format.number(count, 0),
    waits: waits && count > 0,
  });
  const rare = [
    entry(boundaries.pointsNear, points.near, true),
    entry(boundaries.pointsOutside, points.outside, true),
    entry(boundaries.pointsChosenLost, points.chosenLost, true),
    entry(boundaries.pointsSuccessorsAsked, points.successorsAsked ?? 0, true),
    entry(boundaries.pointsSuccessorsUnknown, points.successorsUnknown ?? 0, true),
  ].filter(({ waits }) => waits);
  return (
    <div>
      <h3>{boundaries.points}</h3>
      <Entries
        entries={[
          entry(boundaries.pointsTotal, points.total),
          entry(boundaries.pointsChanged, points.leadChanged, true),
          entry(boundaries.pointsUncertain, points.uncertain, true),
          ...rare,
        ]}
      />
    </div>
  );
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  return (
    <CountTiles
      width={144}
      tiles={entries.map(({ name, value, more, waits = false }) => ({
        name,
        tone: waits ? 'waits' : 'plain',
        value: (
          <>
            {value}
            {more !== undefined && (
              <Text span display="block" size="xs" c="dimmed" fw={400}>
                {more}
              </Text>
            )}
          </>
        ),
      }))}
    />
  );
}
