import { expect, type Page } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import { problemText } from '#server/contract/problem-text.ts';
import type { Complaints } from '#tests/e2e/complaints.ts';
import { waitForFrame } from '#tests/e2e/first-frame.ts';
import { format, words } from '#tests/e2e/words.ts';

import { accountsDriver } from './accounts-driver.ts';
import { analysisDriver } from './analysis-driver.ts';
import { auditDriver } from './audit-driver.ts';
import { boundariesDriver } from './boundaries-driver.ts';
import { checksDriver } from './checks-driver.ts';
import { conductDriver } from './conduct-driver.ts';
import { exportsDriver } from './exports-driver.ts';
import { fieldDriver } from './field-driver.ts';
import { geodataDriver } from './geodata-driver.ts';
import { hintsDriver } from './hints-driver.ts';
import { importsDriver } from './imports-driver.ts';
import { inspectionsDriver } from './inspections-driver.ts';
import { listDriver } from './list-driver.ts';
import { loadingDriver } from './loading-driver.ts';
import { lookDriver } from './look-driver.ts';
import { mapDriver } from './map-driver.ts';
import { measuresDriver } from './measures-driver.ts';
import { noticesDriver } from './notices-driver.ts';
import { offlineDriver } from './offline-driver.ts';
import { overviewDriver } from './overview-driver.ts';
import { paperDriver } from './paper-driver.ts';
import { passkeyDriver, questionDriver } from './passkey-driver.ts';
import { plansDriver } from './plans-driver.ts';
import { pointDriver } from './point-driver.ts';
import { proposalsDriver } from './proposals-driver.ts';
import { routeSheetDriver } from './route-sheet-driver.ts';
import { routeDeskDriver } from './route-desk-driver.ts';
import { routeDragDriver } from './route-drag-driver.ts';
import { reportsDriver } from './reports-driver.ts';
import { liveDayDriver, toldDriver } from './live-day-driver.ts';
import { routesDriver } from './routes-driver.ts';
import { routeKeyboardDriver } from './route-keyboard-driver.ts';
import { searchDriver } from './search-driver.ts';
import { serverDriver } from './server-driver.ts';
import { settingsDriver } from './settings-driver.ts';
import { signInDriver } from './sign-in-driver.ts';
import { worklistDriver } from './worklist-driver.ts';
import { signalsDriver } from './signals-driver.ts';
import { tasksDriver } from './tasks-driver.ts';
import { thumbsDriver } from './thumbs-driver.ts';
import { timeDriver } from './time-driver.ts';
import { tipsDriver } from './tips-driver.ts';

export type App = ReturnType<typeof appDriver>;

const { common, session, pointsList } = words;

/** One person before one screen. Only drivers know how a screen is made. */
export function appDriver(page: Page, complaints: Complaints) {
  return {
    ...screenDrivers(page),
    ...windowActs(page, complaints),
    ...loadingDriver(page),
    ...signInDriver(page),
    ...networkActs(page, complaints),
    ...frameContents(page, complaints),
  };
}

/** The drivers of the screens. */
function screenDrivers(page: Page) {
  return {
    page,
    map: mapDriver(page),
    measures: measuresDriver(page),
    list: listDriver(page),
    look: lookDriver(page),
    thumbs: thumbsDriver(page),
    notices: noticesDriver(page),
    offline: offlineDriver(page),
    passkeys: passkeyDriver(page),
    question: questionDriver(page),
    plans: plansDriver(page),
    overview: overviewDriver(page),
    paper: paperDriver(page),
    reports: reportsDriver(page),
    point: pointDriver(page),
    field: fieldDriver(page),
    desk: routeDeskDriver(page),
    dragging: routeDragDriver(page),
    liveDay: liveDayDriver(page),
    told: toldDriver(page),
    routes: routesDriver(page),
    sheet: routeSheetDriver(page),
    keyboard: routeKeyboardDriver(page),
    search: searchDriver(page),
    accounts: accountsDriver(page),
    proposals: proposalsDriver(page),
    analysis: analysisDriver(page),
    audit: auditDriver(page),
    checks: checksDriver(page),
    conduct: conductDriver(page),
    boundaries: boundariesDriver(page),
    exports: exportsDriver(page),
    geodata: geodataDriver(page),
    hints: hintsDriver(page),
    imports: importsDriver(page),
    inspections: inspectionsDriver(page),
    settings: settingsDriver(page),
    server: serverDriver(page),
    worklist: worklistDriver(page),
    tasks: tasksDriver(page),
    time: timeDriver(page),
    tips: tipsDriver(page),
    signals: signalsDriver(page),
  };
}

