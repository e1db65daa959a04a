import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Code, JsonValue } from '../ipc/bindings';
import { Refused } from '../ipc/call';
import {
  Autosave,
  flushAll,
  PATIENCE,
  PAUSE,
  RETRY,
  THROTTLE,
  type Change,
  type Reply
} from './autosave.svelte';

interface Sent extends Change {
  rev: number;
}

/** A core that keeps values under a revision and can be slow, or refuse. */
function core() {
  const sent: Sent[] = [];
  const replies: Reply[] = [];
  let rev = 3;
  let refusal: Code | null = null;
  let gate: Promise<void> = Promise.resolve();
  const reply = () => ({ rev, saved_at: '2026-11-23T10:42:07Z' });
  const queue = new Autosave<Reply>({
    send: async (at, change) => {
      sent.push({ rev: at, ...change });
      await gate;
      if (refusal) throw new Refused(refusal, '1');
      if (at !== rev) throw new Refused('stale', '1');
      rev += 1;
      return reply();
    },
    reload: async () => reply(),
    took: (one) => replies.push(one)
  });
  queue.adopt(reply());
  return {
    queue,
    sent,
    replies,
    refuse: (code: Code | null) => (refusal = code),
    changeElsewhere: () => (rev += 5),
    /** Holds every send until the returned function is called. */
    slow() {
      let open = () => {};
      gate = new Promise((done) => (open = done));
      return () => open();
    }
  };
}

const values = (sent: Sent[]): JsonValue[] => sent.map((one) => one.value);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the save queue', () => {
  it('sends at most 400 ms after the first unsent keystroke, not after the last', async () => {
    const { queue, sent } = core();
    queue.typed('name', 'A');
    await vi.advanceTimersByTimeAsync(300);
    queue.typed('name', 'An');
    await vi.advanceTimersByTimeAsync(THROTTLE - 301);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(values(sent)).toEqual(['An']);
    expect(queue.state).toBe('saved');
  });

  it('sends on leaving a field and a choice at once', async () => {
    const { queue, sent } = core();
    queue.typed('name', 'Ana');
    queue.leave('name');
    queue.chosen('sex', 'f');
    await vi.advanceTimersByTimeAsync(0);
    expect(values(sent)).toEqual(['Ana', 'f']);
  });

  it('sends one after the other, each with the revision of the reply before', async () => {
    const { queue, sent, slow } = core();
    const open = slow();
    queue.chosen('a', 1);
    queue.chosen('b', 2);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(1);
    open();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map((one) => one.rev)).toEqual([3, 4]);
  });

  it('sends only the latest text of a field that changed while a send was under way', async () => {
    const { queue, sent, slow } = core();
    const open = slow();
    queue.chosen('a', 1);
    queue.typed('name', 'A');
    await vi.advanceTimersByTimeAsync(THROTTLE);
    queue.typed('name', 'Ana');
    await vi.advanceTimersByTimeAsync(THROTTLE);
    open();
    await vi.advanceTimersByTimeAsync(0);
    expect(values(sent)).toEqual([1, 'Ana']);
  });

  it('does other work after everything typed so far', async () => {
    const { queue, sent } = core();
    queue.typed('name', 'Ana');
    const seen: number[] = [];
    const done = queue.run(async (rev) => {
      seen.push(rev);
      return { rev: 9, saved_at: null };
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(values(sent)).toEqual(['Ana']);
    expect(seen).toEqual([4]);
    expect(await done).toEqual({ rev: 9, saved_at: null });
  });
});

describe('what a field shows', () => {
  it('is what is being typed, whatever a reply says, until the cursor leaves', async () => {
    const { queue } = core();
    queue.focus('born');
    queue.typed('born', '4/7/85');
    await vi.advanceTimersByTimeAsync(THROTTLE);
    expect(queue.shown('born', 'Apr 7, 1985')).toBe('4/7/85');
    queue.leave('born');
    expect(queue.shown('born', 'Apr 7, 1985')).toBe('Apr 7, 1985');
  });

  it('stays after leaving until the send has been answered', async () => {
    const { queue, slow } = core();
    const open = slow();
    queue.focus('name');
    queue.typed('name', 'Ana');
    queue.leave('name');
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.shown('name', '')).toBe('Ana');
    open();
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.shown('name', 'Ana.')).toBe('Ana.');
  });
});

