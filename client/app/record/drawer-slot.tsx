import { IconChevronUp } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';

import classes from './drawer-slot.module.css';

type DrawerProps = { pointId: number; onClose: () => void };

const PointDrawer = lazy(async () => ({
  default: (await import('./point-drawer.tsx')).PointDrawer,
}));

/** Slot of the chosen point's record: at the right edge on a desk, over everything or over the lower half on a phone. */
export function DrawerSlot({
  pointId,
  onClose,
  onRaise,
}: DrawerProps & {
  /** Gives the record the whole screen; null where it has all its room. */
  onRaise: (() => void) | null;
}) {
  const text = useText();
  return (
    <aside
      className={classes.drawer}
      data-low={onRaise !== null}
      aria-label={text.pointsList.details}
    >
      {onRaise !== null && (
        <button type="button" className={classes.raise} onClick={onRaise}>
          <IconChevronUp size={18} stroke={1.8} aria-hidden="true" />
          {text.pointDrawer.wholeRecord}
        </button>
      )}
      <Suspense fallback={<LoadingRows rows={10} height={24} />}>
        <PointDrawer key={pointId} pointId={pointId} onClose={onClose} />
      </Suspense>
    </aside>
  );
}
