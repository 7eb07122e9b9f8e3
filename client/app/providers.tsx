import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { resolveCssVariables, theme } from '#client/ui/theme.ts';

import { COLOR_SCHEME_KEY } from './color-scheme.ts';
import { LanguageProvider } from './language-provider.tsx';

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
          <Notifications position="bottom-left" />
          {children}
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}
