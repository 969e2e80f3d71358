import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotificationEntity } from '../../../libs/persistence/entities/notification.entity.js';
import { lockOrAddSubject } from '../../../libs/persistence/repositories/subject.repository.js';
import { inboxSubject } from '../../../libs/records/configuration/changes.js';
import type { Caller } from '../auth/caller.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { notFound } from '../common/problem/problem.js';
import {
  toNotification,
  type NotificationResponse,
  type NotificationsRequest,
} from './dto/notification.dto.js';

/** What an officer has been told, each their own. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
  ) {}

  list({ officerId }: Caller, request: NotificationsRequest): Promise<Page<NotificationResponse>> {
    const query = this.dataSource
      .getRepository(NotificationEntity)
      .createQueryBuilder('n')
      .where(`n.officerId = :officerId AND n.channel = 'inbox'`, { officerId });
    if (request.unread !== undefined) query.andWhere(`n.readAt IS ${request.unread ? '' : 'NOT '}NULL`);
    const keys = [
      { property: 'at', type: 'string' },
      { property: 'id', type: 'string' },
    ] as const;
    return paginate(query, request, keys, toNotification, 'DESC');
  }

  read(command: Command, id: string): Promise<NotificationResponse> {
    const { officerId } = command.caller;
    return this.changes.run(command, async (tx) => {
      await lockOrAddSubject(tx.manager, inboxSubject(officerId));
      const mine = { id, officerId, channel: 'inbox' } as const;
      const row = await tx.manager.findOneBy(NotificationEntity, mine);
      if (row === null) throw notFound('notification');
      if (row.readAt !== null) return toNotification(row);
      await tx.record(inboxSubject(officerId), 'notifications-read', { notifications: [id] });
      return toNotification(await tx.manager.findOneByOrFail(NotificationEntity, mine));
    });
  }
}
