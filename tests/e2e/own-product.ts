import { test as base } from '@playwright/test';

import { serveFile, stopServing } from './product.ts';

type OfTest = {
  /** Variables that the product of the file is started with; the same ones for all its tests. */
  environment: NodeJS.ProcessEnv;
  ownProduct: void;
};

/** Tests of a file share one product, which no other file sees; files run in any order and side by side. */
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
