import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { ItemView } from '../../ipc/bindings';
import { ask } from '../../ipc/fake/form-sample';
import { listener } from '../../ipc/fake/listener';
import type { Answering } from '../../lib/answering';
import FormItem from './FormItem.svelte';

function shown(item: ItemView, on: Answering = listener()) {
  render(FormItem, { item, on });
  return on;
}

describe('a question', () => {
  it('ties its words to its field and says how much it is needed', () => {
    shown(ask('legal_first', 'Legal first name', 'text', 'required', { hint: 'As on the card' }));
    const field = screen.getByLabelText('Legal first name');
    expect(field.getAttribute('aria-required')).toBe('true');
    expect(field.getAttribute('aria-describedby')).toBe('field-legal_first-hint');
    expect(screen.getByText('required')).toBeTruthy();
  });

  it('sends text as it is typed and says when the field is left', async () => {
    const on = shown(ask('legal_first', 'Legal first name', 'text'));
    const field = screen.getByLabelText('Legal first name');
    await fireEvent.focus(field);
    await fireEvent.input(field, { target: { value: 'Ana' } });
    await fireEvent.blur(field);
    expect(on.focus).toHaveBeenCalledWith('legal_first');
    expect(on.type).toHaveBeenCalledWith('legal_first', 'Ana');
    expect(on.leave).toHaveBeenCalledWith('legal_first');
  });

  it('sends a plain whole number as a number and anything else as it was typed', async () => {
    const on = shown(ask('minutes', 'Minutes', 'integer'));
    const field = screen.getByLabelText('Minutes');
    await fireEvent.input(field, { target: { value: '20' } });
    await fireEvent.input(field, { target: { value: 'about 20' } });
    await fireEvent.input(field, { target: { value: '007' } });
    expect(vi.mocked(on.type).mock.calls.map(([, value]) => value)).toEqual([
      20,
      'about 20',
      '007'
    ]);
  });

  it('shows a date the one way once it is saved, and as typed until then', () => {
    const item = ask('born', 'Date of birth', 'date', 'required', {
      value: '2010-04-07',
      shown: 'Apr 7, 2010',
      note: '16 years old'
    });
    shown(item);
    expect(screen.getByLabelText<HTMLInputElement>('Date of birth').value).toBe('Apr 7, 2010');
    expect(screen.getByText('16 years old')).toBeTruthy();
    document.body.replaceChildren();
    shown(item, listener({ pending: () => '04072010' }));
    expect(screen.getByLabelText<HTMLInputElement>('Date of birth').value).toBe('04072010');
  });

  it('says what is wrong at the field', () => {
    shown(
      ask('born', 'Date of birth', 'date', 'required'),
      listener({ problem: () => 'Date of birth is missing.' })
    );
    const field = screen.getByLabelText('Date of birth');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.getAttribute('aria-describedby')).toContain('field-born-problem');
  });
});

describe('a choice', () => {
  it('is taken back with a second press or with Delete', async () => {
    const item = ask('pronouns', 'Pronouns', 'choice', 'optional', {
      choices: ['she/her', 'he/him'],
      value: 'he/him'
    });
    const on = shown(item);
    const user = userEvent.setup();
    await user.click(screen.getByLabelText('he/him'));
    expect(on.choose).toHaveBeenLastCalledWith('pronouns', null);
    await user.keyboard('{Delete}');
    expect(on.choose).toHaveBeenCalledTimes(2);
  });
});

