import { Select } from '@mantine/core';

import { isFuture } from '#client/forms/entered-values.ts';
import { CategoryField } from '#client/forms/category-field.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import { TIP_CHANNELS } from '#server/contract/tip.ts';
import { TIP_KINDS } from '#server/contract/tip-kind.ts';

import classes from './intake.module.css';

const FURTHER = ['occurredOn', 'placeName', 'category', 'policeNumber', 'channelNumber'] as const;

/** Kind, channel and day, which are there already; the rest behind a button. */
export function NewTipFields({ field }: Pick<Write, 'field'>) {
  const text = useText();
  const own = text.tipIntake;
  const faulty = FURTHER.some((path) => Boolean(field(path).error));
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={own.kind}
          allowDeselect={false}
          data={TIP_KINDS.map((value) => ({ value, label: text.tips.kind[value] }))}
          {...field('kind')}
        />
        <Select
          label={own.channel}
          allowDeselect={false}
          data={TIP_CHANNELS.map((value) => ({ value, label: text.tips.channel[value] }))}
          {...field('channel')}
        />
        <DateField label={own.receivedOn} excludeDate={isFuture} {...field('receivedOn')} />
      </div>
      <Disclosure words={own.more} forced={faulty}>
        <div className={classes.pair}>
          <DateField
            label={own.occurredOn}
            excludeDate={isFuture}
            clearable
            {...field('occurredOn')}
          />
          <CategoryField field={field} />
          <PlainInput
            label={own.placeName}
            description={own.placeNameMore}
            {...field('placeName')}
          />
          <PlainInput label={own.policeNumber} {...field('policeNumber')} />
          <PlainInput
            label={own.channelNumber}
            description={own.channelNumberMore}
            {...field('channelNumber')}
          />
        </div>
      </Disclosure>
    </>
  );
}
