import type { FeatureScreens } from '#tests/e2e/screens.ts';
import { page } from '#tests/e2e/screens-figures.ts';
import { words } from '#tests/e2e/words.ts';

const brought: FeatureScreens = {
  screens: [page('webhooks', 'admin', '/webhooks', words.webhooks.title)],
};
export default brought;
