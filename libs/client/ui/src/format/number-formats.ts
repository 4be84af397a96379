import type { FormatSettings } from './format-settings';
import { exact, signOf, trueMinus, type DecimalText } from './number-text';

export interface FigureParts {
  /** "€63,892" */
  readonly whole: string;
  /** ".06", or empty. Set smaller. */
  readonly decimals: string;
}

/** Amounts, counts and rates of one agency. Takes decimal text and never turns money into a float. */
export class NumberFormats {
  private readonly cache = new Map<string, Intl.NumberFormat>();

  constructor(private readonly settings: FormatSettings) {}

  money(amount: DecimalText, currency = this.settings.currency): string {
    return trueMinus(this.of({ style: 'currency', currency }).format(exact(amount)));
  }

  wholeMoney(amount: DecimalText, currency = this.settings.currency): string {
    return trueMinus(
      this.of({ style: 'currency', currency, maximumFractionDigits: 0 }).format(exact(amount)),
    );
  }

  /** "€63.1k": for axes and bar labels. */
  compactMoney(amount: DecimalText, currency = this.settings.currency): string {
    const format = this.of({
      style: 'currency',
      currency,
      notation: 'compact',
      minimumFractionDigits: 0,
      maximumFractionDigits: 1,
    });
    return trueMinus(lowerThousands(format.formatToParts(exact(amount))));
  }

  signedMoney(amount: DecimalText, currency = this.settings.currency): string {
    return trueMinus(
      this.of({ style: 'currency', currency, signDisplay: 'exceptZero' }).format(exact(amount)),
    );
  }

  moneyParts(amount: DecimalText, currency = this.settings.currency): FigureParts {
    return figureParts(this.of({ style: 'currency', currency }).formatToParts(exact(amount)));
  }

  /** An index: 100 is what it is compared with. "106.3" */
  index(value: DecimalText, digits = 1): string {
    return trueMinus(this.of(decimalOptions(digits)).format(exact(value)));
  }

  indexParts(value: DecimalText): FigureParts {
    return figureParts(this.of(decimalOptions(1)).formatToParts(exact(value)));
  }

  count(value: number | DecimalText): string {
    const exactly = typeof value === 'string' ? exact(value) : value;
    return trueMinus(this.of({ maximumFractionDigits: 0 }).format(exactly));
  }

  /** Ratio 0.06 reads "6.0%". */
  percent(ratio: DecimalText, digits = 1): string {
    return trueMinus(this.of(percentOptions(digits)).format(exact(ratio)));
  }

  /** Ratio 0.134 reads "+13.4%", 0 reads "0.0%". */
  signedPercent(ratio: DecimalText, digits = 1): string {
    return trueMinus(this.of({ ...percentOptions(digits), signDisplay: 'exceptZero' }).format(exact(ratio)));
  }

  /** Difference of two ratios: 0.003 reads "+0.3 pp". */
  percentagePoints(difference: DecimalText, digits = 1): string {
    const parts = this.of({ ...percentOptions(digits), signDisplay: 'exceptZero' }).formatToParts(
      exact(difference),
    );
    const number = parts.filter((part) => part.type !== 'percentSign').map((part) => part.value);
    return `${trueMinus(number.join('').trim())} pp`;
  }

  /** How a change reads by its kind; sign always. */
  change(change: { readonly kind: 'relative' | 'difference'; readonly value: DecimalText }): string {
    return change.kind === 'relative'
      ? this.signedPercent(change.value)
      : this.percentagePoints(change.value);
  }

  /** -1, 0 or 1 of what is shown: a change that rounds to 0.0 % has no direction. */
  shownDirection(ratio: DecimalText, digits = 1): -1 | 0 | 1 {
    const shown = this.of(percentOptions(digits)).formatToParts(exact(ratio));
    const isZero = shown.every(
      (part) => !['integer', 'fraction'].includes(part.type) || !/[1-9]/.test(part.value),
    );
    return isZero ? 0 : signOf(ratio);
  }

  private of(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = JSON.stringify(options);
    let format = this.cache.get(key);
    if (format === undefined) {
      const isPlainDollar = options.currency === 'USD' && !hasOtherPlainDollar(this.settings.locale);
      format = new Intl.NumberFormat(this.settings.locale, {
        ...options,
        ...(isPlainDollar && { currencyDisplay: 'narrowSymbol' }),
      });
      this.cache.set(key, format);
    }
    return format;
  }
}

/** "$" means US dollars unless the locale writes a dollar of its own that way. */
function hasOtherPlainDollar(locale: string): boolean {
  return ['AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD'].some((currency) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency })
      .formatToParts(0)
      .some((part) => part.type === 'currency' && part.value === '$'),
  );
}

function decimalOptions(digits: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

function percentOptions(digits: number): Intl.NumberFormatOptions {
  return { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits };
}

function figureParts(parts: readonly Intl.NumberFormatPart[]): FigureParts {
  const decimal = parts.findIndex((part) => part.type === 'decimal');
  const fraction = parts.findIndex((part) => part.type === 'fraction');
  const text = (slice: readonly Intl.NumberFormatPart[]) =>
    trueMinus(slice.map((part) => part.value).join(''));
  if (decimal < 0 || fraction < 0) return { whole: text(parts), decimals: '' };
  // In locales that put the currency last it stays with the small decimals: the order is the locale's.
  return { whole: text(parts.slice(0, decimal)), decimals: text(parts.slice(decimal)) };
}

/** English shortens thousands to a capital K, charts here use k. */
function lowerThousands(parts: readonly Intl.NumberFormatPart[]): string {
  return parts.map((part) => (part.type === 'compact' && part.value === 'K' ? 'k' : part.value)).join('');
}
