import { Button, type ButtonProps } from '@mantine/core';
import { notifications } from '@mantine/notifications';

import { useText, type Text } from '#client/i18n/use-text.ts';

import shared from './shared.module.css';

/** Copies words and says so; where the browser refuses, they stand on the screen until somebody has copied them by hand. */
export async function copyText(words: string, { common }: Text, done = common.copied) {
  try {
    await navigator.clipboard.writeText(words);
    notifications.show({ message: done });
  } catch {
    notifications.show({
      title: common.copyRefused,
      message: (
        <span className={`${shared.wrap} ${shared.lines}`} style={{ userSelect: 'all' }}>
          {words}
        </span>
      ),
      color: 'red',
      autoClose: false,
    });
  }
}

/** Button that copies a text which stands beside it. */
export function CopyButton({
  value,
  label,
  ...look
}: ButtonProps & { value: string; label?: string }) {
  const text = useText();
  return (
    <Button variant="default" {...look} onClick={() => void copyText(value, text)}>
      {label ?? text.common.copy}
    </Button>
  );
}
