import { Button, NumberInput, Select, TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import classes from '#client/ui/token-list.module.css';
import { TIP_CHANNELS, type TipChannel } from '#server/contract/tip.ts';
import { NewTipSourceBody, type TipSourceWithToken } from '#server/contract/tip-source.ts';

import { tipSourcesQuery } from './queries.ts';

const USUAL_RATE = 60;
const MOST_RATE = 100_000;

/** A new source; with it comes its first token. */
export function SourceForm({ onIssued }: { onIssued: (issued: TipSourceWithToken) => void }) {
  const text = useText();
  const own = text.tipSources;
  const write = useWrite({
    initial: { name: '', channel: 'hotline' as TipChannel, requestsPerMinute: USUAL_RATE },
    schema: NewTipSourceBody,
    words: { name: own.nameMissing },
    // The server keeps no answer to it under the key, because the answer holds the token.
    send: (json, once) => call(api['tip-sources'].$post({ json }, once)),
    refresh: [tipSourcesQuery.queryKey],
    onDone: onIssued,
    startsAnew: true,
  });
  const { field, form } = write;
  return (
    <form className={classes.form} {...write.formProps}>
      <TextInput
        label={own.name}
        description={own.nameMore}
        autoComplete="off"
        {...field('name')}
      />
      <Select
        label={own.channel}
        description=" "
        allowDeselect={false}
        data={TIP_CHANNELS.map((value) => ({ value, label: text.tips.channel[value] }))}
        {...field('channel')}
      />
      <NumberInput
        label={own.rate}
        description={own.rateMore}
        min={1}
        max={MOST_RATE}
        allowDecimal={false}
        clampBehavior="strict"
        {...field('requestsPerMinute')}
        onChange={(rate) => form.setFieldValue('requestsPerMinute', Math.max(1, Number(rate)))}
      />
      <Button type="submit" loading={write.pending}>
        {own.create}
      </Button>
      <ErrorNotice error={write.error} />
    </form>
  );
}
