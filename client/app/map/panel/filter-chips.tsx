import { IconX } from '@tabler/icons-react';

import type { View } from '#client/app/map/use-view.ts';
import { NO_FILTER } from '#client/register/filter.ts';
import { useText } from '#client/i18n/use-text.ts';

import type { Condition } from '#client/register/describe-filter.ts';
import classes from './filter-chips.module.css';

/** Active filters, each removable by itself, and all together. */
export function FilterChips({
  conditions,
  onChange,
}: {
  conditions: readonly Condition[];
  onChange: View['setFilter'];
}) {
  const text = useText();
  if (conditions.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={text.pointsList.active}>
      {conditions.map((condition) => (
        <li key={condition.key}>
          <button
            type="button"
            className={classes.chip}
            aria-label={text.pointsList.remove({ what: condition.words })}
            onClick={() => onChange(condition.without)}
          >
            {condition.words}
            <IconX size={14} stroke={1.8} aria-hidden="true" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={classes.all} onClick={() => onChange(NO_FILTER)}>
          {text.pointsList.clearAll}
        </button>
      </li>
    </ul>
  );
}