describe('a failed save', () => {
  it('keeps the text, says why, and is tried again by itself', async () => {
    const { queue, sent, refuse } = core();
    refuse('disk-full');
    queue.typed('name', 'Ana');
    queue.leave('name');
    await vi.advanceTimersByTimeAsync(0);
    expect([queue.state, queue.trouble]).toEqual(['failed', 'disk-full']);
    expect(queue.shown('name', '')).toBe('Ana');
    expect(await queue.flush()).toBe(false);
    refuse(null);
    await vi.advanceTimersByTimeAsync(RETRY);
    expect([queue.state, queue.trouble]).toEqual(['saved', null]);
    expect(values(sent)).toEqual(['Ana', 'Ana']);
  });

  it('of one field does not keep the others from being saved', async () => {
    const { queue, sent, refuse } = core();
    refuse('too-long');
    queue.chosen('story', 'very long');
    await vi.advanceTimersByTimeAsync(0);
    refuse(null);
    queue.chosen('name', 'Ana');
    await vi.advanceTimersByTimeAsync(RETRY * 2);
    expect(values(sent)).toEqual(['very long', 'Ana']);
    expect(queue.state).toBe('failed');
    queue.chosen('story', 'short');
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.state).toBe('saved');
  });

  it('because the draft is stale loads it again and overwrites nothing in silence', async () => {
    const { queue, sent, changeElsewhere } = core();
    changeElsewhere();
    queue.chosen('name', 'Ana');
    await vi.advanceTimersByTimeAsync(RETRY * 2);
    expect(sent).toHaveLength(1);
    expect([queue.state, queue.trouble]).toEqual(['failed', 'stale']);
    expect(queue.shown('name', 'Anna')).toBe('Ana');
    expect(await queue.retry()).toBe(true);
    expect(sent.map((one) => one.rev)).toEqual([3, 8]);
  });

  it('of other work answers with nothing', async () => {
    const { queue } = core();
    const done = queue.run(() => Promise.reject(new Refused('not-allowed', '1')));
    await vi.advanceTimersByTimeAsync(0);
    expect(await done).toBeNull();
    expect(queue.trouble).toBe('not-allowed');
  });
});

describe('leaving', () => {
  it('sends what is unsent everywhere and says whether all of it was saved', async () => {
    const one = core();
    const two = core();
    two.refuse('disk-full');
    one.queue.typed('a', '1');
    two.queue.typed('b', '2');
    expect(await flushAll()).toBe(false);
    expect(values(one.sent)).toEqual(['1']);
    await one.queue.close();
    two.refuse(null);
    await two.queue.retry();
    await two.queue.close();
    expect(await flushAll()).toBe(true);
  });
});

describe('a reply that comes while somebody types on in the field', () => {
  /** Types a letter every tenth of a second for so long. */
  async function typing(queue: Autosave<Reply>, ms: number) {
    for (let at = 0; at < ms; at += 100) {
      queue.typed('name', 'A'.repeat(at / 100 + 1));
      await vi.advanceTimersByTimeAsync(100);
    }
  }

  it('is shown at the next pause, and the save after it goes out under its revision', async () => {
    const { queue, sent, replies } = core();
    const before = replies.length;
    queue.focus('name');
    await typing(queue, 1200);
    expect(sent.length).toBeGreaterThan(1);
    expect(sent.map(({ rev }) => rev)).toEqual(sent.map((_, index) => 3 + index));
    expect(replies.length).toBe(before);
    await vi.advanceTimersByTimeAsync(THROTTLE + 2 * PAUSE);
    expect(replies.at(-1)?.rev).toBe(3 + sent.length);
    expect(queue.state).toBe('saved');
  });

  it('is not kept back for long, however long somebody types', async () => {
    const { queue, replies } = core();
    const before = replies.length;
    queue.focus('name');
    await typing(queue, PATIENCE + 3 * THROTTLE);
    expect(replies.length).toBeGreaterThan(before);
  });

  it.each(['leaving the field', 'saving all', 'doing something else'])(
    'is shown before %s shows what was saved',
    async (what) => {
      const { queue, replies } = core();
      queue.focus('name');
      await typing(queue, 600);
      const before = replies.length;
      if (what === 'leaving the field') queue.leave('name');
      else if (what === 'saving all') await queue.flush();
      else void queue.run(async (rev) => ({ rev, saved_at: null }));
      expect(replies.length).toBeGreaterThan(before);
    }
  );
});

