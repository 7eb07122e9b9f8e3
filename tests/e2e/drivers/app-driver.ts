import { expect, type Page } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import { problemText } from '#server/contract/problem-text.ts';
import type { Complaints } from '#tests/e2e/complaints.ts';
import { DEMO_PASSWORD } from '#tests/e2e/sessions.ts';
import { format, words } from '#tests/e2e/words.ts';

import { accountsDriver } from './accounts-driver.ts';
import { analysisDriver } from './analysis-driver.ts';
import { auditDriver } from './audit-driver.ts';
import { boundariesDriver } from './boundaries-driver.ts';
import { checksDriver } from './checks-driver.ts';
import { exportsDriver } from './exports-driver.ts';
import { fieldDriver } from './field-driver.ts';
import { geodataDriver } from './geodata-driver.ts';
import { hintsDriver } from './hints-driver.ts';
import { importsDriver } from './imports-driver.ts';
import { inspectionsDriver } from './inspections-driver.ts';
import { listDriver } from './list-driver.ts';
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
import { routeOutsideDriver } from './route-outside-driver.ts';
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
import { worklistDriver } from './worklist-driver.ts';
import { signalsDriver } from './signals-driver.ts';
import { tasksDriver } from './tasks-driver.ts';
import { thumbsDriver } from './thumbs-driver.ts';
import { timeDriver } from './time-driver.ts';
import { tipsDriver } from './tips-driver.ts';
import { weeklySheetsDriver } from './weekly-sheets-driver.ts';

export type App = ReturnType<typeof appDriver>;

/** One person before one screen. Only drivers know how a screen is made. */
export function appDriver(page: Page, complaints: Complaints) {
  const { common, session, pointsList } = words;
  const navigation = page.getByRole('navigation', { name: common.navigation });
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 });

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
    outside: routeOutsideDriver(page),
    liveDay: liveDayDriver(page),
    told: toldDriver(page),
    routes: routesDriver(page),
    sheet: routeSheetDriver(page),
    keyboard: routeKeyboardDriver(page),
    search: searchDriver(page),
    accounts: accountsDriver(page),
    analysis: analysisDriver(page),
    audit: auditDriver(page),
    checks: checksDriver(page),
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
    weeklySheets: weeklySheetsDriver(page),

    /** Complaints of the browser that belong to the story. */
    willComplain: (pattern: RegExp) => complaints.expect(pattern),

    async open(address = '/') {
      await page.goto(address);
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
    /** Waits until nothing is being fetched; for pages without a map only, whose requests may never end. */
    async rests() {
      await page.waitForLoadState('networkidle');
    },
    /** Counts what the page has loaded so far, compressed as it came, in answers and kilobytes. */
    async loaded() {
      const sizes = await page.evaluate(() => {
        // Browsers note 250 and no more, unless they are told to.
        performance.setResourceTimingBufferSize(2_000);
        return ['navigation', 'resource']
          .flatMap((type) => performance.getEntriesByType(type) as PerformanceResourceTiming[])
          .map(({ encodedBodySize }) => encodedBodySize);
      });
      return {
        requests: sizes.length,
        kilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1000,
      };
    },
    /** Counts what the page loaded from the first request to one address on, null for its beginning, to the answer of another. */
    async loadedBetween(from: RegExp | null, to: RegExp) {
      const all = await page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
          ({ name, startTime, responseEnd, encodedBodySize }) => ({
            name,
            startTime,
            responseEnd,
            encodedBodySize,
          }),
        ),
      );
      const start = from === null ? 0 : all.find(({ name }) => from.test(name))?.startTime;
      const end = all.find(({ name }) => to.test(name))?.responseEnd;
      if (start === undefined || end === undefined) throw new Error(`not asked: ${from}, ${to}`);
      const among = all.filter((one) => one.responseEnd >= start && one.responseEnd <= end);
      const bytes = among.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
      return { requests: among.length, kilobytes: bytes / 1000 };
    },
    /** Waits until the page has what it loads ahead of the first screens, the map last. */
    async hasLoadedAhead() {
      await expect
        .poll(() =>
          page.evaluate(() =>
            performance
              .getEntriesByType('resource')
              .some(({ name }) => /maplibre-gl-\w/.test(name)),
          ),
        )
        .toBe(true);
    },
    /** Slows the processor down by a factor. */
    async slowsDown(times: number) {
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: times });
    },

    async choosesDemoRole(role: Role) {
      await page.getByRole('button', { name: words.register.role[role] }).click();
    },
    async types(username: string, password: string) {
      await page.getByLabel(session.username).fill(username);
      await page.getByLabel(session.password, { exact: true }).fill(password);
    },
    /** Opens a link of an administrator and sets the password of the own account. */
    async setsPassword(link: string, password: string) {
      await page.goto(link);
      await page.getByLabel(words.settings.newPassword, { exact: true }).fill(password);
      await page.getByLabel(words.settings.repeatPassword).fill(password);
      await page.getByRole('button', { name: session.setPassword }).click();
      await page.getByRole('link', { name: session.signIn }).click();
    },
    /** Key by key, by default as fast as somebody who types well: pages get to work while people type. */
    async typesByHand(role: Role, delay = 100) {
      await page.getByLabel(session.username).pressSequentially(role, { delay });
      const secret = page.getByLabel(session.password, { exact: true });
      await secret.pressSequentially(DEMO_PASSWORD, { delay });
    },
    async entersSignIn() {
      await page.getByRole('button', { name: session.signIn, exact: true }).click();
    },
    async signsIn(role: Role) {
      await this.types(role, DEMO_PASSWORD);
      await this.entersSignIn();
    },
    async signsOut() {
      await page.getByRole('button', { name: common.personalMenu }).click();
      await page.getByRole('button', { name: common.signOut }).click();
    },
    async goesTo(place: string) {
      const way = navigation.getByRole('link', { name: place });
      const more = navigation.getByRole('button', { name: common.goMore });
      await expect(way.or(more).filter({ visible: true }).first()).toBeVisible();
      if (!(await way.isVisible())) await more.click();
      await way.click();
    },
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

    async expectSignIn() {
      await expect(heading(session.title)).toBeVisible();
    },
    /** The fields can be filled in. */
    async expectSignInUsable() {
      await expect(page.getByLabel(session.password, { exact: true })).toBeEditable();
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
    async expectPlaces(...places: string[]) {
      await expect(navigation.getByRole('link')).toHaveText(places);
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
