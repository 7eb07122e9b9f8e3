import { Box } from '@mantine/core';
import type { MapRef } from '@vis.gl/react-maplibre';
import type { Map as MapLibre } from 'maplibre-gl';
import { Suspense, useEffect, useRef, useState, type RefObject } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useMarks } from '#client/map/clusters/use-marks.ts';
import { PointsMap } from '#client/map/points-map.tsx';
import { filterQueryText } from '#client/register/filter.ts';
import { useRevision } from '#client/register/points-changed.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { Workspace } from '#client/app/map/use-workspace.ts';
import { leftFilter } from './compared-filters.ts';
import classes from './compare.module.css';

const HALF = 50;
const NO_AREA: readonly [number, number][] = [];
const STEP = 2;

/** The earlier evening over the left part of the map, in one camera with it; the line between them is moved. */
export function SwipeMap({ workspace, evening }: { workspace: Workspace; evening: IsoDate }) {
  const { map, view, camera, layout } = workspace;
  const { compare: own } = useText();
  const format = useFormat();
  const left = useRef<MapRef>(null);
  const [share, setShare] = useState(HALF);
  const filter = leftFilter(view.filter, evening);
  const found = useMarks(filterQueryText(filter), useRevision(), camera.camera);
  useOneCamera(map, left, found.state);
  const settled = camera.camera;
  if (settled === null) return null;
  return (
    <Box className={classes.swipe} __vars={{ '--share': String(share / 100) }}>
      <div className={classes.left} data-left-of={evening}>
        <Suspense fallback={null}>
          <PointsMap
            ref={left}
            beside
            label={own.leftMap({ date: format.date(evening) })}
            start={settled}
            filter={filter}
            found={found}
            mode="look"
            camera={settled}
            padding={layout.padding}
            bottomInset={layout.bottomInset}
            focus={[]}
            rings={null}
            area={NO_AREA}
            onSettled={() => {}}
            onMark={(mark) => {
              if (mark.point !== null) view.setSearch({ id: mark.point.id });
              else camera.expand(mark.box);
            }}
            controls={null}
          />
        </Suspense>
      </div>
      <div className={classes.line} aria-hidden="true">
        <span>{format.date(evening)}</span>
        <span>{view.filter.asOf === null ? own.today : format.date(view.filter.asOf)}</span>
      </div>
      <input
        type="range"
        className={classes.range}
        aria-label={own.line}
        min={0}
        max={100}
        step={STEP}
        value={share}
        onChange={(event) => setShare(event.currentTarget.valueAsNumber)}
      />
    </Box>
  );
}

/** Moves each of two maps with the other. */
function useOneCamera(
  right: RefObject<MapRef | null>,
  left: RefObject<MapRef | null>,
  /** Another state: the left map may have come to life since. */
  state: string,
): void {
  useEffect(
    function moveTogether() {
      const maps = [right.current?.getMap(), left.current?.getMap()];
      const [one, other] = maps;
      if (one === undefined || other === undefined) return undefined;
      let following = false;
      const follow = (leader: MapLibre, follower: MapLibre) => () => {
        if (following) return;
        following = true;
        follower.jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() });
        following = false;
      };
      const [onRight, onLeft] = [follow(one, other), follow(other, one)];
      one.on('move', onRight);
      other.on('move', onLeft);
      onRight();
      return () => {
        one.off('move', onRight);
        other.off('move', onLeft);
      };
    },
    [right, left, state],
  );
}
