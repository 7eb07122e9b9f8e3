import { lazy, Suspense, type ComponentType } from 'react';

type DrawProps = { mode: 'new' | 'edit'; pointId: number | null; onClose: () => void };

const modes = import.meta.glob<{ DrawMode: ComponentType<DrawProps> }>('./draw/draw-mode.tsx');

/** False while there is nothing to draw with; then nothing offers it. */
export const CAN_DRAW = Object.keys(modes).length > 0;

const DrawMode = lazy(async (): Promise<{ default: ComponentType<DrawProps> }> => {
  const load = Object.values(modes)[0];
  return { default: load === undefined ? () => null : (await load()).DrawMode };
});

/** Drawing a place on the map; stands inside the map, so that it can reach it. */
export function DrawSlot(props: DrawProps) {
  return (
    <Suspense fallback={null}>
      <DrawMode {...props} />
    </Suspense>
  );
}
