import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { DeliveryPokes } from './delivery-pokes.js';

/** Pokes that note whom they woke; nobody has unsent mail from before. */
function pokesThatNote(gatherMs?: number) {
  const woken: string[] = [];
  const starter = { deliver: async (officerId: string) => void woken.push(officerId) };
  const dataSource = { manager: { query: async () => [] } } as unknown as DataSource;
  return { woken, pokes: new DeliveryPokes({ dataSource, starter, gatherMs }) };
}

it('wakes each officer once for a burst of news, and again for what comes later', async () => {
  const { woken, pokes } = pokesThatNote(30);
  pokes.poke(['wang', 'li']);
  pokes.poke(['li']);
  await sleep(5);
  pokes.poke(['wang']);
  expect(woken).toEqual([]);
  await sleep(60);
  expect(woken).toEqual(['wang', 'li']);
  pokes.poke(['li']);
  await sleep(60);
  expect(woken).toEqual(['wang', 'li', 'li']);
});

it('wakes at once where nothing is gathered, and whoever is gathered when it is asked to come to rest', async () => {
  const atOnce = pokesThatNote();
  atOnce.pokes.poke(['wang']);
  await atOnce.pokes.onIdle();
  expect(atOnce.woken).toEqual(['wang']);
  const gathering = pokesThatNote(60_000);
  gathering.pokes.poke(['li']);
  await gathering.pokes.onIdle();
  expect(gathering.woken).toEqual(['li']);
});

it('wakes nobody after it was closed', async () => {
  const { woken, pokes } = pokesThatNote(10);
  pokes.poke(['wang']);
  await pokes.close();
  pokes.poke(['li']);
  await sleep(30);
  expect(woken).toEqual([]);
});
