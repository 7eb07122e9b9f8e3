import {
  localStorageColorSchemeManager,
  MantineProvider,
  MantineThemeProvider,
} from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { resolveCssVariables, theme } from '#client/ui/theme.ts';

import { COLOR_SCHEME_KEY } from './color-scheme.ts';
import { LanguageProvider } from './language-provider.tsx';
import classes from './providers.module.css';

const colorScheme = localStorageColorSchemeManager({ key: COLOR_SCHEME_KEY });

/** What every screen stands on: look, language, server state, notices. */
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
          <Named>
            <Notifications position="bottom-left" className={classes.notices ?? ''} />
          </Named>
          {children}
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}

/** The close sign of a notification has no words of its own. */
function Named({ children }: { children: ReactNode }) {
  const { common } = useText();
  const closeButtonProps = { 'aria-label': common.close };
  const components = { Notification: { defaultProps: { closeButtonProps } } };
  return <MantineThemeProvider theme={{ components }}>{children}</MantineThemeProvider>;
}
