import '#client/ui/base.css';

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { isRevocation, wipedAccount } from '#client/api/problem.ts';
import { watchAttendance } from '#client/api/attendance.ts';
import { applyStoredColorScheme, printInLight, publishTokens } from '#client/app/color-scheme.ts';
import { LanguageProvider, languageOfDevice } from '#client/app/language-provider.tsx';
import { loadFromDevice } from '#client/app/load-signed-in.ts';
import { createQueryClient } from '#client/app/query-client.ts';
import { forgetAndSignIn, returnToSignIn } from '#client/app/return-to-sign-in.ts';
import { createAppRouter } from '#client/app/router.ts';
import { loadFirstText } from '#client/i18n/first-text.ts';
import { overwriteInPlace } from '#client/offline/keys/overwrite-in-place.ts';

loadFromDevice();
overwriteInPlace();
publishTokens();
applyStoredColorScheme();
printInLight();
watchAttendance(window, () => performance.now());

// Words in Vietnamese are there; others a moment later.
await loadFirstText(languageOfDevice()).catch(() => undefined);

const queryClient = createQueryClient((end) =>
  isRevocation(end) ? forgetAndSignIn(wipedAccount(end)) : returnToSignIn(),
);
const router = createAppRouter(queryClient);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
