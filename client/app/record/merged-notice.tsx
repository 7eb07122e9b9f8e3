import { Button } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import classes from './point-drawer.module.css';

/** Says that the entry is no more, or is shown under another one, and which ones are shown under this one. */
export function MergedNotice({
  point,
  onOpen,
}: {
  point: PointDetail;
  onOpen: (pointId: number) => void;
}) {
  const { pointDrawer: own } = useText();
  const target = point.mergedInto;
  return (
    <>
      {point.removed && (
        <div className={classes.notice}>
          <Notice title={own.removed}>
            <p>{own.removedMore}</p>
          </Notice>
        </div>
      )}
      {target !== null && (
        <div className={classes.notice}>
          <Notice title={own.mergedInto}>
            <p>{own.mergedIntoMore({ code: target.code })}</p>
            <Button size="xs" variant="default" mt={8} onClick={() => onOpen(target.id)}>
              {own.openOther({ code: target.code })}
            </Button>
          </Notice>
        </div>
      )}
      {point.mergedFrom.length > 0 && (
        <section className={classes.block} aria-label={own.mergedFrom}>
          <h3>{own.mergedFrom}</h3>
          <ul>
            {point.mergedFrom.map((other) => (
              <li key={other.id} className={classes.other}>
                <span>
                  {other.code} · {other.officialName}
                </span>
                <Button
                  variant="subtle"
                  c="var(--db-accent)"
                  size="compact-sm"
                  onClick={() => onOpen(other.id)}
                >
                  {own.openOther({ code: other.code })}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
