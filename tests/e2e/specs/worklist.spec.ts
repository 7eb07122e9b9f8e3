import { askHandover } from '#tests/e2e/handover-story.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

/** In the story: asked twenty days ago, and three days ago. */
const LATE = 'Quán bar Minh Họa Số 3';
const RECENT = 'Karaoke Minh Họa Số 2';
const RECURRED = 'Cơ sở tắm hơi Minh Họa Số 9';
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
/** Parameters that the sentence of a hand-over does not use. */
const NO_FIGURES = { date: '', waiting: '', overdue: '' };
const LEADER = /Lãnh đạo UBND phường Hoàn Kiếm/;

test.describe('what waits for the leader of a commune, on a phone', () => {
  test('is there without a press, a card a place, hand-overs first and by how much overdue @journey @daily', async ({
    people,
  }) => {
    const leader = await people.as('leader', PHONE);
    await leader.open('/');
    await leader.worklist.expectCard(LATE, 'handover');
    await leader.worklist.expectCountsForNobody(LATE);
    await leader.worklist.expectHandoversFirst();
    await leader.worklist.expectOnFirstScreen(LATE);
    await leader.worklist.expectCard(RECURRED, 'reply');
    expect(leader.worklist.presses).toBe(0);
    await leader.worklist.opensOnMap(LATE, 'handover');
    await leader.point.expectOpen(LATE);
    const { anchor } = await leader.server.pointNamed(LATE);
    await leader.map.expectUncovered(anchor);
    await leader.look.screenshot('worklist-on-map-360');
  });

  test('of two devices on one hand-over one wins, the other is told by whom and when', async ({
    people,
    playwright,
  }) => {
    const name = 'Nhà nghỉ Minh Họa Hai Máy';
    await askHandover(playwright.request, name);
    const first = await people.as('leader', PHONE);
    const second = await people.as('leader', PHONE);
    const deaf = await people.as('leader', PHONE);
    deaf.willComplain(/status of 409 .*\/refuse/);
    await deaf.hearsNothingOfOthers();
    for (const device of [first, second, deaf]) await device.open('/');
    await second.worklist.startsConfirming(name);
    await deaf.worklist.startsRefusing(name);
    await deaf.worklist.choosesReason('duplicate');

    await first.worklist.startsConfirming(name);
    await first.worklist.recordsConfirmation();
    await first.worklist.expectDone();
    expect(first.worklist.presses).toBe(2);

    // One hears of it while the form is open; the other only when it sends.
    await second.worklist.expectAnsweredMeanwhile('handover_confirmed', LEADER);
    await second.worklist.expectCannotConfirm();
    await deaf.worklist.recordsRefusal();
    await deaf.worklist.expectAnsweredMeanwhile('handover_confirmed', LEADER);
  });
});

test.describe('from the home of a leader, on a phone', () => {
  test('the commune and its targets are one press away, renewed activity at any place three', async ({
    people,
  }) => {
    const leader = await people.as('leader', { ...PHONE, permissions: [] });
    await leader.open('/');
    await leader.worklist.waitsForList();
    const presses = await countPresses(leader.page);
    const place = await leader.checks.reportsActivity();
    await leader.checks.records();
    await leader.checks.expectClosed();
    await presses.within('renewed activity at any place');
    const { flags } = await leader.server.pointNamed(place);
    expect(flags).toContain('suspected');

    await countPresses(leader.page);
    await leader.goesTo(words.destinations.communeLook);
    await leader.expectScreen('phường Hoàn Kiếm');
    await presses.within('my commune');

    await leader.goesTo(words.common.goWorklist);
    await leader.worklist.waitsForList();
    await countPresses(leader.page);
    await leader.goesTo(words.destinations.plans);
    await leader.plans.expectIndicators();
    await presses.within('targets with their pace');
  });
});

test.describe('what the story lets a leader answer, on a phone', () => {
  test('a hand-over is refused with its reason in three presses; a reply that the officer drafted is filed and stands beside the figure', async ({
    people,
  }) => {
    const leader = await people.as('leader', PHONE);
    await leader.open('/');
    await leader.worklist.waitsForList();
    const presses = await countPresses(leader.page);
    await leader.worklist.startsRefusing(RECENT);
    await leader.worklist.choosesReason('wrong_commune');
    await leader.worklist.recordsRefusal();
    await leader.worklist.expectDone();
    await presses.within('hand-over refused with its reason');
    await leader.worklist.expectNoCard(RECENT, 'handover');
    await leader.worklist.startsReplying(RECURRED);
    await leader.worklist.expectDraft(/khôi phục tuần tra/);
    await leader.worklist.filesReply();
    await leader.worklist.expectDone();
    await leader.worklist.expectNoCard(RECURRED, 'reply');

    const analyst = await people.as('analyst');
    await analyst.open('/worklist');
    await analyst.worklist.expectCard(RECENT, 'refusal');
    const { id } = await analyst.server.pointNamed(RECURRED);
    await analyst.turnsTo(`/?id=${id}`);
    await analyst.point.expectSays(/đã giải trình/);
    await analyst.point.expectSays(/khôi phục tuần tra/);
  });
});

test.describe('the notices of a leader, on a phone', () => {
  test('are counted at the bell and in the navigation, lead to their place, and stay read', async ({
    people,
    playwright,
  }) => {
    const leader = await people.as('leader', PHONE);
    await leader.open('/settings');
    // This browser forbids what pushes need, and the settings say what to do about it.
    await leader.expectSaid(words.notices.deviceDenied);
    const before = await leader.notices.unread();
    const { waiting } = await leader.server.worklist();
    await leader.worklist.expectBadge(waiting);
    const name = 'Nhà nghỉ Minh Họa Thông Báo';
    const { code } = await askHandover(playwright.request, name);
    const sentence = words.notices.kind.handover_asked({ ...NO_FIGURES, code });
    await leader.notices.expectUnread(before + 1);
    // The hand-over, the first check of an eliminated place, and the reply about its listing.
    await leader.worklist.expectBadge(waiting + 3);
    await leader.notices.opensList();
    await leader.notices.expectRow(sentence, 'unread');
    expect(await leader.look.faultsOnPhone('notices')).toEqual([]);

    await leader.notices.opens(sentence);
    await leader.point.expectOpen(name);
    await leader.notices.expectUnread(before);
    await leader.notices.opensList();
    await leader.notices.expectRow(sentence, 'read');

    await askHandover(playwright.request, 'Nhà nghỉ Minh Họa Thông Báo Hai');
    await leader.notices.expectUnread(before + 1);
    await leader.notices.readsAll();
    await leader.notices.expectUnread(0);
    await leader.open('/notices');
    await leader.notices.expectRow(sentence, 'read');
    await leader.notices.expectUnread(0);
  });
});
