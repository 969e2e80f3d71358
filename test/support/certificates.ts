import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A certificate and its key: as text, and as the paths of PEM files. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
  readonly certFile: string;
  readonly keyFile: string;
}

/** Certificates of an authority that lives as long as a test. */
export interface Certificates {
  readonly authority: Identity;
  /** For `localhost` and nothing else. */
  readonly server: Identity;
  readonly client: Identity;
  remove(): Promise<void>;
}

export async function createCertificates(): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'luze-certificates-'));
  const issue = async (name: string, isAuthority: boolean, by?: Identity): Promise<Identity> => {
    const made = await generate([{ name: 'commonName', value: name }], {
      keyType: 'ec',
      algorithm: 'sha256',
      ...(by ? { ca: by } : {}),
      extensions: [
        { name: 'basicConstraints', cA: isAuthority, critical: true },
        isAuthority
          ? { name: 'keyUsage', keyCertSign: true, critical: true }
          : { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
      ],
    });
    const [certFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
    await writeFile(certFile, made.cert);
    await writeFile(keyFile, made.private, { mode: 0o600 });
    return { cert: made.cert, key: made.private, certFile, keyFile };
  };
  const authority = await issue('authority', true);
  return {
    authority,
    server: await issue('localhost', false, authority),
    client: await issue('client', false, authority),
    remove: () => rm(folder, { recursive: true }),
  };
}
