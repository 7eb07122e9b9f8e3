import { test as base } from '@playwright/test';

import { serveFile, stopServing } from './product.ts';

type OfTest = {
  /** Environment of the file's product; the same for all its tests. */
  environment: NodeJS.ProcessEnv;
  ownProduct: void;
};

/** Gives each spec file a product of its own, so that files run in any order and side by side. */
export const test = base.extend<OfTest, { productOfWorker: void }>({
  productOfWorker: [
    async ({}, run) => {
      await run();
      await stopServing();
    },
    { scope: 'worker', auto: true },
  ],
  environment: [{}, { option: true }],
  ownProduct: [
    async ({ environment }, run, { file, repeatEachIndex }) => {
      await serveFile(`${file} ${repeatEachIndex}`, environment);
      await run();
    },
    { auto: true },
  ],
});
