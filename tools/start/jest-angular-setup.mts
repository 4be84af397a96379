import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

setupZonelessTestEnv();

/** jsdom has no layout: charts only need the constructor to exist. */
class ResizeObserverStub {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= ResizeObserverStub as never;

/** jsdom has no screen either: no media query matches, and none ever changes. */
function noMatch(media: string) {
  const ignore = () => undefined;
  // The CDK still listens through the older pair of methods.
  const legacy = { addListener: ignore, removeListener: ignore };
  return Object.assign(new EventTarget(), { media, matches: false, onchange: null, ...legacy });
}
globalThis.matchMedia ??= noMatch as never;
