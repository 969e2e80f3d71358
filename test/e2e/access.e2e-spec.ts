import { createDocument } from '../../apps/api/openapi/document.js';
import { operationsOf, type Method } from '../../apps/api/openapi/operations.js';
import { Sessions } from '../../apps/api/auth/sessions.js';
import { ACCOUNTS, BASE, startTestApi, type TestApi } from '../support/api.js';

/** One account for each role. */
const BEARERS = {
  officer: 'head',
  clerk: 'clerk',
  supervisor: 'president',
  auditor: 'auditor',
  administrator: 'admin',
} as const;
type Who = keyof typeof BEARERS;

const ALL: readonly Who[] = ['officer', 'clerk', 'supervisor', 'auditor', 'administrator'];
const ADMINISTRATOR: readonly Who[] = ['administrator'];

/**
 * Who may call what, by the word of API.md and not by that of the code. A route that is missing here fails the test, and
 * so does a line for a route that is no more.
 */
const MATRIX: Readonly<Record<string, readonly Who[] | 'public'>> = {
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /metrics': 'public',
  'POST /auth/login': 'public',
  'POST /auth/logout': ALL,
  'GET /me': ALL,
  'PUT /me/password': ALL,
  'GET /units': ALL,
  'GET /units/{id}': ALL,
  'POST /units': ADMINISTRATOR,
  'PATCH /units/{id}': ADMINISTRATOR,
  'POST /units/{id}/ending': ADMINISTRATOR,
  'GET /posts': ALL,
  'GET /posts/{id}': ALL,
  'POST /posts': ADMINISTRATOR,
  'PATCH /posts/{id}': ADMINISTRATOR,
  'POST /posts/{id}/ending': ADMINISTRATOR,
  'GET /posts/{id}/tenures': ALL,
  'POST /posts/{id}/tenures': ADMINISTRATOR,
  'POST /posts/{id}/tenures/{tenure}/ending': ADMINISTRATOR,
  'GET /posts/{id}/portfolios': ALL,
  'POST /posts/{id}/portfolios': ADMINISTRATOR,
  'POST /posts/{id}/portfolios/{portfolio}/ending': ADMINISTRATOR,
  'GET /external-bodies': ALL,
  'POST /external-bodies': ADMINISTRATOR,
  'GET /bodies': ALL,
  'GET /bodies/{id}': ALL,
  'POST /bodies': ADMINISTRATOR,
  'PATCH /bodies/{id}': ADMINISTRATOR,
  'POST /bodies/{id}/ending': ADMINISTRATOR,
  'GET /bodies/{id}/seats': ALL,
  'POST /bodies/{id}/seats': ADMINISTRATOR,
  'POST /bodies/{id}/seats/{seat}/ending': ADMINISTRATOR,
  'GET /officers': ALL,
  'GET /officers/{id}': ALL,
  'POST /officers': ADMINISTRATOR,
  'PATCH /officers/{id}': ADMINISTRATOR,
  'POST /officers/imports': ADMINISTRATOR,
  'GET /officers/imports/template': ADMINISTRATOR,
  'PUT /officers/{id}/account': ADMINISTRATOR,
  'DELETE /officers/{id}/account': ADMINISTRATOR,
  'GET /officers/{id}/roles': ALL,
  'POST /officers/{id}/roles': ADMINISTRATOR,
  'DELETE /officers/{id}/roles/{role}/{unit}': ADMINISTRATOR,
  'GET /officers/{id}/erasure': ADMINISTRATOR,
  'POST /officers/{id}/erasure': ADMINISTRATOR,
  'POST /officers/{id}/erasure/confirmation': ADMINISTRATOR,
  'POST /officers/{id}/erasure/withdrawal': ADMINISTRATOR,
  'GET /officers/{id}/legal-holds': ADMINISTRATOR,
  'POST /officers/{id}/legal-holds': ADMINISTRATOR,
  'POST /officers/{id}/legal-holds/{hold}/release': ADMINISTRATOR,
  'GET /absences': ALL,
  'POST /absences': ALL,
  'POST /absences/{id}/ending': ALL,
  'GET /calendars/{id}/days': ALL,
  'PUT /calendars/{id}/days/{date}': ADMINISTRATOR,
  'PUT /calendars/{id}/years/{year}': ADMINISTRATOR,
  'GET /calendars/{id}/versions/{version}/moved': ALL,
  'GET /duties': ALL,
  'GET /duties/{id}': ALL,
  'POST /duties': ADMINISTRATOR,
  'GET /duties/{id}/occurrences': ALL,
  'POST /duties/{id}/occurrences': ALL,
  'GET /duties/{id}/figures': ALL,
  'POST /intake/{unit}': 'public',
  'GET /intake/{code}': 'public',
  'POST /intake/{code}/satisfaction': 'public',
  'GET /units/{id}/intake': 'public',
  'PUT /units/{id}/intake': ADMINISTRATOR,
  'GET /obligations/{id}/report': ALL,
  'GET /channels': ALL,
  'POST /channels': ['clerk', 'administrator'],
  'POST /channels/{id}/ending': ['clerk', 'administrator'],
  'GET /key-dates': ALL,
  'POST /key-dates': ['clerk', 'administrator'],
  'POST /key-dates/{id}/cancellation': ['clerk', 'administrator'],
  'GET /cycles': ALL,
  'GET /cycles/{id}': ALL,
  'GET /cycles/{id}/preview': ALL,
  'POST /cycles': ADMINISTRATOR,
  'POST /cycles/{id}/pause': ALL,
  'POST /cycles/{id}/resume': ALL,
  'POST /cycles/{id}/skips': ALL,
  'POST /cycles/{id}/openings': ALL,
  'GET /cycles/{id}/changes': ALL,
  'POST /cycles/{id}/changes': ALL,
  'GET /cycles/{id}/changes/{n}': ALL,
  'GET /cycles/{id}/changes/{n}/preview': ALL,
  'POST /cycles/{id}/changes/{n}/approval': ALL,
  'GET /duties/{id}/changes': ALL,
  'POST /duties/{id}/changes': ALL,
  'GET /duties/{id}/changes/{n}': ALL,
  'GET /duties/{id}/changes/{n}/preview': ALL,
  'POST /duties/{id}/changes/{n}/approval': ALL,
  'GET /units/{id}/policy-changes': ALL,
  'POST /units/{id}/policy-changes': ALL,
  'GET /units/{id}/policy-changes/{n}': ALL,
  'GET /units/{id}/policy-changes/{n}/preview': ALL,
  'POST /units/{id}/policy-changes/{n}/approval': ALL,
  'GET /plans': ALL,
  'GET /plans/{id}': ALL,
  'GET /plans/{id}/effort': ALL,
  'POST /plans': ADMINISTRATOR,
  'GET /incidents': ALL,
  'POST /incidents': ALL,
  'GET /incidents/{id}': ALL,
  'POST /incidents/{id}/acknowledgement': ALL,
  'POST /incidents/{id}/triage': ALL,
  'POST /incidents/{id}/containment': ALL,
  'POST /incidents/{id}/upward-report': ALL,
  'POST /incidents/{id}/resolution': ALL,
  'POST /incidents/{id}/review': ALL,
  'POST /incidents/{id}/notes': ALL,
  'POST /incidents/{id}/tasks': ALL,
  'POST /incidents/{id}/handovers': ALL,
  'POST /incidents/{id}/merges': ALL,
  'POST /incidents/{id}/reopenings': ALL,
  'POST /incidents/{id}/referrals': ALL,
  'GET /inquiries': ALL,
  'POST /inquiries': ALL,
  'GET /inquiries/{id}': ALL,
  'GET /inquiries/{id}/file': ALL,
  'POST /inquiries/{id}/launch': ALL,
  'POST /inquiries/{id}/group': ALL,
  'POST /inquiries/{id}/conflicts': ALL,
  'POST /inquiries/{id}/substitutes': ALL,
  'POST /inquiries/{id}/releases': ALL,
  'POST /inquiries/{id}/objections': ALL,
  'POST /inquiries/{id}/objection-decisions': ALL,
  'POST /inquiries/{id}/notice': ALL,
  'POST /inquiries/{id}/file-access': ALL,
  'POST /inquiries/{id}/statements': ALL,
  'POST /inquiries/{id}/extension-requests': ALL,
  'POST /inquiries/{id}/hearing-requests': ALL,
  'POST /inquiries/{id}/hearing': ALL,
  'POST /inquiries/{id}/hearing-confirmation': ALL,
  'POST /inquiries/{id}/draft-facts': ALL,
  'POST /inquiries/{id}/comments': ALL,
  'POST /inquiries/{id}/answers': ALL,
  'POST /inquiries/{id}/report': ALL,
  'POST /inquiries/{id}/signatures': ALL,
  'POST /inquiries/{id}/decision': ALL,
  'POST /inquiries/{id}/service': ALL,
  'POST /inquiries/{id}/filings': ALL,
  'POST /inquiries/{id}/appeals': ALL,
  'POST /inquiries/{id}/appeal-decision': ALL,
  'POST /inquiries/{id}/corrections': ALL,
  'POST /inquiries/{id}/withdrawal': ALL,
  'POST /inquiries/{id}/closure': ALL,
  'GET /meetings': ALL,
  'POST /meetings': ALL,
  'GET /meetings/{id}': ALL,
  'POST /meetings/{id}/items': ALL,
  'POST /meetings/{id}/items/{item}/withdrawal': ALL,
  'POST /meetings/{id}/attendance': ALL,
  'POST /meetings/{id}/recusals': ALL,
  'POST /meetings/{id}/minutes': ALL,
  'POST /meetings/{id}/confirmation': ALL,
  'POST /meetings/{id}/cancellation': ALL,
  'POST /meetings/{id}/hand-ins': ALL,
  'GET /notifications': ALL,
  'POST /notifications/{id}/read': ALL,
  'GET /ledger/entries': ALL,
  'GET /workflows/{id}/history': ALL,
  'GET /ledger/key': 'public',
  'GET /ledger/checkpoint': 'public',
  'GET /ledger/tile/{path}': 'public',
  'GET /ledger/proofs/inclusion': ALL,
  'GET /ledger/proofs/inclusion/{index}': 'public',
  'GET /ledger/proofs/consistency': 'public',
  'GET /ledger/export': ['auditor'],
  'GET /watchdog': ['auditor', 'administrator'],
  'POST /documents': ALL,
  'GET /documents/{id}': ALL,
  'POST /evidence-files': ALL,
  'GET /evidence-files/{sha256}': ALL,
  'GET /obligations': ALL,
  'POST /obligations': ['clerk', 'supervisor'],
  'GET /obligations/{id}': ALL,
  'GET /obligations/{id}/timeline': ALL,
  'GET /obligations/{id}/explanation': ALL,
  'POST /obligations/{id}/receipts': ALL,
  'POST /obligations/{id}/evidence': ALL,
  'POST /obligations/{id}/figures': ALL,
  'POST /obligations/{id}/letters': ALL,
  'POST /obligations/{id}/letters/{n}/confirmation': ALL,
  'POST /obligations/{id}/sightings': ALL,
  'POST /obligations/{id}/confirmations': ALL,
  'POST /batches': ALL,
  'POST /obligations/{id}/reviews': ALL,
  'POST /obligations/{id}/extensions': ALL,
  'POST /obligations/{id}/suspensions': ALL,
  'POST /obligations/{id}/resumptions': ALL,
  'POST /obligations/{id}/waivers': ALL,
  'POST /obligations/{id}/interventions': ALL,
};

