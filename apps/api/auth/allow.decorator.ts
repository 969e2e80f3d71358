import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import type { Role } from './role.js';

/** Who may call a route: `public`, or whoever has one of these roles in some unit. */
export type Access = 'public' | readonly Role[];

export const ACCESS = Symbol('access');

/**
 * Lets in who has one of these roles in some unit; whether in the unit concerned, the route's service asks
 * (`caller.require`). `officer` is everybody who is signed in.
 */
export const Allow = (...roles: [Role, ...Role[]]): MethodDecorator =>
  applyDecorators(SetMetadata(ACCESS, roles), ApiBearerAuth(), ApiProblems(401, 403)) as MethodDecorator;

/** Lets everybody in, also without a token. */
export const Public = (): MethodDecorator => SetMetadata(ACCESS, 'public');

export const BEFORE_PASSWORD_CHANGE = Symbol('before-password-change');

/** Stays open for somebody who has yet to replace a one-time password. */
export const BeforePasswordChange = (): MethodDecorator => SetMetadata(BEFORE_PASSWORD_CHANGE, true);
