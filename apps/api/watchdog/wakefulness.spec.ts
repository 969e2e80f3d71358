import { Wakefulness } from './wakefulness.js';

it('counts from the start, as long as looks follow each other', () => {
  const wakefulness = new Wakefulness(45, 1_000);
  for (const nowMs of [1_015, 1_030, 1_075]) wakefulness.look(nowMs);
  expect(wakefulness.awakeForMs(1_080)).toBe(80);
});

it('begins anew after a break', () => {
  const wakefulness = new Wakefulness(45, 1_000);
  wakefulness.look(1_046);
  expect(wakefulness.awakeForMs(1_050)).toBe(4);
  wakefulness.look(1_061);
  expect(wakefulness.awakeForMs(1_070)).toBe(24);
});
