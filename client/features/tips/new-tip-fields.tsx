import { Collapse, Select, TextInput, UnstyledButton } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';

import { isFuture } from '#client/forms/entered-values.ts';
import { CategoryField } from '#client/forms/category-field.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { TIP_CHANNELS } from '#server/contract/tip.ts';
import { TIP_KINDS } from '#server/contract/tip-kind.ts';

import type { NewTip } from './new-tip.ts';
import classes from './intake.module.css';

const FURTHER = ['occurredOn', 'placeName', 'category', 'policeNumber', 'channelNumber'] as const;

/** Kind, channel and day, which are there already; the rest behind a button. */
export function NewTipFields({ form }: { form: UseFormReturnType<NewTip> }) {
  const text = useText();
  const own = text.tipIntake;
  const [asked, setAsked] = useState(false);
  const id = useId();
  const open = asked || FURTHER.some((path) => form.errors[path] !== undefined);
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={own.kind}
          allowDeselect={false}
          data={TIP_KINDS.map((value) => ({ value, label: text.tips.kind[value] }))}
          {...form.getInputProps('kind')}
        />
        <Select
          label={own.channel}
          allowDeselect={false}
          data={TIP_CHANNELS.map((value) => ({ value, label: text.tips.channel[value] }))}
          {...form.getInputProps('channel')}
        />
        <DateField
          label={own.receivedOn}
          excludeDate={isFuture}
          {...form.getInputProps('receivedOn')}
        />
      </div>
      <UnstyledButton
        className={classes.disclosure}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setAsked(!open)}
      >
        <IconChevronDown size={16} stroke={1.6} aria-hidden="true" data-open={open} />
        {own.more}
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        <div className={classes.pair}>
          <DateField
            label={own.occurredOn}
            excludeDate={isFuture}
            clearable
            {...form.getInputProps('occurredOn')}
          />
          <CategoryField field={form.getInputProps} />
          <TextInput
            label={own.placeName}
            description={own.placeNameMore}
            maxLength={200}
            autoComplete="off"
            {...form.getInputProps('placeName')}
          />
          <TextInput
            label={own.policeNumber}
            maxLength={100}
            autoComplete="off"
            {...form.getInputProps('policeNumber')}
          />
          <TextInput
            label={own.channelNumber}
            description={own.channelNumberMore}
            maxLength={100}
            autoComplete="off"
            {...form.getInputProps('channelNumber')}
          />
        </div>
      </Collapse>
    </>
  );
}
