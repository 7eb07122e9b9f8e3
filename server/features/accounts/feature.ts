import type { Feature } from '#server/feature.ts';
import { joined } from '#server/jobs/job-runner.ts';

import { DISABLE_PROPOSAL, ENABLE_PROPOSAL, ROLE_PROPOSAL } from './commands.ts';
import { warnOfOtherSecret } from './factor-key-commands.ts';
import { WARNING_JOBS } from './known-password-jobs.ts';
import { LINK_JOBS } from './link-mail-jobs.ts';
import { meRoutes } from './me-routes.ts';
import { accountRoutes } from './routes.ts';
import { linkRoutes, signInRoutes } from './sign-in-routes.ts';

export const accounts = {
  uses: ['proposals'],
  subjects: {
    accounts: 'Accounts, roles and the communes that they belong to',
    me: 'The own account',
    'sign-in': 'Sign-in and second factors',
  },
  operations: [signInRoutes, linkRoutes, meRoutes, accountRoutes],
  jobs: () => joined(LINK_JOBS, WARNING_JOBS),
  proposals: {
    role: ROLE_PROPOSAL,
    disable: DISABLE_PROPOSAL,
    enable: ENABLE_PROPOSAL,
  },
  start: warnOfOtherSecret,
} as const satisfies Feature;
