import { concerned } from './person.js';

it.each([
  ['nobody: whoever writes it', [], 'writer'],
  ['one person', ['debtor'], 'debtor'],
  ['one person, named twice', ['debtor', 'debtor'], 'debtor'],
  ['a vacant post: whoever writes it', [undefined], 'writer'],
  ['one person and a vacant post', [null, 'debtor'], 'debtor'],
  ['several people: whoever writes it', ['debtor', 'other'], 'writer'],
])('a text about %s', (_, about, expected) => {
  expect(concerned('writer', about)).toBe(expected);
});
