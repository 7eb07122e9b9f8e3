/**
 * Builds for production whatever `NODE_ENV` says: elsewhere the pages would leave out the service worker and carry
 * React's checks, and the stamp would pass them as current.
 */
export function forProduction() {
  let before: string | undefined;
  return {
    name: 'for-production',
    apply: 'build' as const,
    config() {
      before = process.env['NODE_ENV'];
      process.env['NODE_ENV'] = 'production';
    },
    closeBundle() {
      if (before === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = before;
    },
  };
}
