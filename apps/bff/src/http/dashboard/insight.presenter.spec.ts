import { currency, networkId, type Fact, type Insight } from '@tributary/domain';
import { aNetwork } from '@tributary/ports/testing';
import { insightView } from './insight.presenter';

const NETWORKS = [aNetwork({ id: networkId('click'), name: 'Click' }), aNetwork()];
const PERIOD = { from: '2026-02-13', to: '2026-03-14' };
const EARNED: Fact = {
  id: 'f1',
  kind: 'earnings-level',
  value: '1240.50',
  unit: 'money',
  currency: currency('EUR'),
  subject: 'ClickBank · northbank',
  period: PERIOD,
  comparedWith: null,
  coverage: { accounts: 1, accountsRead: 1 },
  asOf: new Date('2026-03-14T12:00:00Z'),
};
const CHANGED: Fact = {
  ...EARNED,
  id: 'f2',
  kind: 'earnings-change',
  unit: 'ratio',
  value: '-0.12',
  currency: null,
};

function anInsight(body: string, change: Partial<Insight> = {}): Insight {
  return {
    title: 'Earnings moved',
    body,
    factIds: ['f1', 'f2'],
    facts: [EARNED, { ...CHANGED, subject: null }],
    stance: 'neutral',
    suggestedAction: null,
    writer: 'computed',
    generatedAt: new Date('2026-03-14T12:00:00Z'),
    ...change,
  };
}

const body = (text: string, change: Partial<Insight> = {}) =>
  insightView(anInsight(text, change), NETWORKS).body;
const text = (words: string) => ({ kind: 'text', text: words });
const FIGURE = {
  kind: 'figure',
  factId: 'f1',
  unit: 'money',
  value: '1240.50',
  currency: 'EUR',
  network: 'clickbank',
  ...PERIOD,
};

describe('insightView', () => {
  it('takes every figure from its fact, with the place it links to', () => {
    expect(body('It earned {{fact:f1}} so far.')).toEqual([text('It earned '), FIGURE, text(' so far.')]);
  });

  it('fills tokens at the ends and side by side', () => {
    expect(body('{{fact:f1}}{{fact:f1}}')).toEqual([FIGURE, FIGURE]);
  });

  it('names the subject of a fact as text', () => {
    expect(body('{{subject:f1}} did well')).toEqual([text('ClickBank · northbank'), text(' did well')]);
  });

  it('links a figure of the whole agency to no network', () => {
    expect(body('{{fact:f2}}')).toEqual([
      expect.objectContaining({ factId: 'f2', unit: 'ratio', currency: null, network: null }),
    ]);
  });

  it('does not take a network for another one whose name begins alike', () => {
    const facts = [{ ...EARNED, subject: 'Click · northbank' }];
    expect(body('{{fact:f1}}', { facts })).toEqual([expect.objectContaining({ network: 'click' })]);
  });

  it('leaves an unknown fact out, and shows no token', () => {
    expect(body('It earned {{fact:f9}} so far.')).toEqual([text('It earned '), text(' so far.')]);
    expect(body('{{subject:f9}}')).toEqual([]);
  });

  it('shows what is no token as the text it is', () => {
    for (const words of ['{{fact:}}', '{{other:f1}}', '{fact:f1}', '<b>bold</b>', '']) {
      expect(body(words)).toEqual(words === '' ? [] : [text(words)]);
    }
  });

  it('fills the title too, and passes on the rest', () => {
    const insight = anInsight('x', {
      title: '{{fact:f1}} earned',
      stance: 'positive',
      suggestedAction: 'Look',
    });
    expect(insightView(insight, NETWORKS)).toMatchObject({
      title: [FIGURE, text(' earned')],
      stance: 'positive',
      suggestedAction: 'Look',
    });
  });
});
