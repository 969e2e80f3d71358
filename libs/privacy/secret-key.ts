import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
/** The nonce of GCM, drawn at random: safe for about four thousand million texts under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/**
 * A key of 256 bits. It is never used itself: encryption and codes have keys of their own, which follow from it by HKDF (RFC 5869), so
 * what one does says nothing about the other.
 */
export class SecretKey {
  private readonly encryption: Buffer;
  private readonly authentication: Buffer;

  /** @throws Error for a key of another length */
  constructor(readonly bytes: Buffer) {
    if (bytes.length !== KEY_BYTES) throw new Error(`a key has ${KEY_BYTES} bytes`);
    this.encryption = derive(bytes, 'luze encryption');
    this.authentication = derive(bytes, 'luze authentication');
  }

  static random(): SecretKey {
    return new SecretKey(randomBytes(KEY_BYTES));
  }

  /**
   * Encrypts by AES-256-GCM.
   * @param context where it is kept: it opens there and nowhere else
   * @returns nonce, tag and ciphertext, in this order
   */
  seal(content: string | Buffer, context: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.encryption, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(context, 'utf8'));
    const sealed = Buffer.concat([
      typeof content === 'string' ? cipher.update(content, 'utf8') : cipher.update(content),
      cipher.final(),
    ]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error where it was sealed under another key or context, or was changed since */
  open(sealed: Buffer, context: string): Buffer {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, this.encryption, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context, 'utf8'));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  }

  /** HMAC-SHA-256 in lower-case hex: the same for the same text, and without the key nobody can try which text it is of. */
  codeOf(text: string): string {
    return createHmac('sha256', this.authentication).update(text, 'utf8').digest('hex');
  }
}

const derive = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, KEY_BYTES));
