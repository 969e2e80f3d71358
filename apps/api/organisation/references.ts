import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { BodyEntity } from '../../../libs/persistence/entities/body.entity.js';
import { OfficerEntity } from '../../../libs/persistence/entities/officer.entity.js';
import { PostEntity } from '../../../libs/persistence/entities/post.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { lockOrAddSubject } from '../../../libs/persistence/repositories/subject.repository.js';
import { badRequest, notFound, refused, type Problem } from '../common/problem/problem.js';

/** Takes the organisation for this transaction: what is checked now still holds when it is written. */
export const lockOrganisation = (manager: EntityManager) => lockOrAddSubject(manager, ORGANISATION);

const names = new Map<unknown, string>([
  [UnitEntity, 'unit'],
  [PostEntity, 'post'],
  [BodyEntity, 'body'],
  [OfficerEntity, 'officer'],
]);

/** 400: the body names something at `pointer` that does not exist. */
export const unknownReference = (pointer: string, what: string): Problem =>
  badRequest([{ pointer, detail: `there is no such ${what}` }]);

/**
 * What a body names at `pointer`.
 * @throws Problem 400 when there is none; 409 when it has been ended
 */
export async function referenced<E extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  id: string,
  pointer: string,
): Promise<E> {
  const found = await manager.getRepository<E>(entity).findOneBy({ id } as never);
  if (found === null) throw unknownReference(pointer, names.get(entity) ?? 'row');
  requireStanding(found, names.get(entity) ?? 'row');
  return found;
}

/**
 * What an address names.
 * @throws Problem 404
 */
export async function found<E extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  id: string,
): Promise<E> {
  const row = await manager.getRepository<E>(entity).findOneBy({ id } as never);
  if (row === null) throw notFound(names.get(entity) ?? 'row');
  return row;
}

/** @throws Problem 409 for something that has been ended */
export function requireStanding(row: object, what: string): void {
  const { endedAt, erasedAt } = row as { endedAt?: unknown; erasedAt?: unknown };
  if (erasedAt != null)
    throw refused('person-erased', 'Nothing can be kept of somebody who has been erased.');
  if (endedAt != null) throw refused('ended', `The ${what} has been ended.`);
}

/** @throws Problem 409 when there is something under this id already */
export async function requireFreeId<E extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  id: string,
): Promise<void> {
  if (await manager.getRepository<E>(entity).existsBy({ id } as never))
    throw refused('already-exists', `There is a ${names.get(entity) ?? 'row'} with this id already.`);
}
