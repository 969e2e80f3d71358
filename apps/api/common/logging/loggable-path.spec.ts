import { loggablePath } from './loggable-path.js';

it.each([
  ['/api/v1/obligations/x.1/evidence?party=head', '/api/v1/obligations/x.1/evidence'],
  ['/api/v1/intake/q0m1s0m9yXr2aJ1wU3m0F0b6n2k8mQ0x5c7d9e1f3gA', '/api/v1/intake/…'],
  ['/api/v1/intake/secret/satisfaction?x=1', '/api/v1/intake/…/satisfaction'],
  ['/API/v1/Intake/secret?again=secret', '/API/v1/Intake/…'],
  ['/api/v1/units/court/intake', '/api/v1/units/court/intake'],
])('of %s a log holds %s', (url, logged) => expect(loggablePath(url)).toBe(logged));
