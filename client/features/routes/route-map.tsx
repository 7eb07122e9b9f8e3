import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Layer, Source, useMap } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import { useEffect, useMemo, useRef, useState } from 'react';

import { communesQuery, useCommuneAreas } from '#client/api/communes.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { useText } from '#client/i18n/use-text.ts';
import { boundsAround } from '#client/map/camera.ts';
import { CommuneAreas } from '#client/map/commune-areas.tsx';
import { MapCanvas } from '#client/map/map-canvas.tsx';
import { MapControls } from '#client/map/map-controls.tsx';
import { mapColours } from '#client/map/style/map-colours.ts';
import { slotEnd } from '#client/map/style/order.ts';
import { useBasemap } from '#client/map/use-basemap.ts';
import { TOKENS } from '#client/ui/tokens.ts';
import type { Candidate } from '#server/contract/candidate.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import { AreaDrawing, DRAWING_TOOLS, type DrawingTool } from './area-drawing.tsx';
import type { StopPlace } from './orders.ts';
import { waysQuery } from './queries.ts';
import classes from './route-map.module.css';
import { StopMarks } from './stop-marks.tsx';

const PADDING = { top: 24, right: 64, bottom: 24, left: 24 };
const MARGIN_DEGREES = 0.02;
/** Each team's way is dashed in its own manner, so that none is told by its colour alone. */
const DASHES: readonly number[][] = [
  [1, 0],
  [4, 2],
  [1, 1.5],
  [6, 2, 1, 2],
];

/** The stops by number, the ways of the teams, the candidates; an area drawn here adds those within. */
export default function RouteMap({
  route,
  candidates,
  onStop,
  onMove,
  onArea,
}: {
  route: RouteDetail;
  candidates: readonly Candidate[];
  onStop: (id: number) => void;
  onMove: (id: number, place: StopPlace) => void;
  onArea: (ring: LonLat[]) => void;
}) {
  const { routes } = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const colours = mapColours(TOKENS[scheme], scheme);
  const basemap = useBasemap(useConfiguration()?.basemap ?? null, scheme);
  const communes = useQuery(communesQuery).data;
  const areas = useCommuneAreas(communes?.approximate);
  const [tool, setTool] = useState<DrawingTool | null>(null);
  const home = useMemo(
    () =>
      boundsAround(
        route.stops.length > 0
          ? route.stops.map(({ place }) => place)
          : (communes?.items ?? []).map(({ centre }) => centre),
        MARGIN_DEGREES,
      ),
    [communes, route.stops],
  );
  if (communes === undefined) return <div className={classes.frame} />;
  return (
    <div className={classes.frame}>
      <MapCanvas
        initial={{ bounds: home, fitBoundsOptions: { padding: PADDING } }}
        label={routes.map}
        colours={colours}
        basemap={basemap}
        interactive={[]}
        cursor="grab"
        onSettled={() => undefined}
      >
        <CommuneAreas
          areas={areas}
          communes={communes.items}
          chosen={[]}
          colours={colours}
          overBasemap={basemap !== null}
        />
        <Candidates candidates={candidates} colour={TOKENS[scheme].accent} />
        <Ways route={route} colour={TOKENS[scheme].accent} />
        <StopMarks route={route} onStop={onStop} onMove={onMove} />
        {tool !== null && (
          <AreaDrawing
            key={tool}
            tool={tool}
            onCancel={() => setTool(null)}
            onDrawn={(ring) => {
              setTool(null);
              onArea(ring);
            }}
          />
        )}
        <FirstStops home={home} any={route.stops.length > 0} />
        <MapControls home={home} padding={PADDING} />
      </MapCanvas>
      {route.mayPlan && (
        <fieldset className={classes.tools} aria-label={routes.drawHint}>
          {DRAWING_TOOLS.map((one) => (
            <button
              key={one}
              type="button"
              className={classes.tool}
              aria-pressed={tool === one}
              onClick={() => setTool(tool === one ? null : one)}
            >
              {tool === one ? routes.draw.stop : routes.draw[one]}
            </button>
          ))}
          {tool === 'polygon' && <output className={classes.hint}>{routes.polygonHint}</output>}
        </fieldset>
      )}
    </div>
  );
}

/** Goes where the stops are when the first ones come; afterwards the camera is the planner's own. */
function FirstStops({ home, any }: { home: BoundingBox; any: boolean }) {
  const { current } = useMap();
  const before = useRef(any);
  useEffect(
    function showThem() {
      if (any && !before.current) {
        current?.fitBounds(home, { padding: PADDING, duration: 0, maxZoom: 16 });
      }
      before.current = any;
    },
    [any, current, home],
  );
  return null;
}

function Ways({ route, colour }: { route: RouteDetail; colour: string }) {
  const ways = useQuery(waysQuery(route.id, route.version)).data;
  if (ways === undefined) return null;
  return ways.items.map(({ shiftId, way }, at) => {
    const data: FeatureCollection = {
      type: 'FeatureCollection',
      features: way.legs
        .filter(({ line }) => line.length > 1)
        .map(({ line }) => ({
          type: 'Feature',
          properties: {},
          geometry: { type: 'LineString', coordinates: line },
        })),
    };
    return (
      <Source key={shiftId} id={`way-${shiftId}`} type="geojson" data={data}>
        <Layer
          id={`way-${shiftId}`}
          type="line"
          paint={{
            'line-color': colour,
            'line-width': 3,
            'line-dasharray': DASHES[at % DASHES.length] ?? [1, 0],
          }}
          beforeId={slotEnd('drawing')}
        />
      </Source>
    );
  });
}

function Candidates({ candidates, colour }: { candidates: readonly Candidate[]; colour: string }) {
  const data = useMemo<FeatureCollection>(
    () => ({
      type: 'FeatureCollection',
      features: candidates.map(({ anchor }) => ({
        type: 'Feature',
        properties: {},
        geometry: { type: 'Point', coordinates: anchor },
      })),
    }),
    [candidates],
  );
  return (
    <Source id="candidates" type="geojson" data={data}>
      <Layer
        id="candidates"
        type="circle"
        paint={{
          'circle-radius': 4,
          'circle-opacity': 0,
          'circle-stroke-color': colour,
          'circle-stroke-width': 1.5,
        }}
        beforeId={slotEnd('drawing')}
      />
    </Source>
  );
}
