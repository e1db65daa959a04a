import { describe, expect, it } from 'vitest';
import { changedPaths, shared } from './shared';

const plan = () => ({
  vision: 'Mornings',
  problems: [
    { id: 'a', text: 'One', needs: ['n1'], goals: [{ id: 'g', words: 'Back' }] },
    { id: 'b', text: 'Two', needs: [], goals: [] }
  ]
});

describe('shared', () => {
  it('is the old value when nothing changed', () => {
    const old = plan();
    expect(shared(old, plan())).toBe(old);
  });

  it('keeps every entry that did not change, wherever it moved', () => {
    const old = plan();
    const next = plan();
    next.problems.reverse();
    next.problems[0]!.text = 'Two, changed';
    const made = shared(old, next);
    expect(made).toEqual(next);
    expect(made.problems[1]).toBe(old.problems[0]);
    expect(made.problems[0]).not.toBe(old.problems[1]);
  });

  it('takes nulls, numbers and lists of words as they are', () => {
    const old = { a: null as number | null, words: ['x', 'y'] };
    expect(shared(old, { a: 1, words: ['x', 'y'] })).toEqual({ a: 1, words: ['x', 'y'] });
    expect(shared(old, { a: 1, words: ['x', 'y'] }).words).toBe(old.words);
    expect(shared(old, { a: null, words: ['x'] }).words).toEqual(['x']);
  });
});

describe('changedPaths', () => {
  const changed = (change: (next: ReturnType<typeof plan>) => void) => {
    const old = plan();
    const next = plan();
    change(next);
    return changedPaths(old, shared(old, next));
  };

  it('names a changed field and what stands around it', () => {
    const paths = changed((next) => (next.problems[0]!.goals[0]!.words = 'Mine'));
    expect(paths).toContain('problems/a/goals/g/words');
    expect(paths).toContain('problems/a/goals/g');
    expect(paths).not.toContain('problems/a/text');
    expect(paths.some((path) => path.startsWith('problems/b'))).toBe(false);
  });

  it('names everything inside an entry that comes or goes', () => {
    const paths = changed((next) => next.problems.shift());
    expect(paths).toContain('problems/a/goals/g/words');
    expect(paths).toContain('problems/a/text');
  });

  it('names nothing when nothing changed', () => {
    expect(changed(() => undefined)).toEqual([]);
  });
});
