import type { Feature } from '#server/feature.ts';

import { bindingRoutes } from './binding-routes.ts';
import { singleSignOnRoutes } from './routes.ts';

export const singleSignOn = {
  uses: ['accounts'],
  subjects: {
    'single sign-on': "Sign-in through the organisation's OpenID provider",
  },
  operations: [singleSignOnRoutes, bindingRoutes],
} as const satisfies Feature;
