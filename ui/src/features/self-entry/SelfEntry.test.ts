import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import App from '../../App.svelte';
import { entryRoom, shell } from '../../app/inside';
import { place } from '../../app/where.svelte';
import { setBackend, type Command } from '../../ipc/call';
import { fakeOf, refuse, type Handlers } from '../../ipc/fake';
import { clinicHandlers, PASSPHRASE } from '../../ipc/fake/clinic';
import { selfEntryHandlers } from '../../ipc/fake/feature-intake';
import { clientWords } from '../../lib/client-words.svelte';
import { session } from '../../lib/session.svelte';

const LATER = { idle_left: 300, session_left: 9000, countdown: false };
const OWN: Command[] = [
  'app_state',
  'answer_self_entry',
  'finish_self_entry',
  'lock_state',
  'stay'
];

async function open(more: Handlers = {}) {
  const asked: Command[] = [];
  const core = fakeOf(
    clinicHandlers('open'),
    { lock_state: () => LATER, stay: () => LATER },
    selfEntryHandlers('open', 'phq-9'),
    more
  );
  setBackend((name, args) => {
    asked.push(name);
    return core(name, args);
  });
  render(App);
  await screen.findByText('Question 1 of 10');
  return { asked, user: userEvent.setup() };
}

async function upTo(user: ReturnType<typeof userEvent.setup>, number: number) {
  for (let at = 1; at < number; at++) {
    await user.click(screen.getByLabelText('Not at all'));
    await user.click(screen.getByRole('button', { name: 'Next' }));
  }
}

// Read from their sources they take longer than somebody waits.
beforeAll(() => Promise.all([entryRoom(), shell()]), 60_000);

beforeEach(() => {
  session.current = null;
  clientWords.language = 'en';
  place.reset();
});

describe('a form in a client’s hands', () => {
  it('is all there is: no name, no place to go, no command list', async () => {
    const { user } = await open();
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(document.body.textContent).not.toMatch(/Núñez|Riverbend/);
    await user.keyboard('{Control>}k{/Control}{Control>}1{/Control}?');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('Question 1 of 10')).toBeTruthy();
  });

  it('says at once that somebody will come, and keeps the form', async () => {
    const { user, asked } = await open();
    await upTo(user, 9);
    expect(screen.queryByText(/Thank you for telling us/)).toBeNull();
    await user.click(screen.getByLabelText('Nearly every day'));
    const told = await screen.findByRole('alert');
    expect(told.textContent).toMatch(
      /Thank you for telling us. Someone will talk with you now. You can also call or text 988./
    );
    expect(told.textContent).toMatch(/Veterans: press 1. Spanish: press 2./);
    expect(screen.getByText('Question 9 of 10')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Español' }));
    expect(told.textContent).toMatch(/Gracias por decírnoslo/);
    expect(asked.filter((name) => !OWN.includes(name))).toEqual([]);
  });

  it('changes our words, and never those of the instrument', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Español' }));
    expect(screen.getByText('Pregunta 1 de 10')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Siguiente' })).toBeTruthy();
    const question = screen.getByRole('heading', { level: 1 });
    expect(question.textContent).toBe('Little interest or pleasure in doing things');
    expect(question.closest('[lang]')?.getAttribute('lang')).toBe('en');
  });

  it('names what is open before it ends, and thanks at the end', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    for (let at = 2; at < 10; at++) {
      await user.click(screen.getByLabelText('Not at all'));
      await user.click(screen.getByRole('button', { name: 'Next' }));
    }
    await user.click(screen.getByRole('button', { name: 'Finish' }));
    await screen.findByText('These questions have no answer yet:');
    await user.click(screen.getByRole('button', { name: 'Question 1' }));
    await user.click(screen.getByLabelText('Several days'));
    await upToEnd(user);
    await screen.findByRole('heading', { name: /Thank you. Please give this back/ });
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('says a wrong staff passphrase at its field, and stays', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Staff' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Staff passphrase'), 'not it{Enter}');
    await within(dialog).findByText(/That passphrase does not match/);
    const field = within(dialog).getByLabelText<HTMLInputElement>('Staff passphrase');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await user.type(field, `${PASSPHRASE}{Enter}`);
    await screen.findByRole('heading', { level: 1, name: 'Clients' });
  });

  it('locks with Ctrl+L, and goes back when it was locked meanwhile', async () => {
    const { user } = await open();
    await user.keyboard('{Control>}l{/Control}');
    await screen.findByRole('heading', { level: 1, name: 'Who is signing in?' });
  });

  it('is gone as soon as one of its commands finds the window locked', async () => {
    let locked = false;
    const states = clinicHandlers('locked').app_state!;
    const entry = selfEntryHandlers('open', 'phq-9');
    const { user } = await open({
      ...entry,
      app_state: (request) => (locked ? states(request) : entry.app_state!(request)),
      answer_self_entry: () => refuse('locked')
    });
    locked = true;
    await user.click(screen.getByLabelText('Several days'));
    await screen.findByRole('heading', { level: 1, name: 'Who is signing in?' });
  });

  it('counts down in the client’s words', async () => {
    clientWords.language = 'es';
    setBackend(
      fakeOf(clinicHandlers('open'), selfEntryHandlers('open', 'phq-9'), {
        lock_state: ({ token }) =>
          token === 'self' ? { ...LATER, idle_left: 42, countdown: true } : refuse('locked')
      })
    );
    render(App);
    await screen.findByText(/^Esta pantalla se bloqueará en 42 segundos/);
  });
});

async function upToEnd(user: ReturnType<typeof userEvent.setup>) {
  for (let at = 1; at < 10; at++) await user.click(screen.getByRole('button', { name: 'Next' }));
  await waitFor(() => expect(screen.getByText('Question 10 of 10')).toBeTruthy());
  await user.click(screen.getByRole('button', { name: 'Finish' }));
}
