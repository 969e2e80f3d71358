import { Controller, Get, Header, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../auth/allow.decorator.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { DatabaseConnection } from '../database/database-connection.js';
import { Metrics } from '../metrics/metrics.js';
import { TemporalHealth } from '../temporal/temporal-health.js';
import { LiveResponse, ReadyResponse, type PartResponse } from './health.response.dto.js';

@ApiTags('health')
@Controller()
export class HealthController implements BeforeApplicationShutdown {
  private isStopping = false;

  constructor(
    private readonly database: DatabaseConnection,
    private readonly temporal: TemporalHealth,
    private readonly metrics: Metrics,
  ) {}

  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }

  @Get('health/live')
  @Public()
  @Operation('Says that the process answers')
  @Answers(200, 'It does.', LiveResponse)
  live(): LiveResponse {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Public()
  @Operation('Says whether everything is there, and names what is away')
  @Answers(200, 'Everything is there.', ReadyResponse)
  @Answers(503, 'Something is away.', ReadyResponse)
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadyResponse> {
    const [postgresql, temporal] = await Promise.all([this.database.isThere(), this.temporal.isThere()]);
    const parts: PartResponse[] = [
      { name: 'postgresql', status: postgresql ? 'there' : 'away' },
      { name: 'temporal', status: temporal ? 'there' : 'away' },
      { name: 'this process', status: this.isStopping ? 'away' : 'there' },
    ];
    const isReady = parts.every((part) => part.status === 'there');
    response.status(isReady ? 200 : 503);
    return { status: isReady ? 'ready' : 'not-ready', parts };
  }

  @Get('metrics')
  @Public()
  @Operation('Figures for Prometheus')
  @ApiProduces('text/plain')
  @Answers(200, 'In the Prometheus text format.', String)
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  figures(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
