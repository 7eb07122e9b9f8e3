import { describe, expect, it } from 'vitest';

import { markedIn } from '#tests/support/marked-in.ts';

describe('a mail address', () => {
  it.each([
    'a.b@mail.ca.hanoi',
    'a.b@congty.thu',
    'lan99 [at] mail [dot] uk',
    'lan99 (at) congty (cham) vn',
    'lan99 <at> congty [chấm] vn',
    'lan99 {at} congty dot asia',
    'lan99 at congty chấm com chấm vn',
    'lan99 (a còng) congty.vn',
    'lan99 a cong congty.vn',
    'anhtuanquanlykaraoke.hoanggia.quanba1@thu.vn',
  ])('is seen as people disguise it (%s)', (address) => {
    expect(markedIn(`thư ${address}, nhé`)).toEqual([`email: ${address}`]);
  });

  it.each(['gmail', 'yahoo', 'hotmail', 'outlook', 'icloud', 'ymail', 'protonmail'])(
    'is known by its provider alone: %s',
    (provider) => {
      expect(markedIn(`thư lan99 at ${provider} nhé`)).toEqual([`email: lan99 at ${provider}`]);
    },
  );

  it.each('com vn net org edu gov info biz io me co asia us uk'.split(' '))(
    'is known by its ending: %s',
    (ending) => {
      const address = `lan99 at congty dot ${ending}`;
      expect(markedIn(`thư ${address} nhé`)).toEqual([`email: ${address}`]);
    },
  );

  it('is not seen in a word without an ending', () => {
    expect(markedIn('họp at congty')).toEqual([]);
    expect(markedIn('lan99@thu')).toEqual([]);
  });
});

describe('an account on a network', () => {
  it.each([
    ...['facebook', 'fb', 'tiktok', 'instagram', 'threads', 'twitter', 'telegram', 'youtube'].map(
      (network) => `${network}.com/lan99`,
    ),
    ...['wechat', 'viber', 'skype', 'linkedin', 'zalo'].map((network) => `${network}.vn/lan99`),
    ...['fb.me', 'm.me', 't.me', 'zalo.me', 'wa.me', 'x.com'].map((host) => `${host}/lan99`),
    ...['www', 'm', 'web', 'vi-vn', 'mbasic'].map((part) => `${part}.facebook.com/lan.99`),
    'https://www.tiktok.com/@lan99',
  ])('is seen in its address (%s)', (address) => {
    expect(markedIn(`xem ${address} nhé`)).toEqual([`account: ${address}`]);
  });

  it('is not seen in the address of another site', () => {
    expect(markedIn('xem vnexpress.net/lan99')).toEqual([]);
  });

  it.each([
    'zalo',
    'facebook',
    'fb',
    'telegram',
    'tele',
    'viber',
    'skype',
    'instagram',
    'insta',
    'tiktok',
    'wechat',
    'nick',
    'nickname',
    'tài khoản',
    'tai khoan',
  ])('is seen behind the word %s', (word) => {
    for (const between of [' ', ': ', ' là ', ' la ', ' tên ', ' ten ', ' zalo: ']) {
      expect(markedIn(`${word}${between}hoa.99`)).toEqual(['account: hoa.99']);
      expect(markedIn(`${word}${between}hoa_99`)).toEqual(['account: hoa_99']);
    }
  });

  it.each(['tai khoan', 'tài khoản', 'nick', 'nickname', 'tele', 'telegram', 'zalo', 'facebook'])(
    'is marked from its first letter, also where it begins like “la” or “ten”: behind %s',
    (word) => {
      for (const name of ['lan.99', 'la.99', 'tenor_99', 'lam.thu.99', `la${'n'.repeat(38)}.99`]) {
        for (const between of [' ', ': ', ' la ', ' là ', ' ten ', ' tên: ', ' zalo ', ' fb là ']) {
          expect(markedIn(`${word}${between}${name}`)).toEqual([`account: ${name}`]);
        }
      }
    },
  );

  it('is marked from its first letter where it begins like the name of a network', () => {
    for (const name of ['zalolan.99', 'telehoa_99', 'fbhoa.99', 'viber.99']) {
      expect(markedIn(`nick ${name}`)).toEqual([`account: ${name}`]);
      expect(markedIn(`nick zalo: ${name}`)).toEqual([`account: ${name}`]);
    }
  });

  it('is marked where no space stands between it and the word before it', () => {
    expect(markedIn('zalo lànlan.99')).toEqual(['account: nlan.99']);
    expect(markedIn(`zalo la${'n'.repeat(40)}.99`)).toEqual([`account: ${'n'.repeat(40)}.99`]);
  });

  it('is no number, and has a point or a line in it', () => {
    expect(markedIn('zalo 12.34')).toEqual([]);
    expect(markedIn('viber hoa99')).toEqual([]);
  });

  it('is seen behind its sign from three letters on', () => {
    expect(markedIn('gửi @hoa nhé')).toEqual(['account: @hoa']);
    expect(markedIn('gửi @ho nhé')).toEqual([]);
  });
});
