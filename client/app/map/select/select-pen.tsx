import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';

import type { Workspace } from '#client/app/map/use-workspace.ts';
import { useText } from '#client/i18n/use-text.ts';
import { useMode } from '#client/map/modes/use-mode.ts';
import { ringAround, ringText } from '#client/register/region.ts';
import type { LonLat } from '#server/contract/geo.ts';

import classes from './selection.module.css';

const FIRST_RADIUS = 500;
const LARGEST_RADIUS = 20_000;

/** The pen that chooses an area on the map, with a word how, and the radius of a circle. Escape leaves. */
export function SelectPen({
  workspace,
  tool,
}: {
  workspace: Workspace;
  tool: 'lasso' | 'polygon' | 'circle';
}) {
  const { selection: own } = useText();
  const { map, view, layout } = workspace;
  const [radius, setRadius] = useState<number>(FIRST_RADIUS);
  const leave = () => view.setSearch({ draw: undefined });
  const take = (corners: readonly LonLat[]) => {
    view.setSearch({
      draw: undefined,
      within: ringText(corners),
      ids: undefined,
      only: undefined,
      panel: undefined,
    });
    layout.raiseSheet();
  };
  const takeCentre = (at: LonLat) => take(ringAround(at, radius));
  useMode(tool === 'circle' ? 'pick' : tool, {
    find: () => map.current?.getMap(),
    told: (corners) => {
      const [first] = corners;
      if (tool !== 'circle') take(corners);
      else if (first !== undefined) takeCentre(first);
    },
    onEscape: leave,
  });
  const hint = { lasso: own.lassoHint, polygon: own.polygonHint, circle: own.circleHint }[tool];
  const middle = workspace.camera.camera?.at;
  return (
    <section className={classes.pen} aria-label={own.choose}>
      <output>{hint}</output>
      {tool === 'circle' && (
        <CircleFields
          radius={radius}
          onRadius={setRadius}
          onMiddle={middle === undefined ? null : () => takeCentre(middle)}
        />
      )}
      <Button size="xs" variant="default" onClick={leave}>
        {own.cancel}
      </Button>
    </section>
  );
}

/** The radius of the circle, and a way to its centre without a pointer. */
function CircleFields({
  radius,
  onRadius,
  onMiddle,
}: {
  /** Metres. */
  radius: number;
  onRadius: (metres: number) => void;
  onMiddle: (() => void) | null;
}) {
  const { selection: own } = useText();
  return (
    <>
      <NumberInput
        size="xs"
        w={120}
        aria-label={own.radius}
        suffix=" m"
        min={10}
        max={LARGEST_RADIUS}
        step={100}
        allowDecimal={false}
        allowNegative={false}
        value={radius}
        onChange={(value) => onRadius(Math.max(1, Number(value) || FIRST_RADIUS))}
      />
      <Button size="xs" variant="default" disabled={onMiddle === null} onClick={() => onMiddle?.()}>
        {own.middle}
      </Button>
    </>
  );
}
