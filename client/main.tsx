import '#client/ui/first-styles.ts';
import '#client/ui/fonts.ts';
import '#client/ui/base.css';

import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { isRevocation, wipedAccount } from '#client/api/problem.ts';
import { watchAttendance } from '#client/api/attendance.ts';
import { applyStoredColorScheme, printInLight } from '#client/app/color-scheme.ts';
import { Providers } from '#client/app/providers.tsx';
import { createQueryClient } from '#client/app/query-client.ts';
import { forgetAndSignIn, returnToSignIn } from '#client/app/return-to-sign-in.ts';
import { createAppRouter } from '#client/app/router.ts';
import { overwriteInPlace } from '#client/offline/keys/overwrite-in-place.ts';

overwriteInPlace();
applyStoredColorScheme();
printInLight();
watchAttendance(window, () => performance.now());

const queryClient = createQueryClient((end) =>
  isRevocation(end) ? forgetAndSignIn(wipedAccount(end)) : returnToSignIn(),
);
const router = createAppRouter(queryClient);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