interface Route {
  readonly name: string;
  readonly method: Method;
  readonly path: string;
}

let api: TestApi;
let routes: Route[];

beforeAll(async () => {
  api = await startTestApi();
  routes = operationsOf(createDocument(api.app)).map(({ method, path }) => ({
    name: `${method.toUpperCase()} ${path.replace(BASE, '')}`,
    method,
    path,
  }));
}, 60_000);

afterAll(() => api.close());

/** Names things that do not exist, so that whoever is let in changes nothing. */
const addressOf = ({ path }: Route): string =>
  path
    .replace('{date}', '2027-01-01')
    .replace('{role}', 'clerk')
    .replace(/\/notifications\/\{id\}/, '/notifications/00000000-0000-0000-0000-000000000000')
    .replace(/\{\w+\}/g, 'no-such-thing');

async function statusFor(route: Route, token: string | null): Promise<number> {
  const test = api.raw(route.method, addressOf(route));
  if (token !== null) test.set('Authorization', `Bearer ${token}`);
  const { status } = await (route.method === 'get' ? test : test.send({}));
  return status;
}

it('has a line for each route, and a route for each line', () => {
  expect(routes.map(({ name }) => name).sort()).toEqual(Object.keys(MATRIX).sort());
});

it('asks for a token on every route that is not public', async () => {
  const open = [];
  for (const route of routes) {
    const status = await statusFor(route, null);
    const isPublic = MATRIX[route.name] === 'public';
    if (isPublic ? status === 403 : status !== 401) open.push(`${route.name}: ${status}`);
  }
  expect(open).toEqual([]);
});

