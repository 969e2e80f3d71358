import { SecretKey } from '../../libs/privacy/secret-key.js';
import { Texts } from '../../libs/privacy/texts.js';

/** The key of every instance under test: what one part of it wrote, another can read. */
export const TEST_INSTANCE_KEY = new SecretKey(Buffer.alloc(32, 'a key for tests and nothing else '));

export const testTexts = new Texts(TEST_INSTANCE_KEY);