describe('a record large enough to be asked for at a pause alone', () => {
  /** A core that answers a save while somebody types with no more than its revision. */
  function large() {
    const asked: string[] = [];
    const shown: number[] = [];
    let rev = 3;
    let refusal: Code | null = null;
    const saved = (what: string, at: number) => {
      asked.push(what);
      if (at !== rev) throw new Refused('stale', '1');
      rev += 1;
      return { rev, saved_at: '2026-11-23T10:42:07Z' };
    };
    const look = async () => {
      asked.push('look');
      if (refusal) throw new Refused(refusal, '1');
      return { rev, saved_at: '2026-11-23T10:42:07Z' };
    };
    const queue = new Autosave<Reply>({
      send: async (at) => saved('send', at),
      keep: { save: async (at) => saved('keep', at), look },
      reload: async () => {
        asked.push('reload');
        return { rev, saved_at: null };
      },
      took: (one) => shown.push(one.rev)
    });
    queue.adopt({ rev, saved_at: null });
    queue.focus('name');
    return {
      queue,
      asked,
      shown,
      refuse: (code: Code | null) => (refusal = code),
      changeElsewhere: () => (rev += 5)
    };
  }

  async function typing(queue: Autosave<Reply>, ms: number) {
    for (let at = 0; at < ms; at += 100) {
      queue.typed('name', 'A'.repeat(at / 100 + 1));
      await vi.advanceTimersByTimeAsync(100);
    }
  }

  it('is looked at once, at the pause, and not said to be saving meanwhile', async () => {
    const { queue, asked, shown } = large();
    await typing(queue, 900);
    expect(asked).toEqual(['keep', 'keep']);
    await vi.advanceTimersByTimeAsync(THROTTLE);
    expect(queue.state).toBe('saved');
    expect(queue.shown('name', 'before')).toBe('AAAAAAAAA');
    await vi.advanceTimersByTimeAsync(2 * PAUSE);
    expect(asked.filter((what) => what === 'look')).toHaveLength(1);
    expect(shown.at(-1)).toBe(3 + asked.length - 1);
  });

  it('shows what was typed until what was saved is here', async () => {
    const { queue, asked } = large();
    await typing(queue, 500);
    queue.leave('name');
    expect(queue.shown('name', 'before')).toBe('AAAAA');
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.at(-1)).not.toBe('keep');
    expect(queue.shown('name', 'after')).toBe('after');
  });

  it('is looked at before all is said to be saved', async () => {
    const { queue, shown } = large();
    await typing(queue, 500);
    expect(await queue.flush()).toBe(true);
    expect(shown.at(-1)).toBe(5);
  });

  it('is looked at within a few seconds of somebody who never pauses', async () => {
    const { queue, shown } = large();
    await typing(queue, PATIENCE + 2 * THROTTLE);
    expect(shown.length).toBeGreaterThan(1);
  });

  it('is loaded afresh, and said to be stale, where somebody else has saved meanwhile', async () => {
    const { queue, asked, shown, changeElsewhere } = large();
    await typing(queue, THROTTLE);
    changeElsewhere();
    await vi.advanceTimersByTimeAsync(2 * PAUSE);
    expect(asked).toEqual(['keep', 'look', 'reload']);
    expect(shown.at(-1)).toBe(9);
  });

  it('keeps what was refused in sight when it is looked at', async () => {
    const { queue, asked } = large();
    await typing(queue, THROTTLE);
    const refused = queue.run(() => Promise.reject(new Refused('too-long', '1')));
    await vi.advanceTimersByTimeAsync(0);
    expect(await refused).toBeNull();
    await vi.advanceTimersByTimeAsync(2 * PAUSE);
    expect(asked.at(-1)).toBe('look');
    expect([queue.state, queue.trouble]).toEqual(['failed', 'too-long']);
  });

  it('stands as it was typed where it cannot be looked at, and is asked for again', async () => {
    const { queue, asked, refuse, shown } = large();
    refuse('internal');
    await typing(queue, THROTTLE);
    await vi.advanceTimersByTimeAsync(2 * PAUSE);
    expect(asked).toEqual(['keep', 'look']);
    expect(queue.state).toBe('saved');
    queue.leave('name');
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.shown('name', 'before')).toBe('AAAA');
    refuse(null);
    expect(await queue.flush()).toBe(true);
    expect(shown.at(-1)).toBe(4);
    expect(queue.shown('name', 'after')).toBe('after');
  });
});
