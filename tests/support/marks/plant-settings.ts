import type { People } from '#tests/support/points/register-acts.ts';
import { IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';
import { paperOf } from '#tests/support/points/proposal-acts.ts';
import { osmFiles } from '#tests/support/files/osm-files.ts';
import { STREETS } from '#tests/support/requests/osm-imports.ts';
import { withToken } from '#tests/support/signals/tip-source.ts';
import type { TestClient } from '#tests/support/test-app.ts';

import { HERE, type Planter } from './planter.ts';

type SignalParameters = { inForce: { key: string; value: { groups?: object[] } }[] };
type Outside = { push: { endpoint: string; p256dh: string; auth: string } };

/** Words in every form of settings, imports and the running of the server. */
export async function plantSettings(
  planter: Planter,
  by: People,
  outside: Outside,
): Promise<{ token: TestClient }> {
  const admin = await planter.test.as('admin');
  await plantRules(planter, by);
  await plantProposals(planter, by);
  await plantImports(planter, by, admin);
  const token = await plantAccess(planter, by, admin);
  await plantViews(planter, by, outside);
  return { token };
}

async function plantRules(planter: Planter, { coordinator }: People): Promise<void> {
  await planter.does(coordinator, 'POST /api/check-schedules', {
    validFrom: '2026-11-24',
    days: [300, 20],
    leadDays: 5,
    watchDays: 400,
    retryDays: 2,
    origin: HERE,
  });
  const flag = { expiryDays: 50, undoMinutes: 15 };
  const rematch = { key: 'signal.flag', value: flag, origin: HERE, validFrom: '2026-12-24' };
  const opened = await planter.does<{ id: number }>(
    coordinator,
    'POST /api/signal-rematches',
    rematch,
  );
  await planter.does(coordinator, 'POST /api/signal-rematches/{id}/cancel', {}, opened);
  const { inForce } = await planter.does<SignalParameters>(
    coordinator,
    'GET /api/signal-parameters',
    {},
  );
  const compatibility = inForce.find(({ key }) => key === 'signal.compatibility');
  const groups = compatibility?.value.groups?.map((group) => ({
    ...group,
    name: HERE,
    nameEn: HERE,
  }));
  await planter.does(coordinator, 'POST /api/signal-rematches', {
    ...rematch,
    key: 'signal.compatibility',
    value: { ...compatibility?.value, groups },
  });
  const day = { day: '2026-12-10', kind: 'holiday', name: HERE };
  await planter.does(coordinator, 'POST /api/tip-clocks/days', day);
  const { rules } = await planter.does<{ rules: { kind: string }[] }>(
    coordinator,
    'GET /api/tip-clocks',
    {},
  );
  const rule = rules.find(({ kind }) => kind === 'feedback');
  await planter.does(coordinator, 'POST /api/tip-clocks/rules', {
    ...rule,
    validFrom: '2026-12-24',
    origin: HERE,
  });
  const periods = { validFrom: '2027-01-15', firstDay: 10, origin: HERE };
  await planter.does(coordinator, 'POST /api/reports/periods', periods);
  await planter.does(coordinator, 'POST /api/analysis/populations', {
    countedOn: '2026-04-01',
    source: HERE,
    items: [{ commune: '00070', people: 80_000 }],
  });
}

/** Two proposals that come to nothing: one is refused, the other withdrawn. */
async function plantProposals(planter: Planter, by: People): Promise<void> {
  const proposed = async () =>
    planter.does<{ id: number }>(by.coordinator, 'POST /api/proposals', {
      kind: 'day_off',
      act: { day: '2026-12-11', kind: 'holiday', name: 'Nghỉ bù thử' },
      paperId: await paperOf(by.coordinator),
    });
  const end = { reason: HERE };
  const path = 'POST /api/proposals/{id}';
  await planter.does(by.analyst, `${path}/refuse`, end, await proposed());
  await planter.does(by.coordinator, `${path}/withdraw`, end, await proposed());
}

const table = (...lines: string[]) =>
  new File([lines.join('\n')], 'bang.csv', { type: 'text/csv' });

async function plantImports(planter: Planter, by: People, admin: TestClient): Promise<void> {
  const cell = (route: string) => planter.text(route, HERE, 'file');
  const points = 'POST /api/point-imports';
  await planter.sends(
    by.analyst,
    points,
    table(
      'Mã;Tên điểm;Loại;Kinh độ;Vĩ độ;Trạng thái;Số văn bản',
      `A1;Nhà nghỉ ${cell(points)};NN;105,8512;21,0322;đề xuất;`,
    ),
  );
  const refused = `${points}/refused`;
  await planter.sends(
    by.analyst,
    refused,
    table('Mã;Tên điểm;Loại;Kinh độ;Vĩ độ;Trạng thái', `A2;${cell(refused)};NN;;;đề xuất`),
    { format: 'csv' },
  );
  await planter.does(by.analyst, `${points}/words`, { word: HERE, category: 'NN' });
  const tips = 'POST /api/tip-imports';
  await planter.sends(
    by.analyst,
    tips,
    table(
      'Số tin;Loại tin;Ngày tiếp nhận;Kinh độ;Vĩ độ;Nơi xảy ra',
      `B1;Phản ánh;02/11/2026;105,853;21,031;${cell(tips)}`,
    ),
  );
  const objects = 'POST /api/inspection-object-imports';
  await planter.sends(
    by.planner,
    objects,
    table(
      'Mã cơ sở;Tên cơ sở;Loại hình;Địa chỉ;Kinh độ;Vĩ độ;Trạng thái',
      `C1;Karaoke ${cell(objects)};KAR;;105,8500;21,0320;đang hoạt động`,
    ),
  );
  await plantGround(planter, by, admin);
}

/** Names of communes, addresses and streets. */
async function plantGround(planter: Planter, by: People, admin: TestClient): Promise<void> {
  const cell = (route: string) => planter.text(route, HERE, 'file');
  const former = 'POST /api/communes/former-names';
  const names = table('old_name,extent,new_code', `Thị trấn ${cell(former)},full,00004`);
  await planter.sends(admin, former, names, { source: HERE });
  const of = { source: HERE, licence: HERE };
  const gazetteers = 'POST /api/gazetteers';
  await planter.sends(
    admin,
    gazetteers,
    table(
      'Tên,Địa chỉ,Kinh độ,Vĩ độ,Phường/xã',
      `,10 phố ${cell(gazetteers)},105.8500,21.0300,`,
      `,20 phố ${cell(gazetteers)},105.8510,21.0300,`,
    ),
    of,
  );
  const road = (route: string) => {
    const { ways, ...more } = STREETS;
    const named = ways.map((way) => ({
      ...way,
      tags: { ...way.tags, name: `Phố ${cell(route)}` },
    }));
    const { xml } = osmFiles({ ...more, ways: named });
    return new File([Buffer.from(xml)], 'duong.osm');
  };
  await planter.sends(admin, 'POST /api/roads', road('POST /api/roads'), of);
  await planter.sends(admin, 'POST /api/osm-imports', road('POST /api/osm-imports'), of);
  await planter.does(by.analyst, 'POST /api/geocoding/batch', { addresses: [HERE] });
}

async function plantAccess(planter: Planter, by: People, admin: TestClient): Promise<TestClient> {
  await planter.does(admin, 'POST /api/accounts', {
    role: 'planner',
    communeIds: [],
    validFrom: '2026-01-01',
    validTo: null,
    username: HERE,
    name: HERE,
  });
  const source = { name: HERE, channel: 'hotline' };
  const made = await planter.does<{ token: string }>(admin, 'POST /api/tip-sources', source);
  const hotline = withToken(planter.test, made.token);
  await planter.does(hotline, 'POST /api/intake/tips', {
    channelNumber: HERE,
    placeName: HERE,
    position: IN_HOAN_KIEM,
  });
  const opened = await planter.does<{ token: string }>(by.analyst, 'POST /api/tokens', {
    name: HERE,
    purpose: HERE,
    days: 30,
    rights: ['points:read'],
  });
  return withToken(planter.test, opened.token);
}

async function plantViews(planter: Planter, by: People, { push }: Outside): Promise<void> {
  const view = { name: HERE, search: { status: 'active', q: HERE }, sharedWith: null };
  const { items } = await planter.does<{ items: { id: number }[] }>(
    by.leader,
    'POST /api/views',
    view,
  );
  const id = items.at(-1)?.id ?? 0;
  await planter.does(
    by.leader,
    'POST /api/views/{id}/change',
    { ...view, sharedWith: 'leader' },
    { id },
  );
  await planter.does(by.leader, 'POST /api/me/push', {
    ...push,
    language: 'vi',
    groups: ['handovers', 'answers', 'routes', 'overdue', 'reports', 'digest'],
  });
  const address = `${HERE}@don-vi.example`;
  await planter.does(by.leader, 'POST /api/me/reminders', { address, digest: true, overdue: true });
  await planter.does(
    by.leader,
    'POST /api/views/{id}/watch',
    { watched: true, byMail: true },
    { id },
  );
  await planter.does(by.leader, 'POST /api/exports', {
    kind: 'map_print',
    purpose: HERE,
    points: 1,
    view: 'status=active',
  });
}
