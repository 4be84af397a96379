import {
  SchemaType,
  VertexAI,
  type GenerativeModel,
  type ResponseSchema,
  type VertexInit,
} from '@google-cloud/vertexai';
import type { Fact, InsightDraft } from '@tributary/domain';
import { InsightWriter } from '@tributary/ports';
import { z } from 'zod';
import { promptOf, SYSTEM_INSTRUCTION } from './prompt';

export interface VertexOptions {
  readonly project: string;
  readonly location: string;
  /** Configuration, because models are retired faster than code: for example `gemini-2.5-flash`. */
  readonly model: string;
  /** For tests: another host and its own way to sign requests. */
  readonly connection?: Pick<VertexInit, 'apiEndpoint' | 'googleAuthOptions'>;
}

const MAX_DRAFTS = 3;

/** What the model must answer with, as Vertex AI's controlled generation takes it. */
const RESPONSE_SCHEMA: ResponseSchema = {
  type: SchemaType.ARRAY,
  items: {
    type: SchemaType.OBJECT,
    properties: {
      title: { type: SchemaType.STRING },
      body: { type: SchemaType.STRING },
      factIds: { type: SchemaType.ARRAY, items: { type: SchemaType.STRING } },
      stance: { type: SchemaType.STRING, enum: ['positive', 'negative', 'neutral'] },
      suggestedAction: { type: SchemaType.STRING, nullable: true },
    },
    required: ['title', 'body', 'factIds', 'stance'],
  },
};

const drafts = z.array(
  z.object({
    title: z.string(),
    body: z.string(),
    factIds: z.array(z.string()),
    stance: z.enum(['positive', 'negative', 'neutral']),
    suggestedAction: z.string().nullish(),
  }),
);

/**
 * Has Gemini on Vertex AI word the facts. It sees aliases, ids and figures, nothing else, and may answer with figures
 * only by naming their facts; the caller verifies that before anyone reads it.
 */
export class VertexInsightWriter extends InsightWriter {
  readonly name: string;
  private readonly model: GenerativeModel;

  constructor(options: VertexOptions) {
    super();
    this.name = options.model;
    const { project, location, connection } = options;
    this.model = new VertexAI({ project, location, ...connection }).getGenerativeModel({
      model: options.model,
      systemInstruction: SYSTEM_INSTRUCTION,
      generationConfig: {
        responseMimeType: 'application/json',
        responseSchema: RESPONSE_SCHEMA,
        temperature: 0.2,
        maxOutputTokens: 2048,
      },
    });
  }

  /** @throws {Error} when the model cannot be reached or does not answer in the schema. */
  async write(facts: readonly Fact[], reasons: readonly string[] | null): Promise<readonly InsightDraft[]> {
    const { response } = await this.model.generateContent(promptOf(facts, reasons));
    const text = response.candidates?.[0]?.content.parts.map((part) => part.text ?? '').join('');
    if (!text) throw new Error(`${this.name} answered without text`);
    return drafts
      .parse(JSON.parse(text))
      .slice(0, MAX_DRAFTS)
      .map((draft) => ({ ...draft, suggestedAction: draft.suggestedAction ?? null }));
  }
}
