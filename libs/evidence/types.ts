import { EVIDENCE_TYPES, type EvidenceType } from '../config/evidence-types.js';

export { EVIDENCE_TYPES, type EvidenceType };

interface Traits {
  /** As what it is handed out. */
  readonly mediaType: string;
  readonly extensions: readonly string[];
  /** What browsers and clients call it, beside that. */
  readonly alsoCalled: readonly string[];
}

const office = (kind: string): string => `application/vnd.openxmlformats-officedocument.${kind}`;

export const TRAITS: Readonly<Record<EvidenceType, Traits>> = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'], alsoCalled: ['application/x-pdf'] },
  docx: { mediaType: office('wordprocessingml.document'), extensions: ['docx'], alsoCalled: [] },
  xlsx: { mediaType: office('spreadsheetml.sheet'), extensions: ['xlsx'], alsoCalled: [] },
  pptx: { mediaType: office('presentationml.presentation'), extensions: ['pptx'], alsoCalled: [] },
  ofd: { mediaType: 'application/ofd', extensions: ['ofd'], alsoCalled: ['application/x-ofd'] },
  png: { mediaType: 'image/png', extensions: ['png'], alsoCalled: ['image/x-png'] },
  jpg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], alsoCalled: ['image/jpg', 'image/pjpeg'] },
  txt: { mediaType: 'text/plain', extensions: ['txt'], alsoCalled: [] },
  // Windows calls it what its registry says, which is often the spreadsheet program.
  csv: {
    mediaType: 'text/csv',
    extensions: ['csv'],
    alsoCalled: ['text/plain', 'application/vnd.ms-excel', 'application/csv'],
  },
};

/** What a client says when it does not know. */
const UNDECLARED: readonly string[] = ['', 'application/octet-stream', 'binary/octet-stream'];

/** Whether a declared media type says nothing, or nothing else than the type. */
export function agrees(type: EvidenceType, declared: string): boolean {
  const [essence = ''] = declared.toLowerCase().split(';');
  const { mediaType, alsoCalled } = TRAITS[type];
  return [...UNDECLARED, mediaType, ...alsoCalled].includes(essence.trim());
}
