import { PlanYear, type Conduct } from './support/plan-year.js';

const year = Math.max(2027, new Date().getUTCFullYear() + 1);

const early = [
  'branch-1-secretary',
  'leading-group',
  'vice-president-civil',
  'branch-1-member-1',
  'branch-1-member-3',
];
const late = [
  'office-head',
  'secretary',
  'political-director',
  'branch-1-member-2',
  'branch-1-member-4',
  'branch-1-member-5',
];
const untilSummer = ['leading-group', 'secretary'];

function conductOf(party: string, periodFrom: string): Conduct {
  if (untilSummer.includes(party) && periodFrom >= `${year}-07-01`) return 'silent';
  return early.includes(party) ? 'early' : late.includes(party) ? 'late' : 'silent';
}

let play: PlanYear;
beforeAll(async () => {
  play = await PlanYear.prepare({ year, conductOf });
  const t = Date.now();
  await play.play();
  console.log('played', Date.now() - t);
}, 300_000);
afterAll(() => play.world.close(), 60_000);

it('x', async () => {
  const q = (s: string) => play.world.dataSource.query(s);
  console.log(
    await q(`SELECT status, count(*) FROM obligation GROUP BY 1`),
    await q(`SELECT count(*), max((body->>'lateMs')::int) FROM ledger_entry WHERE kind='rung-fired'`),
    await q(`select kind, count(*) from ledger_entry group by 1 order by 2 desc`),
    await q('select count(*) from launch_file'),
    await q('select count(*) from notification'),
    await q(
      `select subject, kind, rung_key, at, body->>'plannedAt' as planned from ledger_entry where kind='rung-fired' order by (body->>'lateMs')::int desc limit 8`,
    ),
  );
});
