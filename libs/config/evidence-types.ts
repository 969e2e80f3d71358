/** The types of files that can be taken; `libs/evidence` knows each of them. */
export const EVIDENCE_TYPES = ['pdf', 'docx', 'xlsx', 'pptx', 'ofd', 'png', 'jpg', 'txt', 'csv'] as const;
export type EvidenceType = (typeof EVIDENCE_TYPES)[number];
