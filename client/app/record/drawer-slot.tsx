import { lazy, Suspense } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';

import classes from './drawer-slot.module.css';

type DrawerProps = { pointId: number; onClose: () => void };

const loadDrawer = async () => ({ default: (await import('./point-drawer.tsx')).PointDrawer });
const PointDrawer = lazy(loadDrawer);

// Once the map stands: a record then opens at once, and says by itself when the network has gone.
const AHEAD_MILLISECONDS = 3_000;
setTimeout(() => {
  loadDrawer().catch(() => undefined);
}, AHEAD_MILLISECONDS);

/** Slot of the chosen point's record: at the right edge on a desk, over everything on a phone. */
export function DrawerSlot({ pointId, onClose }: DrawerProps) {
  const text = useText();
  return (
    <aside className={classes.drawer} aria-label={text.pointsList.details}>
      <Suspense fallback={<LoadingRows rows={10} height={24} />}>
        <PointDrawer key={pointId} pointId={pointId} onClose={onClose} />
      </Suspense>
    </aside>
  );
}
