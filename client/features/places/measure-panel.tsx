import { Button } from '@mantine/core';
import { useRef } from 'react';

import { useReturnFocus } from '#client/forms/use-return-focus.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { Shape, ShapeKind } from '#client/map/shape.ts';

import { Crosshair, useCrosshair, type MapView } from './crosshair.tsx';
import classes from './draw-panel.module.css';
import { PanelHead } from './panel-head.tsx';
import { PlaceStep } from './place-step.tsx';
import { useDrawing } from './use-drawing.ts';

const NOTHING_MEASURED: Shape = { kind: 'LineString', vertices: [] };
const MEASURED_KINDS: readonly ShapeKind[] = ['LineString', 'Polygon'];

/** Measures a way or an area on the map, with the pointer or in numbers. Nothing is recorded; Escape ends it. */
export function MeasurePanel({ view, onClose }: { view: MapView; onClose: () => void }) {
  const { map: text, common } = useText();
  const pen = useDrawing(view.map, NOTHING_MEASURED, 'measure', onClose);
  const panel = useRef<HTMLElement>(null);
  const cross = useCrosshair(view, panel, 'measure');
  useReturnFocus();
  const addCentre = () => {
    const map = view.map.current;
    if (map === null || cross === null) return;
    const { lng, lat } = map.unproject([cross.x, cross.y]);
    pen.add([lng, lat]);
  };
  return (
    <>
      <Crosshair at={cross} />
      <aside ref={panel} className={classes.panel} data-step="place" aria-label={text.measure}>
        <div className={classes.form}>
          <PanelHead title={text.measure} wayOut={common.close} onClose={onClose} />
          <div className={classes.body}>
            <PlaceStep pen={pen} kinds={MEASURED_KINDS} missing={false} onCentre={addCentre}>
              <p className={classes.hint}>{text.measureMore}</p>
            </PlaceStep>
          </div>
          <div className={classes.buttons}>
            <Button h={44} onClick={onClose}>
              {text.measureEnd}
            </Button>
          </div>
        </div>
      </aside>
    </>
  );
}