it.each(ALL)('lets %s in where the table says so, and nowhere else', async (who) => {
  const wrong = [];
  for (const route of routes) {
    // One session for each: signing out is among the routes.
    const token = await api.app.get(Sessions).begin(BEARERS[who]);
    const status = await statusFor(route, token);
    const allowed = MATRIX[route.name];
    const isAllowed = allowed === 'public' || allowed?.includes(who) === true;
    const isLetIn = status !== 403 && (status !== 401 || allowed === 'public');
    if (isAllowed !== isLetIn || status >= 500) wrong.push(`${route.name}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

describe('a role', () => {
  const unit = { parent: 'court', title: { zh: '部门', en: 'Department' } };

  it('holds in its unit and those below, not beside it', async () => {
    expect((await api.send('other-admin', 'post', '/units').send(unit)).status).toBe(403);
    expect((await api.send('admin', 'post', '/units').send({ ...unit, id: 'below' })).status).toBe(201);
    const lower = { ...unit, parent: 'below', id: 'lower' };
    expect((await api.send('admin', 'post', '/units').send(lower)).status).toBe(201);
    expect((await api.send('other-admin', 'post', '/units/lower/ending').send()).status).toBe(403);
  });

  it('is given by an administrator of the unit, never to oneself', async () => {
    const role = { role: 'auditor', unit: 'court' };
    expect((await api.send('admin', 'post', '/officers/admin/roles').send(role)).body).toMatchObject({
      status: 409,
      code: 'same-person',
    });
    expect((await api.send('other-admin', 'post', '/officers/head/roles').send(role)).status).toBe(403);
    expect((await api.send('admin', 'post', '/officers/member-1/roles').send(role)).status).toBe(201);
    expect((await api.send('member-1', 'get', '/ledger/entries?subject=organisation')).body).not.toEqual({
      items: [],
      nextCursor: null,
    });
    expect((await api.send('admin', 'delete', '/officers/member-1/roles/auditor/court')).status).toBe(204);
    expect((await api.send('member-1', 'get', '/ledger/entries?subject=organisation')).body).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  it('of the last administrator of a tree is not taken away', async () => {
    const response = await api.send('admin', 'delete', '/officers/admin/roles/administrator/court');
    expect(response.body).toMatchObject({ status: 409, code: 'last-administrator' });
  });
});

describe('what the caller may not see', () => {
  it('is not there: roles of others', async () => {
    expect((await api.send('head', 'get', '/officers/clerk/roles')).status).toBe(404);
    expect((await api.send('other-admin', 'get', '/officers/clerk/roles')).status).toBe(404);
    expect((await api.send('clerk', 'get', '/officers/clerk/roles')).status).toBe(200);
    expect((await api.send('auditor', 'get', '/officers/clerk/roles')).status).toBe(200);
  });

  it('is not there: mail addresses', async () => {
    const emailFor = async (officer: string): Promise<unknown> =>
      ((await api.send(officer, 'get', '/officers/member-2')).body as { email: unknown }).email;
    expect(await emailFor('admin')).toBe('member-2@court.example');
    for (const officer of ['head', 'auditor', 'president', 'other-admin'])
      expect(await emailFor(officer)).toBeNull();
  });

  it('is not there: entries of other units and other people', async () => {
    const subjectsFor = async (officer: string): Promise<string[]> => {
      const { items } = (await api.send(officer, 'get', '/ledger/entries?limit=200')).body as {
        items: { subject: string }[];
      };
      return [...new Set(items.map(({ subject }) => subject))].sort();
    };
    expect(await subjectsFor('head')).toEqual(['account/head']);
    expect(await subjectsFor('admin')).toEqual(['account/admin']);
    expect(await subjectsFor('other-auditor')).toEqual([
      'account/other-admin',
      'account/other-auditor',
      'calendar/court-calendar',
      'organisation',
    ]);
    const ofCourt = Object.keys(ACCOUNTS).filter((id) => ACCOUNTS[id]?.unit === 'court');
    expect(await subjectsFor('auditor')).toEqual(
      [
        ...ofCourt.map((id) => `account/${id}`),
        'calendar/court-calendar',
        'looks/auditor',
        'looks/member-1',
        'organisation',
      ].sort(),
    );
  });

  it('is not there: a document whose subject they do not see', async () => {
    const { body } = await api.send('clerk', 'post', '/documents').send({ text: 'An idea\nof two lines' });
    const { id } = body as { id: string };
    for (const subject of ['organisation', 'account/clerk', 'obligation/none']) {
      expect((await api.send('auditor', 'get', `/documents/${id}?subject=${subject}`)).status).toBe(404);
    }
  });
});
