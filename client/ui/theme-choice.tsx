import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';

/** Light, dark, or as the device says. */
export function ThemeChoice({ labelledBy }: { labelledBy: string }) {
  const text = useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl<MantineColorScheme>
      size="xs"
      fullWidth
      aria-labelledby={labelledBy}
      value={colorScheme}
      onChange={setColorScheme}
      data={[
        { value: 'light', label: text.common.themeLight },
        { value: 'dark', label: text.common.themeDark },
        { value: 'auto', label: text.common.themeSystem },
      ]}
    />
  );
}
