import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICON_NAMES } from '@tributary/client-ui';

const sprite = readFileSync(join(process.cwd(), 'apps/client/public/icons.svg'), 'utf8');

describe('the icon sprite', () => {
  it('holds exactly the icons of the list', () => {
    const symbols = [...sprite.matchAll(/<symbol id="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(symbols.toSorted()).toEqual([...ICON_NAMES].toSorted());
  });

  it('holds no script and loads nothing', () => {
    expect(sprite).not.toMatch(/<script|\son\w+=|href=|<style/i);
  });
});
