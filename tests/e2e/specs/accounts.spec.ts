import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { makeBindingCode, providerDriver } from '#tests/e2e/drivers/provider-driver.ts';
import { hasReachableDatabase, passHourSinceProof, productUrl } from '#tests/e2e/product.ts';
import { DEMO_PASSWORD } from '#tests/e2e/sessions.ts';
import { expect } from '#tests/e2e/test.ts';
import { LABEL, STRONG, test } from '#tests/e2e/with-provider.ts';
import { words } from '#tests/e2e/words.ts';
import { CLIENT_ID, type TestProvider } from '#tests/support/accounts/identity-provider.ts';
import { totpCode } from '#tests/support/accounts/totp.ts';

const KEY = 'Khóa USB của phòng';
const OWNER = 'planner.two';
const OWN_PASSWORD = 'một câu dài dễ nhớ 2026';
const OFFICER = { subject: 'can-bo-7', acr: STRONG };
const PROPOSED = 'Ngã ba Minh Họa Việt Hưng';
const NEXT_PASSWORD = 'câu khác cũng dễ nhớ 2027';

test('an account is opened by a link shown once, shown its screen, and closed @journey', async ({
  people,
}) => {
  const admin = await people.as('admin');
  await admin.open('/accounts');
  await admin.accounts.startsAccount();
  await admin.accounts.describes({
    name: 'Người lập kế hoạch thứ hai (minh họa)',
    username: OWNER,
    role: 'planner',
  });
  await admin.accounts.creates();
  const link = await admin.accounts.notesLink();
  await admin.accounts.expectAccount(OWNER, words.accounts.temporaryPassword);

  const planner = await people.stranger();
  await planner.setsPassword(link, OWN_PASSWORD);
  await planner.types(OWNER, OWN_PASSWORD);
  await planner.entersSignIn();
  await planner.expectScreen(words.routes.title);
  await planner.hints.expectHint('new_route');
  await planner.hints.goesOn();
  await planner.hints.expectHint('teams');
  await planner.hints.skipsAll();
  await planner.hints.expectNoneAnyMore();
  await planner.hints.opensAgain();
  await planner.hints.expectHint('new_route');
  await planner.hints.leaves();
  await planner.open('/settings');
  await planner.settings.changesPassword(OWN_PASSWORD, NEXT_PASSWORD);
  await planner.expectSaid(words.settings.passwordChanged);
  await planner.settings.expectOwnSession();

  planner.willComplain(/status of 40[13] /);
  await admin.accounts.startsAct(OWNER, words.accounts.disable);
  await admin.accounts.expectRecordPreview();
  await admin.accounts.confirms(words.accounts.disable);
  await admin.expectSaid(words.accounts.disabled);
  // The open page hears that its session ended, and leads to the sign-in by itself.
  await planner.expectSignIn();
  await planner.types(OWNER, NEXT_PASSWORD);
  await planner.entersSignIn();
  await planner.expectProblem('account.disabled');
});

test('the log tells an auditor of a record that was read, and is whole @journey @daily', async ({
  people,
}) => {
  const officer = await people.as('officer');
  const { id } = await officer.server.pointNamed('Khu nhà trọ Minh Họa Số 8');
  await officer.open(`/?id=${id}`);
  await officer.point.expectOpen('Khu nhà trọ Minh Họa Số 8');

  const auditor = await people.as('auditor');
  await auditor.open('/');
  await auditor.expectScreen(words.audit.title);
  await auditor.audit.filtersByAction('point.read');
  await auditor.audit.expectOnlyAction('point.read');
  await auditor.audit.expectLine('Cán bộ VH-XH', String(id));
  await auditor.audit.verifies();
  await auditor.audit.expectWhole();
});

test('the sign-in fills itself for a role of the demonstration, leads back to the view that was asked for, and is all that is left after the sign-out', async ({
  people,
}) => {
  const stranger = await people.stranger();
  await stranger.open('/?status=recurring');
  await stranger.expectSignIn();
  await stranger.choosesDemoRole('officer');
  await stranger.entersSignIn();
  await stranger.list.expectCondition(words.register.status.recurring);
  await expect.poll(() => new URL(stranger.address()).searchParams.get('status')).toBe('recurring');
  await stranger.expectDemoNotice();
  // Requests of the map that are under way at the sign-out are refused.
  stranger.willComplain(/status of 401 /);
  await stranger.signsOut();
  await stranger.expectSignIn();
  await stranger.open('/tips');
  await stranger.expectSignIn();
});

