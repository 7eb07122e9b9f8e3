import { useFormat, useText } from '#client/i18n/use-text.ts';

import classes from './draft-mark.module.css';

/** Says that the planners' draft differs from what the teams have; with the number of changes where it is known. */
export function DraftMark({ changes }: { changes?: number }) {
  const { live } = useText().routes;
  const format = useFormat();
  return (
    <strong className={classes.mark}>
      {changes === undefined
        ? live.draftDiffers
        : live.draftDiffersBy({ count: format.number(changes, 0) })}
    </strong>
  );
}
