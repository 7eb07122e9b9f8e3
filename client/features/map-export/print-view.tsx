import { Button, MantineProvider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { MapRef } from '@vis.gl/react-maplibre';
import { Suspense, useState, useMemo, useRef } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PurposeField } from '#client/forms/export-dialog.tsx';
import { Form } from '#client/forms/form.tsx';
import { useExport, type LoggedExport } from '#client/forms/use-export.ts';
import { today } from '#client/i18n/today.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import type { SettledCamera } from '#client/map/camera.ts';
import { useMarks } from '#client/map/clusters/use-marks.ts';
import { RING_METRES } from '#client/map/distance-rings.tsx';
import { printedScale } from '#client/map/metres-per-pixel.ts';
import { PointsMap } from '#client/map/points-map.tsx';
import { useConditions } from '#client/register/describe-filter.ts';
import { readFilter, filterQueryText, type Filter } from '#client/register/filter.ts';
import { pointCountsQuery } from '#client/register/queries.ts';
import { useRingedPoint } from '#client/register/ringed-point.ts';
import { cameraOf, type ViewSearch } from '#client/register/view-search.ts';
import { FlagShape, StatusShape } from '#client/ui/status-shape.tsx';
import { resolveCssVariables, theme } from '#client/ui/theme.ts';
import { ScreenTitle } from '#client/ui/screen-title.tsx';
import type { ExportReceipt } from '#server/contract/export.ts';
import type { LonLat } from '#server/contract/geo.ts';
import { REPORTED_STATUSES } from '#server/contract/point.ts';

import { useMapOrder } from './use-map-order.ts';
import classes from './print-view.module.css';
import { groundSource, useSheetWords } from './sheet-words.ts';

const NO_AREA: readonly LonLat[] = [];

type SheetProps = { search: ViewSearch; purpose: string; receipt: ExportReceipt };

const SHEET_ID = 'print-sheet';
const NO_PADDING = { top: 8, right: 8, bottom: 8, left: 8 };

/** Paper is white, whatever the screen is: the sheet has the light colours to itself. */
function PrintSheet(props: SheetProps) {
  return (
    <div id={SHEET_ID}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveCssVariables}
        cssVariablesSelector={`#${SHEET_ID}`}
        getRootElement={() => document.getElementById(SHEET_ID) ?? undefined}
        forceColorScheme="light"
      >
        <Sheet {...props} />
      </MantineProvider>
    </div>
  );
}

/** The sheet itself: map, legend with counts, day, filter, warnings, purpose and maker. */
function Sheet({ search, purpose, receipt }: SheetProps) {
  const text = useText();
  const format = useFormat();
  const configuration = useConfiguration();
  const filter = useMemo(() => readFilter(search), [search]);
  const [camera, setCamera] = useState<SettledCamera | null>(null);
  const communes = useQuery(communesQuery).data;
  const words = useSheetWords({
    conditions: useConditions(filter),
    day: filter.asOf ?? today(),
    knownAt: filter.knownAt,
    demo: configuration?.demo === true,
    approximate: communes?.approximate === true,
    ground: groundSource(configuration),
  });
  const ringed = useRingedPoint(search);
  if (configuration === undefined || communes === undefined) return null;
  return (
    <div className={classes.sheet}>
      <header className={classes.title}>
        <h2>{words.title}</h2>
        {words.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {ringed !== null && (
          <p>
            {text.map.printedRings({
              radii: RING_METRES.map((metres) => format.distance(metres)).join(', '),
              point: `${ringed.code} ${ringed.officialName}`,
            })}
          </p>
        )}
        {camera !== null && (
          <p>
            {text.map.printedScale({
              scale: format.number(printedScale(camera.at[1], camera.zoom), 0),
            })}
          </p>
        )}
      </header>
      <div className={classes.map}>
        <SheetMap search={search} filter={filter} camera={camera} onSettled={setCamera} />
        <span className={classes.north}>{text.map.north}</span>
      </div>
      <SheetLegend filter={filter} words={words} />
      <footer className={classes.foot}>
        {words.warnings.map((warning) => (
          <p key={warning} className={classes.warning}>
            {warning}
          </p>
        ))}
        <p>
          {text.map.purposeIs({ purpose })} ·{' '}
          {text.map.madeBy({ name: receipt.watermark, time: format.dateTime(receipt.at) })}
        </p>
      </footer>
    </div>
  );
}

function SheetMap({
  search,
  filter,
  camera,
  onSettled,
}: {
  search: ViewSearch;
  filter: Filter;
  camera: SettledCamera | null;
  onSettled: (camera: SettledCamera) => void;
}) {
  const map = useRef<MapRef>(null);
  const found = useMarks(filterQueryText(filter), 0, camera);
  const ringed = useRingedPoint(search);
  return (
    <PointsMap
      ref={map}
      start={cameraOf(search)}
      filter={filter}
      found={found}
      mode="look"
      camera={camera}
      padding={NO_PADDING}
      bottomInset={0}
      focus={[]}
      onSettled={onSettled}
      onMark={() => undefined}
      rings={ringed?.anchor ?? null}
      area={NO_AREA}
      controls={null}
    />
  );
}

function SheetLegend({
  filter,
  words,
}: {
  filter: Filter;
  words: ReturnType<typeof useSheetWords>;
}) {
  const text = useText();
  const format = useFormat();
  const counts = useQuery(pointCountsQuery(filter)).data;
  return (
    <ul className={classes.legend} aria-label={text.map.legend}>
      {REPORTED_STATUSES.map((status) => (
        <li key={status}>
          <StatusShape status={status} size={18} />
          {text.register.status[status]}
          <strong>{format.number(counts?.status[status] ?? 0, 0)}</strong>
        </li>
      ))}
      <li>
        <FlagShape flag="suspected" size={18} />
        {words.suspected}
        <strong>{format.number(counts?.flag.suspected ?? 0, 0)}</strong>
      </li>
      <li>{words.cluster}</li>
    </ul>
  );
}

/** The view of the address on one sheet of paper, A4 across; its purpose is asked for and logged first. */
export default function PrintView() {
  const text = useText();
  const search = useSearch({ from: '/print' });
  const [made, setMade] = useState<LoggedExport | null>(null);
  const { order, counted } = useMapOrder('map_print', readFilter(search));
  const write = useExport(order, setMade);
  return (
    <main className={classes.page}>
      <div className={classes.tools}>
        <ScreenTitle>{text.map.printTitle}</ScreenTitle>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/" search={search} {...props} />}
        >
          {text.common.back}
        </Button>
        {made !== null && <Button onClick={() => window.print()}>{text.map.printNow}</Button>}
      </div>
      {made === null ? (
        <Form className={classes.ask} {...write.formProps}>
          <p>{text.map.exportLead}</p>
          <PurposeField field={write.field} />
          <ErrorNotice error={write.error} />
          <Button type="submit" loading={write.pending} disabled={!counted}>
            {text.map.printPrepare}
          </Button>
        </Form>
      ) : (
        <Suspense fallback={null}>
          <PrintSheet search={search} {...made} />
        </Suspense>
      )}
    </main>
  );
}
