// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { useMapAge } from './map-age.ts';
import {
  FOLLOWS_POINTS,
  FOLLOWS_ROUTES,
  NOTICES_KEY,
  useFollowChanges,
  useRevision,
} from './points-changed.ts';

/** An event stream whose server is this test. */
class FakeStream extends EventTarget {
  static readonly CLOSED = 2;
  readonly address: string;
  readyState = 1;

  constructor(address: string) {
    super();
    this.address = address;
    streams.push(this);
  }

  close(): void {
    this.readyState = FakeStream.CLOSED;
  }

  tell(name: string, data = ''): void {
    act(() => void this.dispatchEvent(new MessageEvent(name, { data })));
  }
}

let streams: FakeStream[];
let client: QueryClient;
let root: Root;

function Page() {
  useFollowChanges();
  const { state } = useMapAge();
  return <output>{`${state} ${useRevision()}`}</output>;
}

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('EventSource', FakeStream);
  streams = [];
  client = new QueryClient();
  const metas = { points: FOLLOWS_POINTS, routes: FOLLOWS_ROUTES, other: {} };
  for (const [key, meta] of Object.entries(metas)) {
    await client.fetchQuery({ queryKey: [key], queryFn: () => 1, meta });
  }
  await client.fetchQuery({ queryKey: [...NOTICES_KEY, 'list'], queryFn: () => 1 });
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <Page />
      </QueryClientProvider>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const stream = (): FakeStream => {
  const last = streams.at(-1);
  if (last === undefined) throw new Error('no stream was opened');
  return last;
};
const wait = (milliseconds: number) =>
  act(async () => void (await vi.advanceTimersByTimeAsync(milliseconds)));
const stale = () =>
  client
    .getQueryCache()
    .getAll()
    .filter(({ state }) => state.isInvalidated)
    .map(({ queryKey }) => queryKey[0]);
const shown = () => document.querySelector('output')?.textContent?.split(' ') ?? [];

describe('an open page', () => {
  it('asks anew for what follows the points, a quarter of a second after the last change', async () => {
    expect(stream().address).toBe('/api/stream');
    stream().tell('points');
    await wait(249);
    stream().tell('points');
    await wait(249);
    expect(stale()).toEqual([]);
    await wait(1);
    expect(stale()).toEqual(['points']);
    await wait(30);
    expect(shown()[1]).toBe('1');
  });

  it('asks anew for routes and notices as soon as it hears of them', async () => {
    stream().tell('routes');
    await wait(0);
    expect(stale()).toEqual(['routes']);
    stream().tell('notices');
    await wait(0);
    expect(stale()).toEqual(['routes', 'me']);
  });

  it('asks anew after a connection that came back, and not after the first one', async () => {
    stream().tell('ready');
    await wait(250);
    expect(stale()).toEqual([]);
    stream().tell('ready');
    await wait(250);
    expect(stale()).toEqual(['points', 'routes']);
  });

  it('connects again five seconds after a refusal, and leaves the rest to the browser', async () => {
    stream().tell('error');
    await wait(5_000);
    expect(streams).toHaveLength(1);
    stream().close();
    stream().tell('error');
    await wait(4_999);
    expect(streams).toHaveLength(1);
    await wait(1);
    expect(streams).toHaveLength(2);
  });

  it('asks anew for everything where its session has ended, and listens no more', async () => {
    stream().tell('ended');
    await wait(0);
    expect(stream().readyState).toBe(FakeStream.CLOSED);
    expect(stale()).toEqual(['points', 'routes', 'other', 'me']);
  });

  it('asks and connects no more once it is left', async () => {
    stream().tell('points');
    stream().close();
    stream().tell('error');
    act(() => root.unmount());
    await wait(10_000);
    expect([stale(), streams.length]).toEqual([[], 1]);
  });
});

describe('the age of the map on a page', () => {
  it('is what the server tells', () => {
    stream().tell('map', JSON.stringify({ state: 'old', readAt: null }));
    expect(shown()[0]).toBe('old');
    stream().tell('map', JSON.stringify({ state: 'of tomorrow', readAt: null }));
    expect(shown()[0]).toBe('current');
  });

  it('is old after five seconds without the server, and current once that is back', async () => {
    stream().tell('error');
    await wait(4_999);
    stream().tell('error');
    expect(shown()[0]).toBe('current');
    await wait(1);
    expect(shown()[0]).toBe('old');
    stream().tell('ready');
    expect(shown()[0]).toBe('current');
  });

  it('stays current where the connection comes back sooner', async () => {
    stream().tell('error');
    await wait(1_000);
    stream().tell('error');
    await wait(3_000);
    stream().tell('ready');
    await wait(5_000);
    expect(shown()[0]).toBe('current');
  });
});

describe('a reader who comes back to the page', () => {
  const turn = (hidden: boolean) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
  };
  afterEach(() => {
    Reflect.deleteProperty(document, 'hidden');
  });

  it('sees the map anew after more than half a minute', async () => {
    turn(true);
    await wait(30_000);
    turn(false);
    await wait(30);
    expect(shown()[1]).toBe('0');
    turn(true);
    await wait(30_001);
    turn(false);
    await wait(30);
    expect(shown()[1]).toBe('1');
  });
});
