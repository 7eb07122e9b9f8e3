/** Caches of a browser in memory, as far as the product uses them. Requests are told apart by their whole address. */
export function fakeCaches() {
  const all = new Map<string, Map<string, Response>>();
  const addressOf = (request: RequestInfo | URL): string =>
    new URL(request instanceof Request ? request.url : request, 'http://localhost/').href;
  const cacheOf = (kept: Map<string, Response>) => ({
    match: async (request: RequestInfo | URL) => kept.get(addressOf(request))?.clone(),
    put: async (request: RequestInfo | URL, response: Response) => {
      kept.set(addressOf(request), response);
    },
    delete: async (request: RequestInfo | URL) => kept.delete(addressOf(request)),
    keys: async () => [...kept.keys()].map((url) => new Request(url)),
  });
  const caches = {
    async open(name: string) {
      const kept = all.get(name) ?? new Map<string, Response>();
      all.set(name, kept);
      return cacheOf(kept);
    },
    has: async (name: string) => all.has(name),
    delete: async (name: string) => all.delete(name),
    keys: async () => [...all.keys()],
    async match(request: RequestInfo | URL, { cacheName }: { cacheName: string }) {
      return all.get(cacheName)?.get(addressOf(request))?.clone();
    },
  };
  return {
    caches,
    /** Addresses of everything that is kept. */
    addresses: () => [...all.values()].flatMap((kept) => [...kept.keys()]),
  };
}
