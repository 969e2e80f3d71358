import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { forbidden, unauthorized } from '../common/problem/problem.js';
import { ACCESS, BEFORE_PASSWORD_CHANGE, type Access } from './allow.decorator.js';
import { Sessions } from './sessions.js';

const BEARER = /^Bearer ([A-Za-z0-9_-]{43})$/i;

/** The one place that decides who is let in, from what each route declares. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const token = BEARER.exec(request.header('authorization') ?? '')?.[1];
    if (token === undefined) throw unauthorized('Sign in, and send the token as Authorization: Bearer.');
    const caller = await this.sessions.callerOf(token);
    if (caller === undefined) throw unauthorized('The token is unknown or has expired: sign in again.');
    const isReady =
      !caller.mustChangePassword || this.reflector.get<boolean>(BEFORE_PASSWORD_CHANGE, context.getHandler());
    if (!isReady)
      throw forbidden(
        'Replace the one-time password first: PUT /api/v1/me/password.',
        'password-change-required',
      );
    if (!access?.some((role) => caller.has(role)))
      throw forbidden(`Only ${access?.join(' or ') ?? 'nobody'} may do this.`);
    request.caller = caller;
    return true;
  }
}
