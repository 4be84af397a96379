import { ChangeDetectionStrategy, Component } from '@angular/core';

/** A picture, not the registry: nobody is signed in yet, so nothing can be asked. */
const NAMES = [
  ['CB', 'ClickBank'],
  ['DS', 'Digistore24'],
  ['BG', 'BuyGoods'],
  ['MW', 'MaxWeb'],
  ['JV', 'JVZoo'],
  ['HM', 'Hotmart'],
] as const;

const FIRST_Y = 110;
const STEP_Y = 114;
const START_X = 172;
const END_X = 618;
const JOINED_Y = 375;
const JOINED_STEP = 8.2;

/** Six streams, each in its hue, run into one of petrol. */
@Component({
  selector: 'trib-stream-picture',
  templateUrl: './stream-picture.html',
  styleUrl: './stream-picture.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StreamPicture {
  protected readonly startX = START_X;
  protected readonly endX = END_X;
  protected readonly streams = NAMES.map(([monogram, name], index) => {
    const slot = index + 1;
    const y = FIRST_Y + index * STEP_Y;
    const joined = JOINED_Y + index * JOINED_STEP;
    const middle = (START_X + END_X) / 2;
    return {
      monogram,
      name,
      y,
      gradientId: `trib-stream-${slot}`,
      stroke: `url(#trib-stream-${slot})`,
      mark: `var(--trib-net-${slot}-mark)`,
      ink: `var(--trib-net-${slot}-ink)`,
      tint: `var(--trib-net-${slot}-tint)`,
      path: `M${START_X} ${y}C${middle} ${y} ${middle} ${joined} ${END_X} ${joined}`,
    };
  });
  /** The joined stream runs on, past every screen. */
  protected readonly joined = {
    x: END_X - 1,
    y: JOINED_Y - JOINED_STEP / 2,
    height: JOINED_STEP * NAMES.length,
  };
}
