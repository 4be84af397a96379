import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';

export class SessionOfMemberDto {
  @IsUUID()
  @ApiProperty({ format: 'uuid', description: 'Id of a member of the agency' })
  readonly id!: string;

  @IsUUID()
  @ApiProperty({ format: 'uuid', description: 'Id of one of the sessions of the member' })
  readonly sessionId!: string;
}
