import { parsePlan } from '../../../libs/plan/parse-plan.js';
import { EXAMPLE_PLAN } from './example-plan.js';

it('the plan of the documentation is one', () => {
  expect(parsePlan(EXAMPLE_PLAN).plan.duties.map(({ definition }) => definition.key)).toEqual(['lectures']);
});
