import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { build, type Plugin } from 'vite';

const ENTRY = join(import.meta.dirname, 'service-worker.ts');
/** The browser looks for a newer one under the same address, so this name carries no hash. */
const ADDRESS = 'service-worker.js';
/** Every browser that runs the product reads WOFF2; maps of the source are for people. */
const LEFT_OUT = /\.(woff|map)$/;

/**
 * Builds the service worker as one file of its own beside the pages, with the list of all files of this build
 * written in front of it: a build that differs in anything has another worker, which is how browsers notice.
 */
export function bundleWorker(): Plugin {
  return {
    name: 'dia-ban-service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const files = Object.keys(bundle)
          .filter((name) => name.startsWith('assets/') && !LEFT_OUT.test(name))
          .toSorted()
          .map((name) => `/${name}`);
        const page = bundle['index.html'];
        const shown = page?.type === 'asset' ? page.source.toString() : '';
        const worker = await workerCode();
        const name = createHash('sha256')
          .update([...files, shown, worker].join('\n'))
          .digest('hex')
          .slice(0, 12);
        const source = `const RELEASE = ${JSON.stringify({ name, files })};\n${worker}`;
        this.emitFile({ type: 'asset', fileName: ADDRESS, source });
      },
    },
  };
}

async function workerCode(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['iife'], name: 'worker' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('the worker was not built');
  return output.output[0].code;
}
