import { toOpenApi31 } from './to-3-1.js';

it.each<[string, object, object]>([
  ['a type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
  ['words', { type: 'string', enum: ['a'], nullable: true }, { type: ['string', 'null'], enum: ['a', null] }],
  ['a class', { $ref: '#/a', nullable: true }, { oneOf: [{ $ref: '#/a' }, { type: 'null' }] }],
  [
    'a class with a description',
    { allOf: [{ $ref: '#/a' }], nullable: true, description: 'x' },
    { oneOf: [{ $ref: '#/a' }, { type: 'null' }], description: 'x' },
  ],
])('%s that may be null', (_, before, after) => expect(toOpenApi31(before)).toEqual(after));

it('an example becomes one of several', () =>
  expect(toOpenApi31({ type: 'string', example: 'x' })).toEqual({ type: 'string', examples: ['x'] }));

it('leaves values and names alone that look like keywords', () => {
  const schema = {
    type: 'object',
    properties: { nullable: { type: 'boolean' }, type: { type: 'string' }, example: { type: 'string' } },
    examples: [{ type: 'x', nullable: true }],
  };
  expect(toOpenApi31(schema)).toEqual(schema);
});
