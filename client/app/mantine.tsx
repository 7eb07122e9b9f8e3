import '#client/ui/styles.ts';

import {
  localStorageColorSchemeManager,
  MantineProvider,
  MantineThemeProvider,
} from '@mantine/core';
import type { ReactNode } from 'react';

import { useFirstText } from '#client/i18n/use-text.ts';
import { resolveCssVariables, theme } from '#client/ui/theme.ts';

import { COLOR_SCHEME_KEY } from './color-scheme.ts';

const colorScheme = localStorageColorSchemeManager({ key: COLOR_SCHEME_KEY });

/** Mantine in the product's dress, with the words that it lacks: the name of the close sign, and what a list says when no option matches. */
export function Mantine({ children }: { children: ReactNode }) {
  const { common } = useFirstText();
  const choice = { defaultProps: { nothingFoundMessage: common.noOptionMatches } };
  const components = {
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': common.close } } },
    Select: choice,
    MultiSelect: choice,
  };
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveCssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <MantineThemeProvider theme={{ components }}>{children}</MantineThemeProvider>
    </MantineProvider>
  );
}
