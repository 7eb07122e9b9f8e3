import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Layer, Source, useMap, type MapRef } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import { useEffect, useMemo, useRef, useState } from 'react';

import { placedStops, placeOfTeam, type StopPlace } from '#client/features/routes/orders.ts';
import { waysQuery } from '#client/features/routes/queries.ts';
import { useTeamLooks } from '#client/features/routes/team-look.ts';
import { useText } from '#client/i18n/use-text.ts';
import { boundsAround } from '#client/map/camera.ts';
import { CityMap, MAP_PADDING } from '#client/map/city-map.tsx';
import type { MapPadding } from '#client/map/map-canvas.tsx';
import { useMode } from '#client/map/modes/use-mode.ts';
import { slotEnd } from '#client/map/style/order.ts';
import { useTokens } from '#client/ui/use-tokens.ts';
import type { Candidate } from '#server/contract/candidate.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import type { RouteDetail, Stop } from '#server/contract/route.ts';

import classes from './route-map.module.css';
import { StopMarks } from './stop-marks.tsx';

/** About 300 m around the stops: the result fills the map, and a single stop still has streets around it. */
const MARGIN_DEGREES = 0.003;
/** The drawing tools lie over the upper edge, in one row on a desk and in two on a phone; marks lie below them. */
const BELOW_TOOLS = { desk: 76, phone: 124 };
/** The names of the map's sources lie over its lower edge. */
const ABOVE_SOURCES = 48;
const DRAWING_TOOLS = ['lasso', 'polygon', 'rectangle'] as const;
type DrawingTool = (typeof DRAWING_TOOLS)[number];

/** The stops by number, the ways of the teams, the candidates; an area drawn here adds those within. */
export default function RouteMap({
  route,
  candidates,
  fitted,
  onStop,
  onMove,
  onArea,
}: {
  route: RouteDetail;
  candidates: readonly Candidate[];
  /** Number of searches that have ended; the view then shows the whole result. */
  fitted: number;
  onStop: (id: number) => void;
  onMove: (id: number, place: StopPlace) => void;
  onArea: (ring: LonLat[]) => void;
}) {
  const { routes } = useText();
  const tokens = useTokens();
  const [tool, setTool] = useState<DrawingTool | null>(null);
  const [drawing, setDrawing] = useState(false);
  const padding = usePadding(route.mayPlan);
  const stops = useMemo(() => boundsOf(route.stops), [route.stops]);
  const placed = useMemo(() => boundsOf(placedStops(route.stops)), [route.stops]);
  return (
    <div className={classes.frame} data-drawing={tool !== null && drawing ? tool : undefined}>
      <CityMap
        home={route.stops.length > 0 ? stops : 'city'}
        marginDegrees={MARGIN_DEGREES}
        padding={padding}
        label={routes.map}
      >
        <Candidates candidates={candidates} colour={tokens.accent} />
        <Ways route={route} />
        <StopMarks route={route} onStop={onStop} onMove={onMove} />
        {tool !== null && (
          <AreaDrawing
            key={tool}
            tool={tool}
            onReady={setDrawing}
            onCancel={() => setTool(null)}
            onDrawn={(ring) => {
              setTool(null);
              onArea(ring);
            }}
          />
        )}
        <FitNewStops
          home={stops}
          placed={placed}
          padding={padding}
          count={route.stops.length}
          fitted={fitted}
        />
      </CityMap>
      {route.mayPlan && <DrawingTools tool={tool} onTool={setTool} />}
    </div>
  );
}

function boundsOf(stops: readonly Stop[]): BoundingBox {
  return boundsAround(
    stops.map(({ place }) => place),
    MARGIN_DEGREES,
  );
}

/** Room around the stops that no button lies over. */
function usePadding(withTools: boolean): MapPadding {
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  return useMemo(
    () =>
      withTools
        ? {
            ...MAP_PADDING,
            top: phone ? BELOW_TOOLS.phone : BELOW_TOOLS.desk,
            bottom: ABOVE_SOURCES,
          }
        : MAP_PADDING,
    [phone, withTools],
  );
}

function DrawingTools({
  tool,
  onTool,
}: {
  tool: DrawingTool | null;
  onTool: (tool: DrawingTool | null) => void;
}) {
  const { routes } = useText();
  return (
    <fieldset className={classes.tools} aria-label={routes.drawHint}>
      {DRAWING_TOOLS.map((one) => (
        <button
          key={one}
          type="button"
          className={classes.tool}
          aria-pressed={tool === one}
          onClick={() => onTool(tool === one ? null : one)}
        >
          {tool === one ? routes.draw.stop : routes.draw[one]}
        </button>
      ))}
      {tool === 'polygon' && <output className={classes.hint}>{routes.polygonHint}</output>}
    </fieldset>
  );
}

/** Takes an area drawn over the map, by mouse, pen or finger, as a closed ring. Escape leaves. */
function AreaDrawing({
  tool,
  onReady,
  onDrawn,
  onCancel,
}: {
  tool: DrawingTool;
  onReady: (ready: boolean) => void;
  onDrawn: (ring: LonLat[]) => void;
  onCancel: () => void;
}) {
  const { current } = useMap();
  const { ready } = useMode(tool, {
    find: () => current?.getMap(),
    told: (corners) => onDrawn([...corners, ...corners.slice(0, 1)]),
    onEscape: onCancel,
  });
  useEffect(
    function tellReady() {
      onReady(ready);
      return () => onReady(false);
    },
    [onReady, ready],
  );
  return null;
}

/** Shows all stops when some are added, and those placed when a search has ended; otherwise the camera is the planner's own. */
function FitNewStops({
  home,
  placed,
  padding,
  count,
  fitted,
}: {
  home: BoundingBox;
  placed: BoundingBox;
  padding: MapPadding;
  count: number;
  /** Grows with each result of a search. */
  fitted: number;
}) {
  const { current } = useMap();
  const before = useRef({ count, fitted });
  const bounds = useRef(home);
  const shown = useRef<string | null>(null);
  useEffect(
    function showThem() {
      if (current === undefined) return undefined;
      const show = () => {
        current.fitBounds(bounds.current, { padding, duration: 0, maxZoom: 16 });
        shown.current = viewOf(current);
      };
      // The first result brings the shifts below the map, which then is lower than when the stops were shown.
      const showAgain = () => {
        if (shown.current === viewOf(current)) show();
      };
      const searched = fitted > before.current.fitted;
      const grown = searched || count > before.current.count;
      before.current = { count, fitted };
      if (grown) {
        bounds.current = searched ? placed : home;
        show();
      }
      current.on('resize', showAgain);
      return () => void current.off('resize', showAgain);
    },
    [count, current, fitted, home, padding, placed],
  );
  return null;
}

/** The camera as a text; a map that was only resized has the same. */
function viewOf(map: MapRef): string {
  const { lng, lat } = map.getCenter();
  return [lng.toFixed(6), lat.toFixed(6), map.getZoom().toFixed(4)].join(' ');
}

/** The ways of the teams, each in its colour and its dashes. */
function Ways({ route }: { route: RouteDetail }) {
  const lookOf = useTeamLooks();
  const ways = useQuery(waysQuery(route.id, route.version)).data;
  if (ways === undefined) return null;
  return ways.items.map(({ shiftId, way }) => {
    // The ways of a moment ago are shown until the new ones are there: a team may have left the route meanwhile.
    if (placeOfTeam(route, shiftId) === -1) return null;
    const { colour, dashes } = lookOf(placeOfTeam(route, shiftId));
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
            'line-dasharray': dashes,
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