/** The window and its address. */
function windowActs(page: Page, complaints: Complaints) {
  return {
    /** Complaints of the browser that belong to the story. */
    willComplain: (pattern: RegExp) => complaints.expect(pattern),
    /** Others answer on its line: the browser complains of what they say. */
    willHearStrangers() {
      complaints.expect(/status of (403|413|429|500|502|503) |portal\.example/);
      // Half a tile is none; the map reports it and draws the one that it has.
      complaints.expect(/^uncaught: *$/);
    },
    async open(address = '/') {
      await page.goto(address).catch(async (error: Error) => {
        // The step back of a dialog that has just closed ends a navigation that begins in the same moment.
        if (!error.message.includes('ERR_ABORTED')) throw error;
        await page.goto(address);
      });
    },
    /** Opens a page and does not wait for more than the beginning of its answer. */
    async startsOpening(address: string) {
      await page.goto(address, { waitUntil: 'commit' });
    },
    /** Opens another page as a link does: the product itself is not loaded anew. */
    async turnsTo(address = '/') {
      if (page.url() === 'about:blank') await page.goto(address);
      else await page.evaluate((to) => history.pushState(null, '', to), address);
    },
    address: () => page.url(),
    /** Closes the window. */
    async leaves() {
      await page.close();
    },
    /** Waits until nothing is being fetched; for a page that was just opened and has neither a map nor a stream. */
    async rests() {
      await page.waitForLoadState('networkidle');
    },
  };
}

/** The network of the device. */
function networkActs(page: Page, complaints: Complaints) {
  return {
    /** The stream of other people's changes does not reach this window. */
    async hearsNothingOfOthers() {
      complaints.expect(/\/api\/stream/);
      await page.route('**/api/stream', (route) => route.abort());
    },
    async losesNetwork() {
      complaints.expect(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|Failed to fetch/);
      await page.context().setOffline(true);
    },
    async findsNetworkAgain() {
      await page.context().setOffline(false);
    },
  };
}

/** The frame that every screen shows around its own content. */
function frameContents(page: Page, complaints: Complaints) {
  const navigation = page.getByRole('navigation', { name: common.navigation });
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 });

  return {
    async expectSignIn() {
      await expect(heading(session.title)).toBeVisible();
    },
    /** Nothing can be read: the page asks for a sign-in, or for a network where it has none. */
    async expectClosed() {
      const asks = heading(session.title).or(page.getByText(common.unreachableTitle));
      await expect(asks.first()).toBeVisible();
    },
    /** The fields can be filled in. */
    async expectSignInUsable() {
      await waitForFrame(page, 'input[autocomplete="current-password"]:enabled');
    },
    async expectSignedIn() {
      await expect(navigation.first()).toBeVisible();
    },
    async expectScreen(title: string) {
      await expect(heading(title)).toBeVisible();
    },
    /** A screen that has its heading, and the contents that it asked for. */
    async expectDrawn() {
      await expect(page.locator('main h1').first()).toBeVisible();
      await expect(page.getByText(common.loading).first()).toBeHidden();
    },
    async expectDemoNotice() {
      await expect(page.getByText(common.demoBanner, { exact: true }).first()).toBeVisible();
    },
    async expectNoNotice(text: string) {
      await expect(page.getByText(text)).toHaveCount(0);
    },
    async expectNotAllowed(role: Role) {
      // The router reports what a guard throws.
      complaints.expect(/NotAllowed/);
      await expect(
        page.getByText(common.notAllowed({ role: words.register.role[role] })),
      ).toBeVisible();
    },
    async expectSaid(sentence: string | RegExp) {
      await expect(page.getByText(sentence).first()).toBeVisible();
    },
    async expectProblem(code: ProblemCode) {
      await expect(page.getByText(problemText(code, 'vi')).first()).toBeVisible();
    },
    async expectUnreachable() {
      await expect(
        page.getByText(common.unreachableTitle).or(page.getByText(words.map.marksFailed)).first(),
      ).toBeVisible();
    },
    /** The counters of the title bar. */
    async followsRecurring(count: number) {
      const name = `${format.number(count, 0)} ${pointsList.recurringShort}`;
      await page.getByRole('link', { name, exact: true }).click();
    },
  };
}
