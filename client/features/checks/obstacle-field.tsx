import { Radio, Textarea } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import { CHECK_OBSTACLES, CheckObstacle } from '#server/contract/check.ts';

import type { CheckErrors, CheckValues } from './check-values.ts';
import classes from './checks.module.css';
import type { ReactNode } from 'react';

/** Field for the reason why it could not be checked: one of a list, or words. */
export function ObstacleField({
  values,
  missing,
  refused,
  onChange,
}: {
  values: CheckValues;
  missing: CheckErrors;
  /** Refusal of the words by the server. */
  refused: ReactNode;
  onChange: (more: Partial<CheckValues>) => void;
}) {
  const { checks: text } = useText();
  return (
    <div className={classes.obstacles} data-faulty={missing.obstacle !== undefined}>
      <Radio.Group
        label={text.obstacle}
        withAsterisk
        value={values.obstacle}
        error={missing.obstacle}
        onChange={(chosen) => onChange({ obstacle: CheckObstacle.parse(chosen) })}
      >
        <div className={classes.options}>
          {CHECK_OBSTACLES.map((obstacle) => (
            <Radio
              key={obstacle}
              value={obstacle}
              label={text.obstacles[obstacle]}
              classNames={{
                body: classes.option ?? '',
                labelWrapper: classes.optionWords ?? '',
                label: classes.optionLabel ?? '',
              }}
            />
          ))}
        </div>
      </Radio.Group>
      {values.obstacle === 'other' && (
        <Textarea
          label={text.obstacleWords}
          withAsterisk
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1_000}
          value={values.reason}
          error={refused ?? missing.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
