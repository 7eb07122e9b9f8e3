import { describe, expect, it } from 'vitest';

import type { ReleasedTip } from './queries.ts';
import { requestOf, toXml } from './rules.ts';

const TIP: ReleasedTip = {
  code: 'TT-2026-000001',
  kind: 'feedback',
  open: false,
  communeName: 'Ba Đình',
  communeType: 'phuong',
  centre: [105.8, 21],
  receivedIn: '2026-01-01',
  handledIn: '2026-02-01',
};

describe('a released tip as a request', () => {
  it('has its month, commune and kind, and nothing else', () => {
    expect(requestOf(TIP)).toEqual({
      service_request_id: 'TT-2026-000001',
      status: 'closed',
      status_notes: null,
      service_name: 'Phản ánh, kiến nghị',
      service_code: 'feedback',
      description: null,
      agency_responsible: 'UBND phường Ba Đình',
      service_notice: null,
      requested_datetime: '2026-01-01T00:00:00+07:00',
      updated_datetime: '2026-02-01T00:00:00+07:00',
      expected_datetime: null,
      address: null,
      address_id: null,
      zipcode: null,
      lat: 21,
      long: 105.8,
      media_url: null,
    });
  });

  it('is open and without an update until it is handled; of a rural commune', () => {
    const open = requestOf({ ...TIP, open: true, handledIn: null, communeType: 'xa' });
    expect(open).toMatchObject({
      status: 'open',
      updated_datetime: null,
      agency_responsible: 'UBND xã Ba Đình',
    });
  });
});

describe('a list in XML', () => {
  it('has an element for each field, empty without a value, with no sign that breaks it', () => {
    expect(toXml('requests', 'request', [{ a: 'x < y & z > 0', b: null, c: 0, d: false }])).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n' +
        '<requests><request><a>x &lt; y &amp; z &gt; 0</a><b/><c>0</c><d>false</d></request></requests>\n',
    );
  });
});
