import { Button, Checkbox, Stack } from '@mantine/core';

import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { IsoDate } from '#server/contract/time.ts';

import type { FieldProps } from './use-write.ts';

type Days = { effectiveOn: IsoDate | null; isOtherDay: boolean };

/** A recurrence is of the day of its signal; another day is recorded only for who says so. */
export function otherDayFault(
  { effectiveOn, isOtherDay }: Days,
  signalOn: IsoDate | null,
  { pointActs }: Text,
): { isOtherDay: string | null } {
  const asks = differs(effectiveOn, signalOn) && !isOtherDay;
  return { isOtherDay: asks ? pointActs.otherDayMissing : null };
}

/** Asks about a day that is not the one of the signal; one press takes that day. */
export function SignalDay({
  effectiveOn,
  signalOn,
  field,
  onTake,
}: {
  effectiveOn: IsoDate | null;
  signalOn: IsoDate | null;
  field: FieldProps;
  onTake: (day: IsoDate) => void;
}) {
  const { pointActs: own } = useText();
  const format = useFormat();
  if (signalOn === null || !differs(effectiveOn, signalOn)) return null;
  const date = format.date(signalOn);
  const { value, ...rest } = field('isOtherDay');
  return (
    <Notice title={own.signalDayDiffers({ date })}>
      <Stack gap="xs" align="start">
        <Button variant="default" mih={44} onClick={() => onTake(signalOn)}>
          {own.takeSignalDay({ date })}
        </Button>
        <Checkbox label={own.otherDayRight} checked={value === true} {...rest} />
      </Stack>
    </Notice>
  );
}

function differs(effectiveOn: IsoDate | null, signalOn: IsoDate | null): boolean {
  return signalOn !== null && effectiveOn !== null && effectiveOn !== signalOn;
}