describe('what stands in place of an answer', () => {
  it('is one of the chips of a choice', async () => {
    const item = ask('pronouns', 'Pronouns', 'choice', 'optional', {
      choices: ['she/her', 'he/him'],
      states: ['declined']
    });
    const on = shown(item);
    await userEvent.click(screen.getByLabelText('Declined'));
    expect(on.choose).toHaveBeenCalledWith('pronouns', { state: 'declined' });
    await userEvent.click(screen.getByLabelText('he/him'));
    expect(on.choose).toHaveBeenLastCalledWith('pronouns', 'he/him');
  });

  it('stands beside a field to type in, and a second press takes it back', async () => {
    const on = listener();
    const item = ask('email', 'Email', 'text', 'optional', { states: ['unknown', 'declined'] });
    const { rerender } = render(FormItem, { item, on });
    expect(screen.queryByRole('button', { name: 'Unknown' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'No answer to Email' }));
    await userEvent.click(screen.getByRole('button', { name: 'Unknown' }));
    expect(on.choose).toHaveBeenCalledWith('email', { state: 'unknown' });
    await rerender({ item: { ...item, state: 'unknown' }, on });
    const chip = screen.getByRole('button', { name: 'Unknown' });
    expect(chip.getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(chip);
    expect(on.choose).toHaveBeenLastCalledWith('email', null);
  });

  it('is reached from the field with Alt+Down, and Escape goes back', async () => {
    shown(ask('email', 'Email', 'text', 'optional', { states: ['unknown'] }));
    const user = userEvent.setup();
    await user.click(screen.getByLabelText('Email'));
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(document.activeElement?.textContent?.trim()).toBe('Unknown');
    await user.keyboard('{Escape}');
    expect(document.activeElement?.id).toBe('field-email');
  });

  it('does not mistake an address of which only the U.S. state is known', () => {
    const item = ask('home', 'Home address', 'address', 'optional', {
      value: { state: 'TX' },
      states: ['declined']
    });
    shown(item);
    expect(screen.getByLabelText<HTMLInputElement>('State').value).toBe('Texas');
  });
});

describe('an address', () => {
  it('sends all of it whenever a part changes, and nothing once it is empty', async () => {
    const item = ask('home', 'Home address', 'address', 'optional', {
      value: { line1: '12 Mill Lane' }
    });
    const on = shown(item);
    await fireEvent.input(screen.getByLabelText('City'), { target: { value: 'Austin' } });
    expect(on.type).toHaveBeenLastCalledWith('home', { line1: '12 Mill Lane', city: 'Austin' });
    await fireEvent.input(screen.getByLabelText('Street address'), { target: { value: '' } });
    expect(on.type).toHaveBeenLastCalledWith('home', null);
    await userEvent.click(screen.getByLabelText('No fixed address'));
    expect(on.choose).toHaveBeenLastCalledWith('home', {
      line1: '12 Mill Lane',
      no_fixed_address: true
    });
  });
});

describe('several choices', () => {
  it('are sent in the order of the list, and as nothing when none is left', async () => {
    const item = ask('languages', 'Languages', 'multi_choice', 'optional', {
      choices: ['English', 'Spanish'],
      value: ['spanish']
    });
    const on = shown(item);
    await userEvent.click(screen.getByLabelText('English'));
    expect(on.choose).toHaveBeenLastCalledWith('languages', ['english', 'spanish']);
    await userEvent.click(screen.getByLabelText('Spanish'));
    expect(on.choose).toHaveBeenLastCalledWith('languages', null);
  });
});

describe('a long list', () => {
  it('takes what was typed when it can only mean one thing, and else what was there before', async () => {
    const item = ask('source', 'Who referred', 'choice', 'required', {
      choices: 'Self,Family,School,Court,Hospital,Primary care,Insurance,Employer,Other'.split(',')
    });
    const on = shown(item);
    const field = screen.getByLabelText<HTMLInputElement>('Who referred');
    await fireEvent.input(field, { target: { value: 'hosp' } });
    await fireEvent.blur(field);
    expect(on.choose).toHaveBeenCalledWith('source', 'hospital');
    await fireEvent.input(field, { target: { value: 'the moon' } });
    await fireEvent.blur(field);
    expect(on.choose).toHaveBeenCalledTimes(1);
    expect(field.value).toBe('');
  });
});
