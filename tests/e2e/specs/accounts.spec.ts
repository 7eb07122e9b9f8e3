import { tried } from '#tests/e2e/names.ts';
import { test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

test.describe.serial('accounts', () => {
  const owner = () => `planner.two.${tried()}`;

  test('are opened with a password that is shown once, which its owner changes', async ({
    people,
  }) => {
    const admin = await people.as('admin');
    await admin.open('/accounts');
    await admin.accounts.startsAccount();
    await admin.accounts.describes({
      name: 'Người lập kế hoạch thứ hai (minh họa)',
      username: owner(),
      role: 'planner',
    });
    await admin.accounts.creates();
    const password = await admin.accounts.notesPassword();
    await admin.accounts.expectAccount(owner(), words.accounts.temporaryPassword);

    const planner = await people.stranger();
    await planner.open('/sign-in');
    await planner.types(owner(), password);
    await planner.entersSignIn();
    await planner.expectScreen(words.routes.title);
    await planner.open('/settings');
    await planner.settings.changesPassword(password, 'một câu dài dễ nhớ 2026');
    await planner.expectSaid(words.settings.passwordChanged);
  });

  test('say what will be recorded before one is closed, and shut its owner out', async ({
    people,
  }) => {
    const admin = await people.as('admin');
    await admin.open('/accounts');
    await admin.accounts.searches(owner());
    await admin.accounts.startsAct(owner(), words.accounts.disable);
    await admin.accounts.expectRecordPreview();
    await admin.accounts.confirms(words.accounts.disable);
    await admin.expectSaid(words.accounts.disabled);

    const planner = await people.stranger();
    planner.willComplain(/status of 40[13] .*\/sign-in\/username/);
    await planner.open('/sign-in');
    await planner.types(owner(), 'một câu dài dễ nhớ 2026');
    await planner.entersSignIn();
    await planner.expectProblem('account.disabled');
  });
});

test.describe('what is a person’s own', () => {
  test('shows the sessions that are open, this one marked', async ({ people }) => {
    const officer = await people.as('officer');
    await officer.open('/settings');
    await officer.expectScreen(words.settings.title);
    await officer.settings.expectOwnSession();
  });
});

test.describe('the log', () => {
  test('tells of a record that was read, and is whole', async ({ people }) => {
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
});
