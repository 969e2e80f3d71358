import { setTimeout as sleep } from 'node:timers/promises';
import { dispatchSubject } from '../../libs/domain/subject/ids.js';
import { soon, WorkingCourt, type Body } from '../support/working-court.js';

let court: WorkingCourt;
beforeAll(async () => {
  court = await WorkingCourt.start();
}, 60_000);
afterAll(() => court.close());

const tenures = '/posts/head/tenures';

/** Ends the tenure of whoever holds the post of the head now, and begins another. */
async function passOn(officer: string, at: string): Promise<string> {
  const { items } = (await court.get('admin', tenures)).body;
  expect((await court.send('admin', 'post', `${tenures}/${items[0].id}/ending`, { to: at })).status).toBe(
    200,
  );
  const begun = await court.send('admin', 'post', tenures, { officer, from: at });
  expect(begun.status).toBe(201);
  return begun.body.id;
}

/** What a dispatch has done; waits until there is so much of it. */
async function storyOf(id: string, last: string): Promise<{ kind: string; body: Body }[]> {
  for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; await sleep(50)) {
    const entries = await court.api.dataSource.query<{ kind: string; body: Body }[]>(
      'SELECT kind, body FROM ledger_entry WHERE subject = $1 ORDER BY seq',
      [dispatchSubject(id)],
    );
    if (entries.at(-1)?.kind === last) return entries;
  }
  throw new Error(`${id} did not come to "${last}"`);
}

it('a holder who is to come hears nothing before the day, and has the grace on it', async () => {
  const task = await court.open();
  const enters = soon(1_500);
  const tenure = await passOn('member-1', enters);
  await storyOf(`holder-entered.${tenure}`, 'dispatch-begun');
  expect(await court.kinds(task)).not.toContain('grace-given');
  const completed = (await storyOf(`holder-entered.${tenure}`, 'dispatch-completed')).at(-1);
  expect(completed?.body).toMatchObject({ accepted: 1 });
  const { partyStates } = await court.until(
    task,
    ({ partyStates }) => partyStates[0].dueAt !== task.partyStates[0].dueAt,
  );
  expect(await court.kinds(task)).toContain('grace-given');
  expect(partyStates[0].dueAt > task.partyStates[0].dueAt).toBe(true);
  expect((await court.get('member-1', '/me')).body.waiting).toMatchObject({ toDo: 1 });
  expect((await court.get('head', '/me')).body.waiting).toMatchObject({ toDo: 0 });
});

it('a new version of the calendar is told to what is open', async () => {
  await court.api.dataSource.query(
    `UPDATE unit_version SET calendar_id = 'another' WHERE id = 'other-court'`,
  );
  const unit = { id: 'renews', parent: 'court', title: { zh: 'x', en: 'x' } };
  expect((await court.send('admin', 'post', '/units', unit)).status).toBe(201);
  const set = await court.send(
    'admin',
    'put',
    '/calendars/court-calendar/days/2035-12-03',
    { working: false, name: '院庆' },
    { 'If-Match': '"1"' },
  );
  expect(set.status).toBe(200);
  const [begun, page] = await storyOf('calendar-changed.court-calendar.2', 'dispatch-completed');
  expect(begun?.body.brief).toMatchObject({
    notice: { kind: 'calendar-changed' },
    to: { calendar: 'court-calendar' },
  });
  expect(page?.body).toMatchObject({ accepted: 1, undelivered: [], isLast: true });
});

it('a new list of holidays moves what lies in its year, and says what moved', async () => {
  const task = await court.open({ dueAt: '2027-05-05' });
  const year = (days: object[], version: number, of = 2027) =>
    court.send(
      'admin',
      'put',
      `/calendars/court-calendar/years/${of}`,
      { days },
      { 'If-Match': `"${version}"` },
    );
  const may = (day: number) => ({ date: `2027-05-0${day}`, working: false, name: '劳动节' });
  const past = { date: '2026-11-02', working: false, name: 'x' };
  expect((await year([may(6), may(6), past], 2)).body.errors).toEqual([
    { pointer: '/days/1/date', detail: 'must be there once' },
    { pointer: '/days/2/date', detail: 'must lie in 2027' },
  ]);
  expect((await year([past], 2, 2026)).body).toMatchObject({ status: 400 });
  expect((await year([], 2, 2025)).body).toMatchObject({ status: 409, code: 'year-over' });
  const set = await year([may(6), may(7)], 2);
  expect(set.body).toMatchObject({ version: 3, days: [{ ...may(6), provisional: false }, may(7)] });

  await storyOf('calendar-changed.court-calendar.3', 'dispatch-completed');
  await court.until(task, ({ version }) => version > task.version);
  const moved = '/calendars/court-calendar/versions/3/moved';
  const due = task.partyStates[0].dueAt;
  expect((await court.get('member-1', moved)).body).toMatchObject({
    items: [{ obligation: task.id, stage: 'task', parties: [{ party: 'head', from: due, to: due }] }],
    nextCursor: null,
    isComplete: true,
  });
  expect((await court.get('head', moved)).body.items).toEqual([]);
  expect((await court.get('head', '/calendars/court-calendar/versions/4/moved')).status).toBe(404);
});

it('a post that owes something is not ended', async () => {
  const { items } = (await court.get('admin', tenures)).body;
  await court.send('admin', 'post', `${tenures}/${items[0].id}/ending`, { to: soon(0) });
  expect((await court.send('admin', 'post', '/posts/head/ending')).body).toMatchObject({
    status: 409,
    code: 'still-owes',
  });
});
