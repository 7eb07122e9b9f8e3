import {
  localStorageColorSchemeManager,
  MantineProvider,
  MantineThemeProvider,
} from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { useFirstText } from '#client/i18n/use-text.ts';
import { resolveCssVariables, theme } from '#client/ui/theme.ts';

import { COLOR_SCHEME_KEY } from './color-scheme.ts';
import { LanguageProvider } from './language-provider.tsx';

const colorScheme = localStorageColorSchemeManager({ key: COLOR_SCHEME_KEY });

/** Providers of every screen: theme, language, server state. */
export function Providers({
  queryClient,
  children,
}: {
  queryClient: QueryClient;
  children: ReactNode;
}) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveCssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <LanguageProvider>
        <QueryClientProvider client={queryClient}>
          <Worded>{children}</Worded>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}

/** Gives Mantine the words that it lacks: the name of the close sign, and what a list says when no option matches. */
function Worded({ children }: { children: ReactNode }) {
  const { common } = useFirstText();
  const choice = { defaultProps: { nothingFoundMessage: common.noOptionMatches } };
  const components = {
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': common.close } } },
    Select: choice,
    MultiSelect: choice,
  };
  return <MantineThemeProvider theme={{ components }}>{children}</MantineThemeProvider>;
}
