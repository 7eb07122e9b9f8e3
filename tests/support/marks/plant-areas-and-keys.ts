import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';

import { devicePasskey } from '#tests/support/accounts/device-passkey.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { openBrowser } from '#tests/support/accounts/sign-in.ts';
import { geoPackage, multiPolygonBlob, polygonBlob } from '#tests/support/files/geopackage.ts';
import type { TestClient } from '#tests/support/test-app.ts';

import { HERE, type Planter } from './planter.ts';

type Areas = FeatureCollection<Polygon | MultiPolygon, { name: string }>;

/** Words in the forms that need a file of the whole city, or a device: the areas of before are put back. */
export async function plantAreasAndKeys(planter: Planter): Promise<void> {
  const admin = await planter.test.as('admin');
  const areas = (await (await admin.get('/api/communes.geojson')).json()) as Areas;
  const route = 'POST /api/boundaries';
  const layer = planter.text(route, HERE, 'layer');
  const name = `ranh-${planter.text(route, HERE, 'file')}.gpkg`;
  await planter.sends(admin, route, fileOf(areas, layer, name), {
    source: HERE,
    licence: HERE,
    layer: HERE,
    sourceDate: '2026-04-01',
  });
  await undo(admin);
  await plantPasskey(planter);
}

function fileOf({ features }: Areas, layer: string, name: string): File {
  const rows = features.map(({ properties, geometry }) => ({
    name: properties.name,
    shape:
      geometry.type === 'Polygon'
        ? polygonBlob(geometry.coordinates[0] ?? [])
        : multiPolygonBlob(geometry.coordinates.map(([ring = []]) => ring)),
  }));
  return new File([new Uint8Array(geoPackage([{ name: layer, rows }]))], name);
}

async function undo(admin: TestClient): Promise<void> {
  const { ok, status } = await admin.post('/api/boundaries/undo');
  if (!ok) throw new Error(`the areas of before did not come back: ${status}`);
}

/** A passkey that a device has made, under a name. */
async function plantPasskey(planter: Planter): Promise<void> {
  const { test } = planter;
  await openAccount(test.database, { username: 'planner.of.keys', role: 'planner' });
  const browser = openBrowser(test);
  await browser.signIn('planner.of.keys', TEST_PASSWORD);
  const proof = { password: TEST_PASSWORD };
  const options: unknown = await (await browser.post('/api/me/passkeys/options', proof)).json();
  const name = planter.text('POST /api/me/passkeys', HERE, 'name');
  const credential = devicePasskey().make(options);
  const { status } = await browser.post('/api/me/passkeys', { name, credential });
  if (status !== 201) throw new Error(`the passkey was not kept: ${status}`);
}
