import { Injectable, type OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS } from './allow.decorator.js';

/** Stops the start when a route does not say who may call it: what is forgotten must not be open, nor closed unseen. */
@Injectable()
export class AccessCheck implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const undeclared = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => routesOf(metatype as Controller | null))
      .filter(({ handler }) => !Reflect.hasMetadata(ACCESS, handler))
      .map(({ name }) => name);
    if (undeclared.length > 0)
      throw new Error(`routes without @Allow(...) or @Public(): ${undeclared.join(', ')}`);
  }
}

interface Controller {
  readonly name: string;
  readonly prototype: object;
}

/** Its routes, those that it inherits too. */
function routesOf(controller: Controller | null): { name: string; handler: object }[] {
  if (controller === null) return [];
  const { prototype, name } = controller;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((method) => {
    const handler = (prototype as Record<string, object>)[method] as object;
    return Reflect.hasMetadata(METHOD_METADATA, handler) ? [{ name: `${name}.${method}`, handler }] : [];
  });
}
