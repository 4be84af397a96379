import { ApiSchema } from '@nestjs/swagger';
import type { ClientRequest } from '@tributary/api-contract';
import { Text } from '../input/fields';

@ApiSchema({ name: 'ClientRequest' })
export class ClientDto implements ClientRequest {
  @Text({ maxLength: 80, description: 'Unique in the agency, without regard to case.' })
  readonly name!: string;
}
