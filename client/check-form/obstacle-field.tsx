import { Radio } from '@mantine/core';

import { RadioRows } from '#client/forms/radio-rows.tsx';
import { WordsField } from '#client/forms/base-fields.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { CHECK_OBSTACLES, type CheckObstacle } from '#server/contract/check.ts';

import classes from './check-form.module.css';

/** Field for the reason why it could not be checked: one of a list, or words. */
export function ObstacleField({
  obstacle: chosen,
  field,
}: { obstacle: CheckObstacle | null } & Pick<Write, 'field'>) {
  const { checks: text } = useText();
  const props = field('obstacle');
  return (
    <div className={classes.obstacles} data-faulty={Boolean(props.error)}>
      <Radio.Group label={text.obstacle} {...props} withAsterisk>
        <div className={classes.options}>
          <RadioRows
            rows={CHECK_OBSTACLES.map((obstacle) => [obstacle, text.obstacles[obstacle]])}
          />
        </div>
      </Radio.Group>
      {chosen === 'other' && (
        <WordsField label={text.obstacleWords} {...field('reason')} withAsterisk />
      )}
    </div>
  );
}
