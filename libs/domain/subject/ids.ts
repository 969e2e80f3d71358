/** The kinds of subject; each has one machine, and one workflow that writes it. */
export type SubjectKind = 'obligation' | 'cycle' | 'meeting' | 'delivery' | 'dispatch' | 'change';

/** `obligation/<id>`: also the id of the workflow that owns the subject. */
export const obligationSubject = (obligationId: string): string => `obligation/${obligationId}`;
/** `cycle/<id>` */
export const cycleSubject = (cycleId: string): string => `cycle/${cycleId}`;
/** `delivery/<officer id>` */
export const deliverySubject = (officerId: string): string => `delivery/${officerId}`;
/** `meeting/<id>` */
export const meetingSubject = (meetingId: string): string => `meeting/${meetingId}`;
/** `dispatch/<id>` */
export const dispatchSubject = (dispatchId: string): string => `dispatch/${dispatchId}`;
/** `change/<id>` */
export const changeSubject = (changeId: string): string => `change/${changeId}`;

/** The part after the kind. */
export const bareId = (subject: string): string => subject.slice(subject.indexOf('/') + 1);
