import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  type APIRequest,
  type BrowserContext,
  type BrowserContextOptions,
  type BrowserType,
  expect,
  type LaunchOptions,
} from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';
import { FETCHES_WITHIN } from '#tests/support/browser/chromium.ts';

import { collectComplaints, type Complaints } from './complaints.ts';
import { type App, appDriver } from './drivers/app-driver.ts';
import { test as base } from './own-product.ts';
import { type PoorLine, poorLine } from './poor-line.ts';
import { productUrl, sessionOf } from './product.ts';
import { leaveMapsUnpainted } from './unpainted-maps.ts';

// Without a network, and at a revoked session, the browser says so in its console.
const NO_NETWORK =
  /ERR_(EMPTY_RESPONSE|CONNECTION|SOCKET_NOT_CONNECTED|INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED|INCOMPLETE|CONTENT_LENGTH)|Failed to fetch|status of (401|409|422|504)|DeviceLocked|ApiUnreachable: unreachable/;

/** A phone of its own, with a browser whose memory survives its closing, at the end of a poor line. */
export type Device = {
  line: PoorLine;
  /** Opens the product in the browser that is running, or starts it. */
  opens(address?: string): Promise<App>;
  /** The browser ends, as at a flat battery's warning; its memory stays. */
  closesBrowser(): Promise<void>;
  /** The browser is killed with everything that it runs, as when a battery is empty; its memory stays. */
  losesPower(): Promise<void>;
  /** Folder of the browser's memory. */
  folder: string;
  signsInAs(role: Role): Promise<void>;
  /** From the next start of the browser on; negative is behind. */
  setsClockBy(hours: number): void;
};

type Browser = {
  chromium: BrowserType;
  /** Keeps its memory. */
  folder: string;
  deviceScaleFactor: number | undefined;
  launchOptions: LaunchOptions;
};
type Running = { context: BrowserContext; watched: Complaints };

type Tools = {
  playwright: { chromium: BrowserType; request: APIRequest };
  deviceScaleFactor: number | undefined;
  launchOptions: LaunchOptions;
};

/** Both may be signed in as the same person; the second is started only where a test names it. */
export const test = base.extend<{ device: Device; secondDevice: Device }>({
  device: async ({ playwright, deviceScaleFactor, launchOptions }, runTest) =>
    withDevice({ playwright, deviceScaleFactor, launchOptions }, runTest),
  secondDevice: async ({ playwright, deviceScaleFactor, launchOptions }, runTest) =>
    withDevice({ playwright, deviceScaleFactor, launchOptions }, runTest),
});

async function withDevice(
  { playwright, deviceScaleFactor, launchOptions }: Tools,
  runTest: (device: Device) => Promise<void>,
): Promise<void> {
  const line = await poorLine(productUrl());
  const folder = mkdtempSync(join(tmpdir(), 'diaban-device-'));
  const complaints: Complaints[] = [];
  const { chromium, request } = playwright;
  const args = launchOptions.args?.filter((argument) => argument !== FETCHES_WITHIN) ?? [];
  const browser = {
    chromium,
    folder,
    deviceScaleFactor,
    launchOptions: { ...launchOptions, args },
  };
  const { device, close } = make(line, browser, request, complaints);
  await runTest(device);
  await close();
  await line.close();
  rmSync(folder, { recursive: true, force: true });
  const found = complaints.flatMap((one) => one.found);
  expect(found, 'complaints of the browser').toEqual([]);
}

const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
  colorScheme: 'light',
  reducedMotion: 'reduce',
  serviceWorkers: 'allow',
};

function make(
  line: PoorLine,
  { chromium, folder, deviceScaleFactor, launchOptions }: Browser,
  request: APIRequest,
  complaints: Complaints[],
) {
  let running: Running | null = null;
  let hours = 0;

  async function browser(): Promise<Running> {
    if (running !== null) return running;
    const context = await chromium.launchPersistentContext(folder, {
      ...launchOptions,
      baseURL: line.url,
      ...PHONE,
      ...(deviceScaleFactor === undefined ? {} : { deviceScaleFactor }),
    });
    await leaveMapsUnpainted(context, deviceScaleFactor);
    if (hours !== 0) await context.clock.install({ time: Date.now() + hours * 3_600_000 });
    const watched = collectComplaints(context);
    watched.expect(NO_NETWORK);
    complaints.push(watched);
    running = { context, watched };
    return running;
  }
  async function close(): Promise<void> {
    await running?.context.close();
    running = null;
  }
  const device: Device = {
    line,
    folder,
    async opens(address = '/') {
      const { context, watched } = await browser();
      const app = appDriver(await context.newPage(), watched);
      await app.open(address);
      return app;
    },
    closesBrowser: close,
    async losesPower() {
      await killBrowser(folder, running);
      running = null;
    },
    async signsInAs(role) {
      const { context } = await browser();
      const { cookies } = await sessionOf(request, role);
      await context.addCookies(cookies);
    },
    setsClockBy(by) {
      hours = by;
    },
  };
  return { device, close };
}

async function killBrowser(folder: string, running: Running | null): Promise<void> {
  const closed = running?.context.waitForEvent('close');
  for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
  await closed;
}

/** Ids of the processes of the browser whose memory is in a folder. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && commandOf(pid).includes(`--user-data-dir=${folder}`));
}

/** Words with which a process was started; empty where it has ended meanwhile. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
