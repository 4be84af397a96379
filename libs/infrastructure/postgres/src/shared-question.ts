/**
 * One question on its way at a time, and whoever asks meanwhile shares the next one: an answer is never older than the
 * moment it was asked for, and a thousand readers ask no more often than a connection answers.
 */
export class SharedQuestion<Answer> {
  private underWay: Promise<unknown> | null = null;
  private next: Promise<Answer> | null = null;

  constructor(private readonly put: () => Promise<Answer>) {}

  ask(): Promise<Answer> {
    this.next ??= this.afterThisOne();
    return this.next;
  }

  private async afterThisOne(): Promise<Answer> {
    // A failure is for those who asked.
    await this.underWay?.catch(() => undefined);
    // From here on nobody joins: the answer could be older than their question.
    this.next = null;
    const answer = this.put();
    this.underWay = answer;
    return answer;
  }
}