/** An act an hour after the last proof: refused after a weak sign-in at the provider, recorded after a strong one. */
async function decideThroughProvider(
  coordinator: App,
  office: ReturnType<typeof providerDriver>,
  provider: TestProvider,
): Promise<void> {
  await passHourSinceProof(coordinator.page, '/api/points/0/recognise');
  await coordinator.point.startsAct('recognise');
  await coordinator.point.fillsIn({ document: '46/KH-UBND' });
  await coordinator.point.records('recognise');
  provider.person = { ...OFFICER, acr: 'muc-thap' };
  const weak = await office.answersQuestion();
  await coordinator.expectProblem('single_sign_on.not_confirmed');
  await weak.close();
  provider.person = OFFICER;
  await office.answersQuestion();
  await office.expectQuestionGone();
  await coordinator.point.expectStatus('active');
}

test('the organisation signs a bound person in, confirms an act that decides, and signs them out', async ({
  people,
  provider,
}) => {
  provider.product = productUrl();
  provider.person = OFFICER;
  const coordinator = await people.stranger();
  coordinator.willComplain(/status of 4(0[13]|22) /);
  await coordinator.open('/sign-in');
  const office = providerDriver(coordinator.page, LABEL);
  await office.signsIn();
  await coordinator.expectProblem('single_sign_on.not_bound');
  const admin = await people.as('admin');
  await admin.open('/accounts');
  const code = await makeBindingCode(admin.page, (act) =>
    admin.accounts.startsAct('coordinator', act),
  );
  await office.bindsBy('aaaa-bbbb-cccc-dddd', DEMO_PASSWORD);
  await coordinator.expectProblem('single_sign_on.wrong_code');
  await office.bindsBy(code, DEMO_PASSWORD);
  await coordinator.expectSignedIn();

  const elsewhere = await people.stranger();
  elsewhere.willComplain(/status of 40[13] /);
  await elsewhere.open('/?status=proposed');
  const officeElsewhere = providerDriver(elsewhere.page, LABEL);
  await officeElsewhere.signsIn();
  await elsewhere.list.opens(PROPOSED);
  await elsewhere.point.expectStatus('proposed');
  if (hasReachableDatabase()) await decideThroughProvider(elsewhere, officeElsewhere, provider);

  // The pages of the provider in this suite ask for a font of the open network.
  elsewhere.willComplain(/fonts\.googleapis\.com/);
  // A page that stays open hears of it without being touched.
  await officeElsewhere.signsOutAtProvider(`${provider.issuer}/session/end?client_id=${CLIENT_ID}`);
  await elsewhere.expectSignIn();
  await coordinator.open('/settings');
  await coordinator.expectScreen(words.settings.title);
});

test('a passkey or a code confirms an act that decides; a copied key is refused, and a lost one removed', async ({
  people,
}) => {
  // Browsers bind a passkey to a name.
  const admin = await people.as('admin', {
    baseURL: productUrl().replace('127.0.0.1', 'localhost'),
  });
  admin.willComplain(/status of 40[13] /);
  await admin.passkeys.plugsInKey();
  await admin.open('/sign-in');
  await admin.signsIn('admin');
  await admin.expectScreen(words.accounts.title);
  await admin.open('/settings');
  await admin.passkeys.adds(KEY, DEMO_PASSWORD);
  await admin.passkeys.expectPasskey(KEY, words.passkeys.unused);

  await admin.signsOut();
  await admin.passkeys.signsIn();
  await admin.expectScreen(words.accounts.title);
  if (hasReachableDatabase()) {
    await passHourSinceProof(admin.page, '/api/accounts/0/disable');
    await admin.accounts.startsAct('inspector', words.accounts.disable);
    await admin.accounts.confirms(words.accounts.disable);
    await admin.question.isAnsweredByKey();
    await admin.expectSaid(words.accounts.disabled);
  }

  await admin.passkeys.takesOldCopy();
  await admin.signsOut();
  await admin.passkeys.signsIn();
  await admin.expectProblem('passkey.copied');
  await admin.signsIn('admin');
  await admin.expectScreen(words.accounts.title);
  await admin.open('/settings');
  await admin.passkeys.expectCopied();
  await admin.passkeys.removes(KEY);
  await admin.passkeys.expectNone();
  if (!hasReachableDatabase()) return;

  const authenticator = await admin.settings.turnsOnSecondFactor(DEMO_PASSWORD);
  await passHourSinceProof(admin.page, '/api/accounts/0/disable');
  await admin.open('/accounts');
  await admin.accounts.startsAct('officer', words.accounts.disable);
  await admin.accounts.confirms(words.accounts.disable);
  // The act itself stays open below.
  await admin.question.isLeftByEscape();
  await admin.accounts.confirms(words.accounts.disable);
  await admin.question.isAnsweredByCode(await totpCode(authenticator));
  await admin.expectSaid(words.accounts.disabled);
});
